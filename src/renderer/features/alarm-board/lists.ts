/** Which alarm stands on which list, and in what order rows stay while someone has one selected. Pure. */
import type { Alarm } from '../../../shared/model/alarms.ts';
import { isSetAside, needsAcknowledgement } from './words.ts';

/** Lists of alarms. */
export const alarmViews = ['board', 'open', 'aside', 'outOfService', 'troubles'] as const;
export type AlarmView = (typeof alarmViews)[number];
/** All lists, in the order of their keys on screen. */
export const views = ['board', 'open', 'aside', 'bypassed', 'outOfService', 'troubles', 'unknown'] as const;
export type View = (typeof views)[number];

const belongs: { readonly [view in AlarmView]: (alarm: Alarm) => boolean } = {
  board: (alarm) => !isSetAside(alarm),
  open: (alarm) => alarm.state === 'acknowledged' || alarm.state === 'normal',
  aside: (alarm) => alarm.state === 'shelved' || alarm.state === 'suppressed',
  outOfService: (alarm) => alarm.state === 'outOfService',
  troubles: (alarm) => alarm.category === 'trouble' && !isSetAside(alarm),
};

/** The alarms of a list, in the order given; what waits to be closed is listed by age, oldest first. */
export function listOf(view: AlarmView, alarms: readonly Alarm[]): readonly Alarm[] {
  const list = alarms.filter(belongs[view]);
  return view === 'open' ? list.toSorted((a, b) => (a.acknowledgedAtUtcMs ?? a.raisedAtUtcMs) - (b.acknowledgedAtUtcMs ?? b.raisedAtUtcMs)) : list;
}

export type Counts = { readonly [view in AlarmView]: number };

/** How many stand on each list, in one pass. */
export function countLists(alarms: readonly Alarm[]): Counts {
  const counts = { board: 0, open: 0, aside: 0, outOfService: 0, troubles: 0 };
  for (const alarm of alarms) for (const view of alarmViews) if (belongs[view](alarm)) counts[view] += 1;
  return counts;
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

/** As many as one call takes. */
const togetherAtMost = 200;

/** The other alarms that may be acknowledged in one go with this one: same panel, same source, same condition. */
export function sameCause(alarm: Alarm, alarms: readonly Alarm[]): readonly Alarm[] {
  const same = (other: Alarm) => other.panelId === alarm.panelId && other.source === alarm.source && other.condition === alarm.condition;
  return alarms.filter((other) => same(other) && needsAcknowledgement(other)).slice(0, togetherAtMost);
}

/** Stands on the board by itself: not set aside, and not folded under the alarm that it confirms. */
export const standsOnBoard = (alarm: Alarm, byId: ReadonlyMap<string, Alarm>): boolean =>
  !isSetAside(alarm) && (alarm.partOf === undefined || !byId.has(alarm.partOf));

/** The first so many that stand on the board. */
export function firstOnBoard(alarms: readonly Alarm[], byId: ReadonlyMap<string, Alarm>, limit: number): readonly Alarm[] {
  const found: Alarm[] = [];
  for (const alarm of alarms) {
    if (found.length >= limit) break;
    if (standsOnBoard(alarm, byId)) found.push(alarm);
  }
  return found;
}

/** What was passed on to this seat goes before everything else, so that the largest alarm, the first row and the first key are one. */
export function calledFirst(alarms: readonly Alarm[], isCalled: (alarm: Alarm) => boolean): readonly Alarm[] {
  const called = alarms.filter(isCalled);
  return called.length === 0 ? alarms : [...called, ...alarms.filter((alarm) => !isCalled(alarm))];
}
