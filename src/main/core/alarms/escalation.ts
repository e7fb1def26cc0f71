/** When an alarm that nobody acknowledges is due for the second seat, then for the lead. Our defaults, no standard's words. */

import { type AlarmPolicy, defaultAlarmPolicy } from '../../../shared/model/alarm-policy.ts';
import type { Alarm, EscalationLevel, Priority } from '../../../shared/model/alarms.ts';
import { changed, isUnacknowledged, type Outcome, unchanged } from './change.ts';

/** Milliseconds after the raise: first to the second seat, then to the lead. */
export type EscalationTimes = { readonly [priority in Priority]: readonly [secondSeatMs: number, leadMs: number] };

const pair = ([secondSeat, lead]: readonly [number, number]) => [secondSeat * 1000, lead * 1000] as const;

/** The times of a policy. */
export function escalationTimes({ escalationSeconds: of }: AlarmPolicy): EscalationTimes {
  return { 1: pair(of[1]), 2: pair(of[2]), 3: pair(of[3]), 4: pair(of[4]) };
}

export const defaultEscalationTimes: EscalationTimes = escalationTimes(defaultAlarmPolicy);

/** A hold-up is silent at the post, so nobody there can be waited for: the second seat hears of it at once. */
function timesOf(alarm: Alarm, times: EscalationTimes): readonly [secondSeatMs: number, leadMs: number] {
  const [secondSeatMs, leadMs] = times[alarm.priority];
  return alarm.category === 'holdUp' ? [0, secondSeatMs] : [secondSeatMs, leadMs];
}

/** Waits for somebody by itself; what is folded under a confirmed alarm is passed on with that one. */
const isWaiting = (alarm: Alarm): boolean => isUnacknowledged(alarm.state) && alarm.partOf === undefined;

/** The highest level that is due, 0 for none. Only unacknowledged alarms escalate. */
export function escalationLevel(alarm: Alarm, nowUtcMs: number, times: EscalationTimes = defaultEscalationTimes): 0 | EscalationLevel {
  if (!isWaiting(alarm)) return 0;
  const waitedMs = nowUtcMs - alarm.raisedAtUtcMs;
  const [secondSeatMs, leadMs] = timesOf(alarm, times);
  if (waitedMs >= leadMs) return 2;
  return waitedMs >= secondSeatMs ? 1 : 0;
}

/** When this alarm needs the clock next (shelf end or the next escalation), epoch milliseconds; null = never. */
export function nextDueAtUtcMs(alarm: Alarm, times: EscalationTimes = defaultEscalationTimes): number | null {
  if (alarm.state === 'shelved') return alarm.shelvedUntilUtcMs;
  const reached = alarm.escalation ?? 0;
  if (!isWaiting(alarm) || reached === 2) return null;
  return alarm.raisedAtUtcMs + timesOf(alarm, times)[reached];
}

/** The alarm is passed on. `seats`: how many watch that can hear of it; none does not hold it up. */
export function escalate(alarm: Alarm, level: EscalationLevel, seats: number, nowUtcMs: number): Outcome {
  if (!isWaiting(alarm) || (alarm.escalation ?? 0) >= level) return unchanged(alarm);
  const waitedMs = Math.max(0, nowUtcMs - alarm.raisedAtUtcMs);
  return changed(alarm, 'alarm.escalated', { escalation: level }, nowUtcMs, { level, to: level === 1 ? 'secondSeat' : 'lead', waitedMs, seats });
}
