/**
 * Two zones of one site soon after another are one confirmed alarm: the first becomes it, the others go under it.
 * Pure; which alarms these are is found by services/alarms-confirmed.ts.
 */
import type { Alarm } from '../../../shared/model/alarms.ts';
import { asksAgain, changed, isSetAside, isUnacknowledged, type Outcome, unchanged } from './change.ts';

/** So many other zones go under one confirmed alarm; more stand by themselves. */
export const mostParts = 20;

/** Where an alarm of this category is no zone of its own. */
const notOfZones: ReadonlySet<string> = new Set(['outsideSchedule']);

/**
 * Can this alarm confirm another one or be confirmed? Not what was there before we could hear of it (nobody knows since
 * when), not what was set aside, and not what is of the lowest priority: that a camera saw somebody is no intrusion yet.
 */
export function canConfirm(alarm: Alarm): boolean {
  return alarm.category === 'intrusion' && alarm.priority < 4 && !alarm.standing && !isSetAside(alarm.state) && !notOfZones.has(alarm.condition);
}

/** When it came up last, epoch milliseconds. */
export const cameUpAtUtcMs = (alarm: Alarm): number => alarm.recentRaisesUtcMs?.at(-1) ?? alarm.raisedAtUtcMs;

/** It becomes as urgent as can be and asks again; while it waits for somebody anyway its age stays what it is. */
export function confirm(alarm: Alarm, alarmIds: readonly string[], nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return unchanged(alarm);
  const confirmedBy = [...new Set([...(alarm.confirmedBy ?? []), ...alarmIds])].slice(0, mostParts);
  const again = isUnacknowledged(alarm.state) ? {} : asksAgain(nowUtcMs);
  return changed(alarm, 'alarm.confirmed', { priority: 1, confirmedBy, ...again }, nowUtcMs, { by: [...alarmIds], zones: confirmedBy.length + 1 });
}

/** Under a confirmed alarm, or (null) by itself again. */
export function join(alarm: Alarm, confirmedId: string | null, nowUtcMs: number): Outcome {
  if ((alarm.partOf ?? null) === confirmedId || isSetAside(alarm.state)) return unchanged(alarm);
  const ended = confirmedId === null ? { ended: true } : {};
  return changed(alarm, 'alarm.confirmed', { partOf: confirmedId ?? undefined }, nowUtcMs, ended);
}
