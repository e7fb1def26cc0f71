/** Makes the data folder and tries to write in it, so that a folder that can only be read is named as that before anything is opened. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../shared/model/result.ts';

export interface FolderProblem {
  readonly code: 'readOnly' | 'diskFull' | 'ioError';
  readonly detail: string;
}

const codes: { readonly [errno: string]: FolderProblem['code'] } = {
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
};

/** The folder is there and can be written, or why not. */
export function openWritableFolder(folder: string): Result<void, FolderProblem> {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    makeFolder(resolve(folder));
    writeFileSync(probe, 'x', { mode: 0o600 });
    rmSync(probe);
    return ok(undefined);
  } catch (error) {
    const errno = errnoOf(error);
    return fail({ code: codes[errno] ?? 'ioError', detail: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * With its parents, one by one: Node's own `recursive` says ENOENT on a read-only disk instead of what is really wrong,
 * and never comes back from a place that makes no folders (/proc).
 */
function makeFolder(folder: string): void {
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
}

const errnoOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
