/** Passages per hour of the local day, for the small chart and its table. Pure. */
import type { Entry } from '../../../shared/contract/schemas.ts';

export interface HourCount {
  /** `08` */
  readonly hour: string;
  readonly granted: number;
  readonly denied: number;
}

/** Local midnight before `nowUtcMs`, epoch milliseconds. */
export function startOfDayUtcMs(nowUtcMs: number): number {
  const day = new Date(nowUtcMs);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}

/** When the row happened at the post: arrival where known, else the time it was written. */
export const gateTimeUtcMs = (entry: Entry): number => Date.parse(entry.row.arrivedAtUtc ?? entry.row.enteredAtUtc);

/** One bar for each hour from 0 to the present one. Rows of other days are left out. */
export function passagesPerHour(entries: readonly Entry[], nowUtcMs: number): HourCount[] {
  const dayStartUtcMs = startOfDayUtcMs(nowUtcMs);
  const hours = Array.from({ length: new Date(nowUtcMs).getHours() + 1 }, () => ({ granted: 0, denied: 0 }));
  for (const entry of entries) {
    const atUtcMs = gateTimeUtcMs(entry);
    if (!(atUtcMs >= dayStartUtcMs) || atUtcMs > nowUtcMs) continue;
    const bucket = hours[new Date(atUtcMs).getHours()];
    if (bucket === undefined) continue;
    if (entry.row.kind === 'gate.granted') bucket.granted += 1;
    else if (entry.row.kind === 'gate.denied') bucket.denied += 1;
  }
  return hours.map((count, hour) => ({ hour: String(hour).padStart(2, '0'), ...count }));
}
