/**
 * When an open port counts as up. At once, as a rule; a port that came and went several times must first stay open a while,
 * so that a bad plug is one loss on the board and in the day log, and not two rows a second and an alarm that never comes.
 */
import { pause } from './pause.ts';

/** A port that stayed this long was really there. */
const settledMs = 5000;
/** So many short stays in a row are believed at once. */
const believedStays = 3;
/** Notice, longest wait and trial together stay under 2 s. */
const trialMs = 500;

export class FlapGuard {
  readonly #nowMonoMs: () => number;
  #shortStays = 0;
  #openedAtMonoMs = 0;

  constructor(nowMonoMs: () => number) {
    this.#nowMonoMs = nowMonoMs;
  }

  /** Calls `up` at once or after the trial, unless `over` aborts before. */
  async opened(up: () => void, over: AbortSignal): Promise<void> {
    this.#openedAtMonoMs = this.#nowMonoMs();
    if (this.#shortStays >= believedStays) await pause(trialMs, over);
    if (!over.aborted) up();
  }

  /** A port that had settled is forgiven all. */
  closed(): void {
    const settled = this.#nowMonoMs() - this.#openedAtMonoMs >= settledMs;
    this.#shortStays = settled ? 0 : this.#shortStays + 1;
  }
}
