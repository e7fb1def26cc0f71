/** Runs a tool until it is done or the person presses Ctrl-C. */
import { listenForStop } from '../until-stopped.ts';

/** The signal is given when the program is asked to stop, or after `forMs`. Answers what the work answers. */
export async function untilAsked(work: (signal: AbortSignal) => Promise<number>, forMs: number | null = null): Promise<number> {
  const stop = listenForStop();
  const ending = new AbortController();
  void stop.asked.then(() => ending.abort());
  const timer = forMs === null ? undefined : setTimeout(() => ending.abort(), forMs);
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    stop.dispose();
  }
}
