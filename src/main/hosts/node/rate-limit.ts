/** How many messages one connection may send: a bucket that refills. A page in use needs a few per second. */
export interface Bucket {
  /** Takes one; false = too many. `nowMs` must never jump back. */
  take(nowMs: number): boolean;
}

export function createBucket(perSecond: number, burst: number): Bucket {
  let level = burst;
  let lastMs: number | null = null;
  return {
    take(nowMs) {
      level = Math.min(burst, level + ((nowMs - (lastMs ?? nowMs)) / 1000) * perSecond);
      lastMs = nowMs;
      if (level < 1) return false;
      level -= 1;
      return true;
    },
  };
}
