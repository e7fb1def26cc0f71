/** How long a name must wait after wrong secrets: five tries are free, then the delay doubles. Pure; owns no clock. */

/** Wrong secrets in a row that cost nothing. */
export const freeTries = 5;
const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;

/** Milliseconds that must pass before the next try, after so many wrong ones in a row. */
export function delayAfterMs(failedTries: number): number {
  if (failedTries < freeTries) return 0;
  return Math.min(firstDelayMs * 2 ** Math.min(failedTries - freeTries, 30), longestDelayMs);
}

/** What is remembered of a name: wrong tries in a row, and the monotonic time before which none is looked at. */
export interface Tries {
  readonly failed: number;
  readonly untilMonoMs: number;
}

/** After a wrong secret. Monotonic, so that setting the clock gives nothing. */
export function afterWrongSecret(tries: Tries, nowMonoMs: number): Tries {
  const failed = tries.failed + 1;
  return { failed, untilMonoMs: nowMonoMs + delayAfterMs(failed) };
}

/**
 * What a new run knows of a name from its stored count. The whole delay counts again from the start of the run:
 * a restart must not shorten it, and the wall clock is not asked because it can be set.
 */
export function triesAtStart(failed: number, startedMonoMs: number): Tries {
  return { failed, untilMonoMs: startedMonoMs + delayAfterMs(failed) };
}

/** Whole milliseconds left to wait; 0 = may try. Whole, since a real monotonic clock has fractions and this is stored and shown. */
export function waitMs(tries: Tries, nowMonoMs: number): number {
  return Math.max(0, Math.ceil(tries.untilMonoMs - nowMonoMs));
}
