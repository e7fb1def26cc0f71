/** Opens the data folder of a post: the lock first, so that two posts never write one log, then the store and the keys. */
import { hostname } from 'node:os';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import { cardPinCost, type HashCost, type Secrets } from '../services/secrets.ts';
import { acquirePostLock, openStore, type PostLock, type Store, type StoreOpenProblem } from '../store/index.ts';
import { databaseFile, openSecrets } from './data-folder.ts';
import { openWritableFolder } from './writable-folder.ts';

export interface OpenData {
  readonly store: Store;
  readonly secrets: Secrets;
  /** For PINs of cards: a person waits at the reader, so these hashes are cheaper and do not queue behind a sign-in. */
  readonly pinSecrets: Secrets;
  readonly lock: PostLock;
}

/** Why a post can't start, with what a person needs to know. */
export type StartProblem =
  | {
      readonly code: 'held';
      readonly detail: string;
      readonly holder: { readonly pid: number | null; readonly sinceUtc: string | null; readonly address: string | null };
    }
  | { readonly code: StoreOpenProblem['code']; readonly detail: string };

/** Opens all, or nothing and says why. */
export function openData(dataDir: string, address: string | null, clock: Clock, cost?: HashCost): Result<OpenData, StartProblem> {
  const folder = openWritableFolder(dataDir);
  if (!folder.ok) return folder;
  const who = { pid: process.pid, host: hostname(), sinceUtcMs: clock.utcMs(), ...(address === null ? {} : { seat: address }) };
  const locked = acquirePostLock(dataDir, who);
  if (!locked.ok) {
    const { code, detail, holder } = locked.error;
    if (code !== 'held') return fail({ code, detail });
    return fail({ code, detail, holder: { pid: holder?.pid ?? null, sinceUtc: holder?.sinceUtc ?? null, address: holder?.seat ?? null } });
  }
  const lock = locked.value;
  const opened = openStore({ file: databaseFile(dataDir), clock });
  if (!opened.ok) {
    lock.release();
    return fail({ code: opened.error.code, detail: opened.error.detail });
  }
  try {
    return ok({ store: opened.value, secrets: openSecrets(dataDir, cost), pinSecrets: openSecrets(dataDir, cost ?? cardPinCost), lock });
  } catch (error) {
    void opened.value.close().finally(() => lock.release());
    return fail({ code: 'ioError', detail: error instanceof Error ? error.message : String(error) });
  }
}
