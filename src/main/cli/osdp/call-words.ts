/** Why a tool did not do what was asked, in words, and the exit code that scripts see. */

import type { Shell } from '../command.ts';
import type { CallProblem } from '../control-client.ts';

/** Tells it on stderr. 1: not done. 2: the post did not understand. 4: a row could not be written. 5: no post to ask. */
export function tellCallProblem(shell: Shell, dataDir: string, { code, detail }: CallProblem): number {
  const what = shell.say(`cli.osdp.problem.${code}`, { folder: dataDir, detail: detail ?? '' });
  shell.err(detail === null || what.includes(detail) ? what : `${what} (${detail})`);
  if (code === 'noPost') return 5;
  if (code === 'storeFailed') return 4;
  return code === 'badRequest' || code === 'unknownCall' ? 2 : 1;
}
