/** Is it an alarm flood? It begins above 10 new alarms in 10 minutes and ends below 5. Pure. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import type { Alarm } from '../../../shared/model/alarms.ts';

const windowMs = 600_000;
const begins = 10;
const ends = 5;

/** Different alarms that came up in the last 10 minutes, by the board and by the log (some have left the board again). */
export function recentAlarms(alarms: readonly Alarm[], log: readonly Entry[], nowUtcMs: number): number {
  const since = nowUtcMs - windowMs;
  const ids = new Set<string>();
  for (const alarm of alarms) if (alarm.raisedAtUtcMs > since) ids.add(alarm.alarmId);
  for (const { row } of log) {
    // Newest first: nothing further down can be recent.
    if (Date.parse(row.enteredAtUtc) <= since) break;
    if (row.kind === 'alarm.raised' && row.subject !== null) ids.add(row.subject);
  }
  return ids.size;
}

/** The alarm on the board with which the last 10 minutes began; null = none of them. */
export function firstRecent(alarms: readonly Alarm[], nowUtcMs: number): Alarm | null {
  let first: Alarm | null = null;
  for (const alarm of alarms) {
    if (alarm.raisedAtUtcMs > nowUtcMs - windowMs && (first === null || alarm.raisedAtUtcMs < first.raisedAtUtcMs)) first = alarm;
  }
  return first;
}

/** Is it a flood now, given whether it was one a moment ago? */
export const isFlood = (before: boolean, recent: number): boolean => (before ? recent >= ends : recent > begins);
