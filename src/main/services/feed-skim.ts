/** Behind a flood rows are not told one by one: the newest ones are shown once a second, and once more when all is told again. */
import type { Clock } from '../core/ports/clock.ts';

export interface Skim {
  /** Are the newest rows to be shown now? To be asked with each piece of rows. */
  isDue(behind: boolean): boolean;
}

const everyMs = 1_000;

export function createSkim(clock: Clock): Skim {
  let skipping = false;
  let shownMonoMs = Number.NEGATIVE_INFINITY;
  return {
    isDue(behind) {
      const wasSkipping = skipping;
      skipping = behind;
      const due = behind ? clock.monoMs() - shownMonoMs >= everyMs : wasSkipping;
      if (due) shownMonoMs = clock.monoMs();
      return due;
    },
  };
}
