/** Runs a post for `guardpost start`, with a window where one can be had. One line says which window and why. */

import { openAppWindow } from '../hosts/node/app-window.ts';
import { obtainElectron, runElectron } from '../hosts/node/electron-window.ts';
import { findChromium, hasDisplay } from '../hosts/node/find-browser.ts';
import { rootDir, runPost, type ShowWindow } from '../post.ts';
import { type Shell, usageError } from './command.ts';
import { readStartOptions } from './start-options.ts';
import type { Running } from './until-stopped.ts';

/** Runs until `stop` is asked for or the window is closed. Answers the exit code. */
export async function runStart(args: readonly string[], shell: Shell, stop: Running): Promise<number> {
  const options = readStartOptions(args, shell.environment, shell.say);
  if (!options.ok) return usageError(shell, options.error);
  const run = (showWindow: ShowWindow): Promise<number> => runPost(options.value, shell, showWindow, stop);
  if (!options.value.window) return run(noWindow);
  if (!hasDisplay(shell.environment)) return run(onlyAddress(shell, shell.say('cli.start.noDisplay')));
  const electron = await obtainElectron(rootDir, shell.environment);
  if (electron !== null) {
    shell.err(shell.say('cli.start.windowElectron', { path: electron }));
    return stop.isAsked() ? 0 : runElectron(electron, rootDir, args, stop.asked);
  }
  const chromium = findChromium(shell.environment);
  return run(chromium === null ? onlyAddress(shell, shell.say('cli.start.noChromium')) : chromiumWindow(shell, chromium));
}

const noWindow: ShowWindow = () => async () => undefined;

const onlyAddress =
  (shell: Shell, why: string): ShowWindow =>
  (url) => {
    shell.err(shell.say('cli.start.windowNone', { why, url }));
    return async () => undefined;
  };

/** Closing the window ends the post, as with any desktop program; a window that broke does not. */
const chromiumWindow =
  (shell: Shell, path: string): ShowWindow =>
  (url, ask) => {
    shell.err(shell.say('cli.start.windowChromium', { path, why: shell.say('cli.start.noElectron') }));
    const window = openAppWindow(path, url, (broke) => {
      if (broke === null) ask();
      else shell.err(shell.say('cli.start.windowNone', { why: broke, url }));
    });
    return () => window.close();
  };
