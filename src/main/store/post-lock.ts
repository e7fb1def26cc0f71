/**
 * One post per data folder. The lock is an exclusive transaction on a tiny database: the kernel lets go of it when the process
 * ends, however it ends. Beside it a readable file says who holds it. Must never open the lock file other than through SQLite:
 * closing any other handle on it would drop the lock.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { openConnection } from './connection.ts';
import { diskCode, errorText } from './failures.ts';

export interface PostLockHolder {
  readonly pid: number;
  readonly host: string;
  readonly sinceUtc: string;
  /** Where the post can be reached, if it said so. */
  readonly seat: string | null;
}

export interface PostLock {
  /** Says where the post can be reached, once that is known. */
  announce(seat: string): void;
  release(): void;
}

export type PostLockProblem =
  | { readonly code: 'held'; readonly holder: PostLockHolder | null; readonly detail: string }
  | { readonly code: 'readOnly' | 'diskFull' | 'ioError'; readonly holder: null; readonly detail: string };

/** Takes the lock of a data folder, or says who has it. Does not wait. */
export function acquirePostLock(
  dataDir: string,
  who: { readonly pid: number; readonly host: string; readonly seat?: string; readonly sinceUtcMs?: number },
): Result<PostLock, PostLockProblem> {
  const sinceUtc = new Date(who.sinceUtcMs ?? Date.now()).toISOString();
  const holderFile = join(dataDir, 'post.holder.json');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const connection = openConnection(join(dataDir, 'post.lock'), { readOnly: false, busyTimeoutMs: 0 });
    try {
      // Rollback mode: in WAL an exclusive transaction would not keep a second one out of the file.
      connection.db.pragma('journal_mode = DELETE');
      connection.db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      connection.close();
      throw error;
    }
    const write = (seat: string | null): void =>
      writeFileSync(holderFile, `${JSON.stringify({ pid: who.pid, host: who.host, sinceUtc, seat })}\n`, { mode: 0o600 });
    write(who.seat ?? null);
    return ok({
      announce: (seat) => write(seat),
      release() {
        if (!connection.db.open) return;
        rmSync(holderFile, { force: true });
        connection.db.exec('ROLLBACK');
        connection.close();
      },
    });
  } catch (error) {
    return fail(toLockProblem(error, holderFile));
  }
}

function toLockProblem(error: unknown, holderFile: string): PostLockProblem {
  const code = diskCode(error);
  const detail = errorText(error);
  if (code === 'busy') return { code: 'held', holder: loadHolder(holderFile), detail };
  return { code: code === 'readOnly' || code === 'diskFull' ? code : 'ioError', holder: null, detail };
}

function loadHolder(file: string): PostLockHolder | null {
  try {
    return parseHolder(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // The holder may be writing it just now, or its disk was full: the lock itself is what counts.
    return null;
  }
}

function parseHolder(value: unknown): PostLockHolder | null {
  if (typeof value !== 'object' || value === null) return null;
  const { pid, host, sinceUtc, seat } = value as { readonly [key: string]: unknown };
  if (typeof pid !== 'number' || typeof host !== 'string' || typeof sinceUtc !== 'string') return null;
  return { pid, host, sinceUtc, seat: typeof seat === 'string' ? seat : null };
}
