/** Tells when a line has been silent for a while; moved on by every byte. */

/** A timer this late means that the process was busy, so bytes may be waiting behind it. */
const lateMs = 20;

export class SilenceTimer {
  readonly #now: () => number;
  #timer: NodeJS.Timeout | null = null;

  /** `now`: a clock that never jumps back, in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Calls `silent` once after `afterMs` without another `restart`. */
  restart(afterMs: number, silent: () => void): void {
    this.cancel();
    const dueMonoMs = this.#now() + afterMs;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      // Half a code must not pass for a whole one: give what is waiting on the line its turn first.
      if (this.#now() - dueMonoMs > lateMs) this.restart(afterMs, silent);
      else silent();
    }, afterMs);
  }

  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
