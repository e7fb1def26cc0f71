/** Hands the thread back every few milliseconds, so that a post goes on while its log is verified. */
const sliceMs = 8;

export class Slices {
  #endMonoMs = 0;

  /** To be called between pages; returns at once while the slice lasts. */
  async breathe(): Promise<void> {
    if (performance.now() < this.#endMonoMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#endMonoMs = performance.now() + sliceMs;
  }
}
