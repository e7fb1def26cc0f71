/**
 * A scanner in presentation mode reads what lies before it ten times a second. This lets one of those through each second: enough
 * for the gate to see that the code is still there (folding is its decision), and no load for anyone behind it.
 */

/** Codes that can lie before one scanner at a time. */
const codesInView = 8;

export class RepeatThrottle {
  readonly #windowMs: number;
  /** Code → when it was let through last; the newest last. */
  readonly #passed = new Map<string, number>();

  /** 0 = everything passes. */
  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** May this reading go on? `atMonoMs`: monotonic milliseconds. */
  passes(code: string, atMonoMs: number): boolean {
    const before = this.#passed.get(code);
    if (before !== undefined && atMonoMs - before < this.#windowMs) return false;
    if (this.#windowMs === 0) return true;
    this.#passed.delete(code);
    this.#passed.set(code, atMonoMs);
    const [oldest] = this.#passed.keys();
    if (this.#passed.size > codesInView && oldest !== undefined) this.#passed.delete(oldest);
    return true;
  }
}
