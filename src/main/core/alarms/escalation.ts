/** When an alarm that nobody acknowledges is due for the second seat, then for the lead. Our defaults, no standard's words. */
import type { Alarm, Priority } from '../../../shared/model/alarms.ts';
import { isUnacknowledged } from './change.ts';

export type EscalationLevel = 1 | 2;
/** Milliseconds after the raise: first to the second seat, then to the lead. */
export type EscalationTimes = { readonly [priority in Priority]: readonly [secondSeatMs: number, leadMs: number] };

export const defaultEscalationTimes: EscalationTimes = {
  1: [30_000, 60_000],
  2: [90_000, 180_000],
  3: [90_000, 180_000],
  4: [90_000, 180_000],
};

/** The highest level that is due, 0 for none. Only unacknowledged alarms escalate. */
export function escalationLevel(alarm: Alarm, nowUtcMs: number, times: EscalationTimes = defaultEscalationTimes): 0 | EscalationLevel {
  if (!isUnacknowledged(alarm.state)) return 0;
  const waitedMs = nowUtcMs - alarm.raisedAtUtcMs;
  const [secondSeatMs, leadMs] = times[alarm.priority];
  if (waitedMs >= leadMs) return 2;
  return waitedMs >= secondSeatMs ? 1 : 0;
}

/** When this alarm needs the clock next (shelf end or escalation beyond `reached`), epoch milliseconds; null = never. */
export function nextDueAtUtcMs(alarm: Alarm, reached: 0 | EscalationLevel, times: EscalationTimes = defaultEscalationTimes): number | null {
  if (alarm.state === 'shelved') return alarm.shelvedUntilUtcMs;
  if (!isUnacknowledged(alarm.state) || reached === 2) return null;
  return alarm.raisedAtUtcMs + times[alarm.priority][reached];
}
