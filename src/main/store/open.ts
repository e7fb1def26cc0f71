/** Opens the store: whose file is it, pragmas, migrations, identity, keys. Refuses rather than guesses. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import { applyPragmas, type Connection, openConnection, openForReading } from './connection.ts';
import { diskCode, errorText, rawCode } from './failures.ts';
import type { Identity } from './journal.ts';
import { fileKind, migrate } from './migrate.ts';
import { newestVersion } from './migrations/index.ts';
import { PostStore, type Store } from './post-store.ts';
import { openVault, VaultKeyMissing } from './vault/open-vault.ts';

export interface StoreOptions {
  readonly file: string;
  readonly clock: Clock;
  /** Kept for ids that the store may need; post and epoch are random of their own. */
  readonly newId?: NewId;
  /** Reads only: no folder, key, migration or checkpoint is made. */
  readonly readOnly?: boolean;
}

export const storeOpenCodes = ['newer', 'notOurs', 'corrupt', 'readOnly', 'diskFull', 'notFound', 'keyMissing', 'ioError'] as const;
export interface StoreOpenProblem {
  readonly code: (typeof storeOpenCodes)[number];
  /** Raw words for the log; the screen has its own by code. */
  readonly detail: string;
  readonly file: string;
}

// Opening may wait for another process that migrates; running may not.
const openBusyMs = 10_000;
const runBusyMs = 5;

/** Opens or makes the log. Never throws for what a disk, a file or another program can do. */
export function openStore(options: StoreOptions): Result<Store, StoreOpenProblem> {
  const { file } = options;
  const readOnly = options.readOnly === true;
  let connection: Connection | null = null;
  try {
    if (readOnly && !existsSync(file)) return fail({ code: 'notFound', detail: 'there is no such file', file });
    if (!readOnly) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    connection = readOnly ? openForReading(file, openBusyMs) : openConnection(file, { readOnly, busyTimeoutMs: openBusyMs });
    const refusal = refuse(connection, file, readOnly);
    if (refusal !== null) {
      connection.close();
      return fail(refusal);
    }
    const identity = prepare(connection);
    const vault = openVault(connection, file);
    connection.db.pragma(`busy_timeout = ${runBusyMs}`);
    return ok(new PostStore(connection, file, identity, vault, options.clock));
  } catch (error) {
    connection?.close();
    return fail(toOpenProblem(error, file));
  }
}

function refuse(connection: Connection, file: string, readOnly: boolean): StoreOpenProblem | null {
  const { kind, version } = fileKind(connection);
  if (kind === 'newer') return { code: 'newer', detail: `schema ${version}, this program knows up to ${newestVersion}`, file };
  if (kind === 'notOurs') return { code: 'notOurs', detail: 'a database of another program', file };
  if (readOnly && (kind === 'empty' || version < newestVersion))
    return { code: 'notOurs', detail: `schema ${version} can not be read without upgrading`, file };
  return null;
}

function prepare(connection: Connection): Identity {
  applyPragmas(connection);
  if (!connection.db.readonly) {
    migrate(connection);
    connection.run(`INSERT INTO meta (name, value) VALUES ('post', ?) ON CONFLICT DO NOTHING`, `post-${randomBytes(3).toString('hex')}`);
    connection.run(`INSERT INTO meta (name, value) VALUES ('epoch', ?) ON CONFLICT DO NOTHING`, `epoch-${randomBytes(4).toString('hex')}`);
    // The first write to a new file can set `synchronous` back (reliability.md 0.2).
    applyPragmas(connection);
  }
  const value = (name: string): string => connection.get<{ value: string }>('SELECT value FROM meta WHERE name = ?', name)?.value ?? '';
  return { post: value('post'), epoch: value('epoch') };
}

function toOpenProblem(error: unknown, file: string): StoreOpenProblem {
  const detail = errorText(error);
  if (error instanceof VaultKeyMissing) return { code: 'keyMissing', detail, file };
  if (rawCode(error) === 'SQLITE_NOTADB') return { code: 'notOurs', detail, file };
  const code = diskCode(error);
  if (code === 'diskFull' || code === 'readOnly' || code === 'corrupt') return { code, detail, file };
  // A new log needs several files; where one can't be made, SQLite does not say that the disk is full.
  return { code: isFull(dirname(file)) ? 'diskFull' : 'ioError', detail, file };
}

// Less than what opening a log takes.
const leastBytes = 128 * 1024;
function isFull(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < leastBytes;
}
