/** Waiting times between tries: doubling, with jitter so that many posts do not come back at once. Pure but for `random`. */
export interface BackOff {
  /** Milliseconds to wait before the next try. */
  nextMs(): number;
  reset(): void;
}

export function createBackOff(options: { readonly minMs: number; readonly maxMs: number; readonly random?: () => number }): BackOff {
  const random = options.random ?? Math.random;
  let tries = 0;
  return {
    nextMs() {
      const fullMs = Math.min(options.maxMs, options.minMs * 2 ** Math.min(tries, 30));
      tries += 1;
      return fullMs * (0.5 + random() / 2);
    },
    reset() {
      tries = 0;
    },
  };
}
