/**
 * Small facts in order, each tried again until the store takes it: a full disk must not lose a gap or an alarm of the
 * post's own. Must not be used for panel messages: those wait at the broker, unacknowledged.
 */
import type { Result, ServiceFailure } from '../../shared/model/result.ts';

const againMs = 1000;

type Work = () => Promise<Result<unknown, ServiceFailure>>;

export interface RetryQueue {
  add(work: Work): void;
  /** Resolves when nothing is under way any more; what could not be kept until then is given up. */
  stop(): Promise<void>;
}

export function createRetryQueue(): RetryQueue {
  const queue: Work[] = [];
  let running: Promise<void> | null = null;
  let stopped = false;
  let wake: (() => void) | null = null;

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, againMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const drain = async (): Promise<void> => {
    for (let work = queue[0]; work !== undefined; work = queue[0]) {
      const outcome = await work();
      const again = !outcome.ok && outcome.error.code === 'storeFailed';
      if (!again || stopped) queue.shift();
      else await pause();
    }
    running = null;
  };

  return {
    add(work) {
      queue.push(work);
      running ??= drain();
    },
    async stop() {
      stopped = true;
      wake?.();
      await running;
    },
  };
}
