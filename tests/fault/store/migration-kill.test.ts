import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../../src/main/store/index.ts';
import { migrations, newestVersion } from '../../../src/main/store/migrations/index.ts';
import { note, openOrThrow, TestClock, tempFolder } from '../../unit/store/temp-store.ts';

let folder = '';
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What only the file of a step and those after it has: a table, an index or a column of that name. */
const broughtBy: { readonly [version: number]: string } = {
  1: 'journal',
  2: 'person',
  3: 'checkpoint',
  4: 'search_progress',
  5: 'lockedAtUtcMs',
  6: 'message_batch',
  7: 'card_pin',
  8: 'kept',
  9: 'journal_alarm',
};
const allSteps = migrations.map((step) => step.version);

/** Which schema steps are in the file. */
function versionAndTables(file: string): { version: number; steps: number[] } {
  const db = new Database(file);
  try {
    const names = db
      .prepare<[], string>(`SELECT name FROM sqlite_master WHERE type IN ('table', 'index') UNION SELECT name FROM pragma_table_info('user')`)
      .pluck()
      .all();
    const steps = Object.entries(broughtBy)
      .filter(([, name]) => names.includes(name))
      .map(([version]) => Number(version));
    return { version: Number(db.pragma('user_version', { simple: true })), steps };
  } finally {
    db.close();
  }
}

describe('a migration that is killed', () => {
  // The kernel ends the process at the n-th write or sync: the same points in each run.
  it.each([
    ['fdatasync', 1],
    ['fdatasync', 2],
    ['fdatasync', 3],
    ['fdatasync', 4],
    ['fsync', 1],
    ['pwrite64', 1],
    ['pwrite64', 3],
    ['pwrite64', 8],
    ['pwrite64', 15],
    ['pwrite64', 30],
    ['pwrite64', 60],
  ])('at %s number %i leaves the old or the new schema, and the next start goes on', async (call, when) => {
    const file = join(folder, 'guardpost.db');
    const opener = join(import.meta.dirname, 'opener.ts');
    const traced = spawnSync('strace', [
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      `trace=${call}`,
      '-e',
      `inject=${call}:signal=SIGKILL:when=${when}`,
      process.execPath,
      opener,
      file,
    ]);
    if (traced.error !== undefined) throw traced.error;
    if (existsSync(file)) {
      const { version, steps } = versionAndTables(file);
      expect(steps).toEqual(allSteps.filter((step) => step <= version));
    }
    const store = openOrThrow(file, new TestClock());
    await store.commit((tx) => tx.append(note('after the crash')));
    await store.close();
    expect(versionAndTables(file)).toEqual({ version: newestVersion, steps: allSteps });
    expect(await verifyDatabase(file)).toMatchObject({ ok: true });
  });
});
