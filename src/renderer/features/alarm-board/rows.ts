/** Rows of the board from alarms: zones that confirm an alarm fold under it, and in a flood whole areas fold. Nothing is hidden. Pure. */
import type { Alarm } from '../../../shared/model/alarms.ts';

export interface AlarmBoardRow {
  readonly kind: 'alarm';
  readonly key: string;
  readonly alarm: Alarm;
  /** The first alarm of its area in a flood. */
  readonly first: boolean;
  /** How many alarms of other zones fold under it. */
  readonly parts: number;
  readonly unfolded: boolean;
  /** It is one of those. */
  readonly part: boolean;
}
export interface AreaBoardRow {
  readonly kind: 'area';
  readonly key: string;
  readonly area: string | null;
  readonly count: number;
  readonly top: Alarm;
  readonly first: Alarm;
  readonly unfolded: boolean;
}
export type BoardRow = AlarmBoardRow | AreaBoardRow;

export const areaKey = (area: string | null): string => (area === null ? 'area:' : `area:${area}`);
export const partsKey = (alarmId: string): string => `parts:${alarmId}`;

interface Folded {
  /** What stands by itself. */
  readonly tops: readonly Alarm[];
  readonly partsOf: ReadonlyMap<string, readonly Alarm[]>;
}

/** A part whose confirmed alarm is not on this list stands by itself. */
function foldParts(alarms: readonly Alarm[]): Folded {
  const partsOf = new Map<string, Alarm[]>();
  if (!alarms.some((alarm) => alarm.partOf !== undefined)) return { tops: alarms, partsOf };
  // A part of a part stands by itself: folds are one deep.
  const heads = new Set(alarms.flatMap((alarm) => (alarm.partOf === undefined ? [alarm.alarmId] : [])));
  const isPart = (alarm: Alarm): alarm is Alarm & { partOf: string } => alarm.partOf !== undefined && heads.has(alarm.partOf);
  for (const alarm of alarms) {
    if (!isPart(alarm)) continue;
    const parts = partsOf.get(alarm.partOf);
    if (parts === undefined) partsOf.set(alarm.partOf, [alarm]);
    else parts.push(alarm);
  }
  return { tops: alarms.filter((alarm) => !isPart(alarm)), partsOf };
}

function rowsOf(alarm: Alarm, { partsOf }: Folded, unfolded: ReadonlySet<string>, first = false): readonly BoardRow[] {
  const parts = partsOf.get(alarm.alarmId) ?? [];
  const open = parts.length > 0 && unfolded.has(partsKey(alarm.alarmId));
  const head: BoardRow = { kind: 'alarm', key: alarm.alarmId, alarm, first, parts: parts.length, unfolded: open, part: false };
  if (!open) return [head];
  return [head, ...parts.map((part): BoardRow => ({ kind: 'alarm', key: part.alarmId, alarm: part, first: false, parts: 0, unfolded: false, part: true }))];
}

/** Every alarm in the order given, parts under the alarm that they confirm. */
export function plainRows(alarms: readonly Alarm[], unfolded: ReadonlySet<string> = new Set()): readonly BoardRow[] {
  const folded = foldParts(alarms);
  return folded.tops.flatMap((alarm) => rowsOf(alarm, folded, unfolded));
}

/** One row per area, in the order of each area's most urgent alarm; an area with a single alarm stays as it is. Every alarm is in it. */
export function foldByArea(alarms: readonly Alarm[], unfolded: ReadonlySet<string>): readonly BoardRow[] {
  const folded = foldParts(alarms);
  const areas = new Map<string, Alarm[]>();
  for (const alarm of folded.tops) {
    const key = areaKey(alarm.area);
    const group = areas.get(key);
    if (group === undefined) areas.set(key, [alarm]);
    else group.push(alarm);
  }
  return [...areas].flatMap(([key, group]) => {
    const [top] = group;
    if (top === undefined) return [];
    if (group.length === 1) return rowsOf(top, folded, unfolded);
    const first = group.reduce((a, b) => (b.raisedAtUtcMs < a.raisedAtUtcMs ? b : a));
    const open = unfolded.has(key);
    const count = group.reduce((sum, alarm) => sum + 1 + (folded.partsOf.get(alarm.alarmId)?.length ?? 0), 0);
    const head: BoardRow = { kind: 'area', key, area: top.area, count, top, first, unfolded: open };
    return open ? [head, ...group.flatMap((alarm) => rowsOf(alarm, folded, unfolded, alarm === first))] : [head];
  });
}
