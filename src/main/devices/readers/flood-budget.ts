/**
 * How many cards one reader may bring before its line is held back, so that a stuck reader can't take the post from the others.
 * No real serial reader reaches it: at 115200 baud the wire itself carries about 820 EM4100 frames a second.
 */
const burstFrames = 300;
const framesPerSecond = 1000;

export class FloodBudget {
  #left = burstFrames;
  #atMonoMs = 0;

  /** Takes `frames` from the budget; answers for how many milliseconds the line should be held back (0 = not at all). */
  take(frames: number, nowMonoMs: number): number {
    const refill = (Math.max(0, nowMonoMs - this.#atMonoMs) * framesPerSecond) / 1000;
    this.#atMonoMs = nowMonoMs;
    this.#left = Math.min(burstFrames, this.#left + refill) - frames;
    return this.#left >= 0 ? 0 : Math.ceil((-this.#left * 1000) / framesPerSecond);
  }
}
