/** Opens a post's data for a command, beside a running post, and says in words why it can't. */
import { randomBytes } from 'node:crypto';
import { ok } from '../../shared/model/result.ts';
import { databaseFile } from '../compose/data-folder.ts';
import { openWritableFolder } from '../compose/writable-folder.ts';
import { type StoreErrorCode, StoreFailure } from '../core/ports/ledger.ts';
import { openStore, type Store } from '../store/index.ts';
import type { Shell } from './command.ts';

export const systemClock = { utcMs: () => Date.now(), monoMs: () => performance.now() };
export const newId = (prefix: string): string => `${prefix}-${randomBytes(8).toString('hex')}`;

/** Runs `work` on the open store and closes it after; answers the exit code (4 when the data can't be used). */
export async function withStore(shell: Shell, dataDir: string, readOnly: boolean, work: (store: Store) => Promise<number>): Promise<number> {
  const folder = readOnly ? ok(undefined) : openWritableFolder(dataDir);
  if (!folder.ok) {
    shell.err(shell.say(`cli.problem.${folder.error.code}`, { folder: dataDir, detail: folder.error.detail }));
    return 4;
  }
  const opened = openStore({ file: databaseFile(dataDir), clock: systemClock, newId, readOnly });
  if (!opened.ok) {
    shell.err(shell.say(`cli.problem.${opened.error.code}`, { folder: dataDir, detail: opened.error.detail }));
    return 4;
  }
  try {
    return await work(opened.value);
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    shell.err(storeFailureWords(shell, dataDir, error));
    return 4;
  } finally {
    await opened.value.close();
  }
}

/** Why a fact could not be kept. */
export function storeFailureWords(shell: Shell, folder: string, { code, message }: { readonly code: StoreErrorCode; readonly message: string }): string {
  return shell.say(`cli.problem.${code === 'closed' ? 'unknown' : code}`, { folder, detail: message });
}
