/** A post on plain Node: runs until it is told to stop. The window, if any, is the caller's. */
import { existsSync, readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../shared/model/result.ts';
import type { Shell } from './cli/command.ts';
import { problemWords } from './cli/problem-words.ts';
import { type StartOptions, usualPort } from './cli/start-options.ts';
import { type Running, stopInTime } from './cli/until-stopped.ts';
import { logFolder } from './compose/data-folder.ts';
import { type NodeHost, type NodeHostOptions, startNodeHost } from './hosts/node/node-host.ts';
import { exitCodeOf, type LaunchProblem } from './launch/launch-problem.ts';
import { logCrashes } from './log/crash-log.ts';

/** The checkout or the installed package: where package.json lies. */
export const rootDir = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) || dirname(folder) === folder ? folder : findRoot(dirname(folder));
}

export function version(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : '';
}

/** Opens a window on the address; answers how to close it. `ask` ends the post, as when the person closes the window. */
export type ShowWindow = (url: string, ask: () => void) => () => Promise<void>;

/** Starts, prints the address, runs until `stop` is asked for (which may be before it is up), stops. Answers the exit code. */
export async function runPost(options: StartOptions, shell: Shell, showWindow: ShowWindow, stop: Running): Promise<number> {
  // The folder of a demo is thrown away: there a crash shows on stderr alone.
  logCrashes({ dir: options.demo ? null : logFolder(options.dataDir), stderrLevel: shell.environment.GUARDPOST_LOG });
  let fatal: LaunchProblem | null = null;
  const host = await start(
    {
      dataDir: options.dataDir,
      configFile: options.configFile,
      demo: options.demo,
      version: version(),
      say: shell.err,
      onFatal(problem) {
        fatal = problem;
        stop.ask();
      },
      listen: { host: options.host, port: options.port ?? usualPort, tls: options.tls },
      pageDir: join(rootDir, 'out', 'renderer'),
    },
    options.port === null,
  );
  if (!host.ok) return tell(host.error, shell);
  let closeWindow = async (): Promise<void> => undefined;
  if (!stop.isAsked()) {
    await shell.out(`listening on ${host.value.url}\n`);
    closeWindow = showWindow(host.value.url, stop.ask);
    // Node keeps it at the end by itself, but a post may run for months and end by a power cut.
    flushCompileCache();
    await stop.asked;
  }
  await stopInTime(async () => {
    await Promise.all([closeWindow(), host.value.stop()]);
  }, shell);
  return fatal === null ? 0 : tell(fatal, shell);
}

/** The usual port may be taken by another post; nobody asked for it, so any other will do. */
async function start(options: NodeHostOptions, anyPort: boolean): Promise<Result<NodeHost, LaunchProblem>> {
  const first = await startNodeHost(options);
  if (first.ok || !anyPort || first.error.kind !== 'address') return first;
  return startNodeHost({ ...options, listen: { ...options.listen, port: 0 } });
}

function tell(problem: LaunchProblem, shell: Shell): number {
  for (const line of problemWords(problem, shell.say)) shell.err(line);
  return exitCodeOf(problem);
}
