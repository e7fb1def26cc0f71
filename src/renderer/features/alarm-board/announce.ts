/** What a screen reader is told of new alarms: at most one sentence a second, the most urgent first, the others counted. Pure. */
import type { Alarm, Priority } from '../../../shared/model/alarms.ts';
import { needsAcknowledgement } from './words.ts';

/** The alarms that waited for an answer, and how urgent each was. */
export type Waiting = ReadonlyMap<string, Priority>;

export interface News {
  /** New ones, and those that became more urgent, in the order of the board. */
  readonly fresh: readonly Alarm[];
  readonly waiting: Waiting;
}

/** What has come since; `before` null = nothing was known yet. One that only comes and goes is no news each time. */
export function newsOf(alarms: readonly Alarm[], before: Waiting | null): News {
  const waiting = new Map<string, Priority>();
  const fresh: Alarm[] = [];
  for (const alarm of alarms) {
    if (!needsAcknowledgement(alarm)) continue;
    waiting.set(alarm.alarmId, alarm.priority);
    const known = before?.get(alarm.alarmId);
    if (known === undefined || alarm.priority < known) fresh.push(alarm);
  }
  return { fresh, waiting };
}

export type Announcement =
  | { readonly kind: 'standing'; readonly count: number }
  | { readonly kind: 'new'; readonly urgent: boolean; readonly alarm: Alarm; readonly more: number };

/** The one sentence; null = nothing to say. What stood there when the seat began to watch is counted, not read out. */
export function announcementOf({ fresh }: News, begins: boolean): Announcement | null {
  const [first] = fresh;
  if (first === undefined) return null;
  const most = fresh.reduce((a, b) => (b.priority < a.priority ? b : a), first);
  if (begins && fresh.length > 1) return { kind: 'standing', count: fresh.length };
  return { kind: 'new', urgent: most.priority === 1, alarm: most, more: fresh.length - 1 };
}
