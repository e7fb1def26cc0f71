/** SQLite's and the file system's error codes in our words. Decides nothing but the name of a failure. */
import Database from 'better-sqlite3';
import { type StoreErrorCode, StoreFailure } from '../core/ports/ledger.ts';

const byPrefix: readonly (readonly [string, StoreErrorCode])[] = [
  ['SQLITE_FULL', 'diskFull'],
  // The shared memory of the write-ahead log could not grow.
  ['SQLITE_IOERR_SHMSIZE', 'diskFull'],
  ['SQLITE_IOERR', 'ioError'],
  ['SQLITE_READONLY', 'readOnly'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_CANTOPEN', 'ioError'],
  ['SQLITE_PERM', 'readOnly'],
  ['SQLITE_NOMEM', 'unknown'],
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EROFS', 'readOnly'],
  ['EACCES', 'readOnly'],
  ['EPERM', 'readOnly'],
  ['EIO', 'ioError'],
];

/** The raw code of an error from SQLite or the file system; null when it has none. */
export function rawCode(error: unknown): string | null {
  if (error instanceof Database.SqliteError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return null;
}

/** What the disk did to us; null when the error is not the disk's (a constraint, a bug in the caller's work). */
export function diskCode(error: unknown): StoreErrorCode | null {
  if (error instanceof StoreFailure) return error.code;
  const code = rawCode(error);
  if (code === null) return null;
  return byPrefix.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null;
}

export function toStoreFailure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  return new StoreFailure(diskCode(error) ?? 'unknown', errorText(error));
}

export function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = rawCode(error);
  return code === null ? text : `${code}: ${text}`;
}
