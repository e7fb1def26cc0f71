/** The order of the lists that live state keeps. Pure. */
import type { Alarm, AlarmState } from '../../shared/model/alarms.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { PanelCommand, PanelPoint, PointKind, UnknownWord } from '../../shared/model/panels.ts';
import type { WatchingSeat } from '../../shared/model/seats.ts';
import type { Visit } from '../../shared/model/visits.ts';

/** Unacknowledged work first, then what is known, then what is put aside. */
const stateRank: { readonly [state in AlarmState]: number } = {
  unacknowledged: 0,
  returnedUnacknowledged: 1,
  acknowledged: 2,
  normal: 3,
  shelved: 4,
  suppressed: 5,
  outOfService: 6,
};

const groupOf = (rank: number): number => (rank >= 4 ? 2 : rank >= 2 ? 1 : 0);

/**
 * By whether it needs someone, then priority, then newest first; but of critical ones that wait, the one that has waited longest:
 * no flood may push it down. The id keeps equal ones steady.
 */
export function compareAlarms(a: Alarm, b: Alarm): number {
  const [rankA, rankB] = [stateRank[a.state], stateRank[b.state]];
  const newestFirst = groupOf(rankA) > 0 || a.priority > 1 ? 1 : -1;
  return (
    groupOf(rankA) - groupOf(rankB) ||
    a.priority - b.priority ||
    rankA - rankB ||
    newestFirst * (b.raisedAtUtcMs - a.raisedAtUtcMs) ||
    (a.alarmId < b.alarmId ? -1 : a.alarmId > b.alarmId ? 1 : 0)
  );
}

export function compareVisits(a: Visit, b: Visit): number {
  return a.dueOutAtUtcMs - b.dueOutAtUtcMs || a.registeredAtUtcMs - b.registeredAtUtcMs || (a.visitId < b.visitId ? -1 : 1);
}

const kindRank: { readonly [kind in DeviceHealth['kind']]: number } = { reader: 0, panel: 1, broker: 2 };
export function compareDevices(a: DeviceHealth, b: DeviceHealth): number {
  return kindRank[a.kind] - kindRank[b.kind] || a.name.localeCompare(b.name);
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const pointRank: { readonly [kind in PointKind]: number } = { partition: 0, zone: 1, output: 2 };
/** `Zone 2` before `Zone 10`. Made once: a collator costs more than what it compares. */
const names = new Intl.Collator('en', { numeric: true });

export function comparePoints(a: PanelPoint, b: PanelPoint): number {
  return (
    byText(a.panelId, b.panelId) ||
    pointRank[a.kind] - pointRank[b.kind] ||
    names.compare(a.partition ?? '', b.partition ?? '') ||
    names.compare(a.name, b.name) ||
    byText(a.pointId, b.pointId)
  );
}

export function compareCommands(a: PanelCommand, b: PanelCommand): number {
  return b.askedAtUtcMs - a.askedAtUtcMs || byText(a.commandId, b.commandId);
}

export function compareWords(a: UnknownWord, b: UnknownWord): number {
  return b.lastAtUtcMs - a.lastAtUtcMs || byText(a.panelId, b.panelId) || byText(a.word, b.word);
}

export function compareSeats(a: WatchingSeat, b: WatchingSeat): number {
  return byText(a.seat, b.seat);
}
