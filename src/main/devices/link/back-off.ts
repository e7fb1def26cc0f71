/** Waiting times between tries to reach a device: doubling from 0.25 s to 5 s, with jitter, for ever. */

const firstMs = 250;
const longestMs = 5000;
/** Each wait is up to this share shorter or longer, so that several devices don't knock in step. */
const jitterShare = 0.2;

export class BackOff {
  readonly #random: () => number;
  #nextMs = firstMs;

  /** `random`: 0 (inclusive) to 1 (exclusive). */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** The wait before the next try, in milliseconds. */
  nextWaitMs(): number {
    const waitMs = this.#nextMs * (1 + jitterShare * (2 * this.#random() - 1));
    this.#nextMs = Math.min(longestMs, this.#nextMs * 2);
    return Math.round(Math.min(longestMs, waitMs));
  }

  reset(): void {
    this.#nextMs = firstMs;
  }
}
