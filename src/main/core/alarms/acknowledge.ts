/** A person has seen it, takes that back, or resets a panel's memory. */
import type { AcknowledgeReason, Alarm } from '../../../shared/model/alarms.ts';
import { asksAgain, changed, isSetAside, isUnacknowledged, needsAttention, type Outcome, refused, secondsBetween } from './change.ts';

export function acknowledge(alarm: Alarm, input: { by: string; reason: AcknowledgeReason; note: string | null }, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  if (!isUnacknowledged(alarm.state)) return refused('alreadyAcknowledged');
  const state = needsAttention(alarm) ? 'acknowledged' : 'normal';
  return changed(alarm, 'alarm.acknowledged', { state, acknowledgedBy: input.by, acknowledgedAtUtcMs: nowUtcMs, acknowledgeReason: input.reason }, nowUtcMs, {
    reason: input.reason,
    toAcknowledgeSeconds: secondsBetween(alarm.raisedAtUtcMs, nowUtcMs),
    ...(alarm.escalation === undefined ? {} : { escalation: alarm.escalation }),
    ...(input.note === null ? {} : { note: input.note }),
  });
}

export function unacknowledge(alarm: Alarm, nowUtcMs: number): Outcome {
  if (alarm.state !== 'acknowledged') return refused('notAcknowledged');
  return changed(alarm, 'alarm.unacknowledged', asksAgain(nowUtcMs), nowUtcMs);
}

/** Only after the cause is gone and somebody has acknowledged: a reset must not hide what nobody has seen. */
export function reset(alarm: Alarm, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  if (!alarm.latched) return refused('notLatched');
  if (alarm.active) return refused('stillActive');
  if (isUnacknowledged(alarm.state)) return refused('acknowledgeFirst');
  if (alarm.state !== 'acknowledged') return refused('notOnBoard');
  return changed(alarm, 'alarm.reset', { state: 'normal' }, nowUtcMs);
}
