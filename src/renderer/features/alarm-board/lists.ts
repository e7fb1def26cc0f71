/** Which alarm stands on which list, and in what order rows stay while someone has one selected. Pure. */
import type { Alarm } from '../../../shared/model/alarms.ts';
import { isSetAside } from './words.ts';

export const views = ['board', 'open', 'aside', 'outOfService'] as const;
export type View = (typeof views)[number];

const belongs: { readonly [view in View]: (alarm: Alarm) => boolean } = {
  board: (alarm) => !isSetAside(alarm),
  open: (alarm) => alarm.state === 'acknowledged' || alarm.state === 'normal',
  aside: (alarm) => alarm.state === 'shelved' || alarm.state === 'suppressed',
  outOfService: (alarm) => alarm.state === 'outOfService',
};

/** The alarms of a list, in the order given; what waits to be closed is listed by age, oldest first. */
export function listOf(view: View, alarms: readonly Alarm[]): readonly Alarm[] {
  const list = alarms.filter(belongs[view]);
  return view === 'open' ? list.toSorted((a, b) => (a.acknowledgedAtUtcMs ?? a.raisedAtUtcMs) - (b.acknowledgedAtUtcMs ?? b.raisedAtUtcMs)) : list;
}

/**
 * Rows in the order they had when holding began; what is gone is left out, what is new waits at the end.
 * `held` null = not holding.
 */
export function heldOrder(alarms: readonly Alarm[], held: readonly string[] | null): { readonly rows: readonly Alarm[]; readonly newer: number } {
  if (held === null) return { rows: alarms, newer: 0 };
  const byId = new Map(alarms.map((alarm) => [alarm.alarmId, alarm]));
  const known = new Set(held);
  const kept = held.flatMap((alarmId) => byId.get(alarmId) ?? []);
  const added = alarms.filter((alarm) => !known.has(alarm.alarmId));
  return { rows: [...kept, ...added], newer: added.length };
}

/** The other alarms that may be acknowledged in one go with this one: same source, same condition. */
export const sameCause = (alarm: Alarm, alarms: readonly Alarm[]): readonly Alarm[] =>
  alarms.filter(
    (other) =>
      other.source === alarm.source && other.condition === alarm.condition && (other.state === 'unacknowledged' || other.state === 'returnedUnacknowledged'),
  );
