/** Takes away throw-away data folders whose post was killed. Must never touch one that a post still holds, or that is not ours. */
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { acquirePostLock } from '../store/index.ts';

/** A folder that has just been made may not be held yet. */
const youngMs = 60_000;

/** Removes the folders in `parent` that begin with `prefix` and that nobody holds; what can't be removed stays. */
export function removeLeftovers(parent: string, prefix: string, nowUtcMs: number): void {
  for (const name of namesIn(parent)) {
    if (name.startsWith(prefix) && isOursAndOld(join(parent, name), nowUtcMs)) removeUnlessHeld(join(parent, name));
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A folder that can't be listed holds nothing for us.
    return [];
  }
}

/** The folder for temporary files is everybody's: a link there, or a folder of another user, could lead anywhere. */
function isOursAndOld(folder: string, nowUtcMs: number): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory()) return false;
  return (process.getuid === undefined || found.uid === process.getuid()) && nowUtcMs - found.mtimeMs > youngMs;
}

function removeUnlessHeld(folder: string): void {
  const lock = acquirePostLock(folder, { pid: process.pid, host: hostname(), sinceUtcMs: Date.now() });
  if (!lock.ok) return;
  lock.value.release();
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Someone tidies up at the same moment, or a file is in use: the next demo tries again.
  }
}
