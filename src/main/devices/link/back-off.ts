/**
 * Waiting times between tries to open a device that refuses: doubling from 0.25 s to 0.6 s, with jitter, for ever. Never a second
 * or more: a device must be taken up within 2 s of its return. Never under 0.2 s: looking must not hammer.
 */

const firstMs = 250;
const longestMs = 600;
/** Each wait is up to this share shorter or longer, so that several devices don't knock in step. */
const jitterShare = 0.2;

export class BackOff {
  readonly #random: () => number;
  #nextMs = firstMs;

  /** `random`: 0 (inclusive) to 1 (exclusive). */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** The wait before the next look, in milliseconds: 200 to 720. */
  nextWaitMs(): number {
    const waitMs = this.#nextMs * (1 + jitterShare * (2 * this.#random() - 1));
    this.#nextMs = Math.min(longestMs, this.#nextMs * 2);
    return Math.round(waitMs);
  }

  reset(): void {
    this.#nextMs = firstMs;
  }
}
