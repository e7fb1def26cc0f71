/** Why a post does not come up, in the words of the person who started it. */
import type { ConfigProblem } from '../config/index.ts';
import type { LaunchProblem } from '../launch/launch-problem.ts';
import type { Say } from './words.ts';

/** Lines for stderr. */
export function problemWords(problem: LaunchProblem, say: Say): string[] {
  switch (problem.kind) {
    case 'config':
      return [say('cli.problem.config', { file: problem.file }), ...problem.problems.map((one) => `  ${configProblemWords(one, say)}`)];
    case 'address':
      return [say('cli.problem.address', { host: problem.host, port: problem.port, detail: problem.detail })];
    case 'tls':
      return [say('cli.problem.tls', { detail: problem.detail })];
    case 'internal':
      return [say('cli.problem.internal', { detail: problem.detail })];
    case 'needsTls':
      return [say('cli.problem.needsTls', { host: problem.host })];
    case 'post': {
      const { problem: cause, dataDir: folder } = problem;
      if (cause.code !== 'held') return [say(`cli.problem.${cause.code}`, { folder, detail: cause.detail })];
      const { pid, sinceUtc, address } = cause.holder;
      return [say('cli.problem.held', { folder, holder: say('cli.problem.holder', { pid: pid ?? '?', since: sinceUtc ?? '?', address: address ?? '?' }) })];
    }
  }
}

export function configProblemWords({ line, key, code, allowed: english, right }: ConfigProblem, say: Say): string {
  const allowed = right === undefined ? english : say(`config.right.${right.code}`, right.values);
  const plain = say(`config.problem.${code}`);
  const what = allowed === null ? plain : say('config.allowed', { what: plain, allowed });
  if (line !== null) return key === '' ? say('config.atLine', { line, what }) : say('config.at', { line, key, what });
  return key === '' ? what : say('config.atKey', { key, what });
}
