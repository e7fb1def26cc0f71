/** An alarm flood folds the list by area; it begins above 10 new alarms in 10 minutes and ends below 5. Pure. */
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

/** Is it a flood now, given whether it was one a moment ago? */
export const isFlood = (before: boolean, recent: number): boolean => (before ? recent >= ends : recent > begins);

export type BoardRow =
  | { readonly kind: 'alarm'; readonly key: string; readonly alarm: Alarm; readonly first: boolean }
  | {
      readonly kind: 'area';
      readonly key: string;
      readonly area: string | null;
      readonly count: number;
      readonly top: Alarm;
      readonly first: Alarm;
      readonly unfolded: boolean;
    };

const asRow = (alarm: Alarm, first = false): BoardRow => ({ kind: 'alarm', key: alarm.alarmId, alarm, first });

export const plainRows = (alarms: readonly Alarm[]): readonly BoardRow[] => alarms.map((alarm) => asRow(alarm));

/** One row per area, in the order of each area's most urgent alarm; an area with a single alarm stays as it is. Every alarm is in it. */
export function foldByArea(alarms: readonly Alarm[], unfolded: ReadonlySet<string>): readonly BoardRow[] {
  const areas = new Map<string, Alarm[]>();
  for (const alarm of alarms) {
    const key = areaKey(alarm.area);
    const group = areas.get(key);
    if (group === undefined) areas.set(key, [alarm]);
    else group.push(alarm);
  }
  return [...areas].flatMap(([key, group]) => {
    const [top] = group;
    if (top === undefined) return [];
    if (group.length === 1) return [asRow(top)];
    const first = group.reduce((a, b) => (b.raisedAtUtcMs < a.raisedAtUtcMs ? b : a));
    const open = unfolded.has(key);
    const head: BoardRow = { kind: 'area', key, area: top.area, count: group.length, top, first, unfolded: open };
    return open ? [head, ...group.map((alarm) => asRow(alarm, alarm === first))] : [head];
  });
}

export const areaKey = (area: string | null): string => (area === null ? 'area:' : `area:${area}`);
