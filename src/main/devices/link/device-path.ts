/** Which device stands behind a path right now, so that a pulled or swapped one is noticed without asking the driver. */
import { stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../shared/model/result.ts';

/** Device and inode behind the path (links followed), or what the system said. Windows names ports without files: always the same there. */
export async function identifyDevice(path: string): Promise<Result<string, string>> {
  if (process.platform === 'win32') return ok(path);
  try {
    return ok(deviceIdentity(await stat(path)));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

export function deviceIdentity({ dev, ino, rdev }: { readonly dev: number; readonly ino: number; readonly rdev: number }): string {
  return `${dev}:${ino}:${rdev}`;
}
