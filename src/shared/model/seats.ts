/** Seats: what each is for when an alarm is passed on, and whether it can be heard. */

/** first: rings at once. second: rings when the first seat has not answered. lead: rings last. */
export const seatDuties = ['first', 'second', 'lead'] as const;
export type SeatDuty = (typeof seatDuties)[number];

/** ready: can sound. muted: switched off by a person here. blocked: waits for a key. failed: no audio. unknown: has not said. */
export const soundStates = ['ready', 'muted', 'blocked', 'failed', 'unknown'] as const;
export type SoundState = (typeof soundStates)[number];

export interface WatchingSeat {
  readonly seat: string;
  readonly user: string | null;
  readonly duty: SeatDuty;
  readonly sound: SoundState;
  readonly sinceUtcMs: number;
}
