/** Time comes in from outside, so that rules are pure and tests own the clock. */
export interface Clock {
  /** Epoch milliseconds, may jump. */
  utcMs(): number;
  /** Milliseconds that never jump back. */
  monoMs(): number;
}

/** Source of new random ids, e.g. `alarm-3f9a…`. */
export type NewId = (prefix: string) => string;
