/** Waits for the signal to stop, then stops in bounded time. */
import type { Shell } from './command.ts';

const stopWithinMs = 5_000;

export interface Running {
  /** Asks to stop, as a signal would. */
  readonly ask: () => void;
  /** Resolves when asked. */
  readonly asked: Promise<void>;
  readonly isAsked: () => boolean;
  readonly dispose: () => void;
}

/** From here on SIGTERM and SIGINT ask to stop; a second one changes nothing. */
export function listenForStop(): Running {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isAsked = false;
  const ask = (): void => {
    isAsked = true;
    resolve();
  };
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, ask);
  return {
    ask,
    asked: promise,
    isAsked: () => isAsked,
    dispose: () => {
      for (const signal of signals) process.off(signal, ask);
    },
  };
}

/** Stops, but does not wait for ever: what is on disk is safe at any moment. */
export async function stopInTime(stop: () => Promise<void>, shell: Shell): Promise<void> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), stopWithinMs);
  const ended = await Promise.race([stop().then(() => 'stopped' as const), late.promise]);
  clearTimeout(timer);
  if (ended === 'late') shell.err(shell.say('cli.start.stopTookTooLong', { seconds: stopWithinMs / 1000 }));
}
