/** Why a post does not come up, and the exit code that scripts see. The words are in the catalogue `cli.problem`. */
import type { StartProblem } from '../compose.ts';
import type { ConfigProblem } from '../config/index.ts';

export type LaunchProblem =
  | { readonly kind: 'config'; readonly file: string; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'post'; readonly dataDir: string; readonly problem: StartProblem }
  | { readonly kind: 'address'; readonly host: string; readonly port: number; readonly detail: string }
  /** A certificate or key that can't be read or used. */
  | { readonly kind: 'tls'; readonly detail: string }
  /** A bug, with its stack. */
  | { readonly kind: 'internal'; readonly detail: string }
  /** Other machines could listen in: no plain HTTP beyond this machine. */
  | { readonly kind: 'needsTls'; readonly host: string };

/** 1: a bug. 2: the configuration or the command line. 3: another post has the data. 4: the data folder. 5: the address. */
export function exitCodeOf(problem: LaunchProblem): number {
  switch (problem.kind) {
    case 'internal':
      return 1;
    case 'config':
    case 'needsTls':
    case 'tls':
      return 2;
    case 'post':
      return problem.problem.code === 'held' ? 3 : 4;
    case 'address':
      return 5;
  }
}
