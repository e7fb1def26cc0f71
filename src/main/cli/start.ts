/** `guardpost start`: listens for the signal to stop before anything else is loaded, so that it is never too early. */
import type { Command } from './command.ts';
import { listenForStop } from './until-stopped.ts';

export const start: Command = async (args, shell) => {
  const stop = listenForStop();
  const { runStart } = await import('./run-start.ts');
  const code = stop.isAsked() ? 0 : await runStart(args, shell, stop);
  stop.dispose();
  return code;
};
