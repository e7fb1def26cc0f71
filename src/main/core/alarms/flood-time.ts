/** How long a span was in flood: more than 10 alarms in 10 minutes until under 5 (alarms.md 4). Pure. */

const windowMs = 600_000;
const beginsAbove = 10;
const endsBelow = 5;

export interface FloodTime {
  readonly floodMs: number;
  readonly floods: number;
  /** The most in any 10 minutes. */
  readonly most: number;
}

/** @param raisedAtUtcMs in any order, epoch milliseconds; all within the span that ends at `untilUtcMs`. */
export function floodTime(raisedAtUtcMs: readonly number[], untilUtcMs: number): FloodTime {
  const times = raisedAtUtcMs.toSorted((a, b) => a - b);
  let oldest = 0;
  let most = 0;
  let floods = 0;
  let floodMs = 0;
  let sinceMs: number | null = null;
  const leave = (atMs: number): void => {
    // Those that come to be older than the window, one by one: the flood ends when the fourth-newest is left.
    for (let next = times[oldest]; next !== undefined && next + windowMs <= atMs; next = times[oldest]) {
      oldest += 1;
      const left = entered - oldest;
      if (sinceMs === null || left >= endsBelow) continue;
      floodMs += next + windowMs - sinceMs;
      sinceMs = null;
    }
  };
  let entered = 0;
  for (const at of times) {
    leave(at);
    entered += 1;
    const within = entered - oldest;
    most = Math.max(most, within);
    if (within <= beginsAbove || sinceMs !== null) continue;
    sinceMs = at;
    floods += 1;
  }
  leave(untilUtcMs);
  if (sinceMs !== null) floodMs += untilUtcMs - sinceMs;
  return { floodMs, floods, most };
}
