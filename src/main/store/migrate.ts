/** Brings a file to the newest schema, one transaction per step: a kill midway leaves the old or the new schema, never between. */
import type { Connection } from './connection.ts';
import { type Migration, migrations, newestVersion } from './migrations/index.ts';

/** 'GPST': marks the file as a Guardpost log. */
export const applicationId = 0x47505354;

export type FileKind = 'empty' | 'ours' | 'newer' | 'notOurs';

/** Says whose file this is, without changing it. */
export function fileKind(connection: Connection): { readonly kind: FileKind; readonly version: number } {
  const version = Number(connection.db.pragma('user_version', { simple: true }));
  const id = Number(connection.db.pragma('application_id', { simple: true }));
  const tables = connection.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_master')?.n ?? 0;
  if (id === applicationId) return { kind: version > newestVersion ? 'newer' : 'ours', version };
  if (id === 0 && version === 0 && tables === 0) return { kind: 'empty', version };
  return { kind: 'notOurs', version };
}

/** Runs the steps that are missing, up to `target`. */
export function migrate(connection: Connection, target: number = newestVersion): void {
  for (const step of migrations) {
    if (step.version <= target) runStep(connection, step);
  }
}

function runStep(connection: Connection, step: Migration): void {
  const { db } = connection;
  if (currentVersion(connection) >= step.version) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been quicker while we waited for the lock.
    if (currentVersion(connection) < step.version) {
      db.exec(step.sql);
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${step.version}`);
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function currentVersion(connection: Connection): number {
  return Number(connection.db.pragma('user_version', { simple: true }));
}
