/** The order of the lists that live state keeps. Pure. */
import type { Alarm, AlarmState } from '../../shared/model/alarms.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
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

/** By whether it needs someone, then priority, then newest first; the id keeps equal ones steady. */
export function compareAlarms(a: Alarm, b: Alarm): number {
  const aside = (alarm: Alarm) => (stateRank[alarm.state] >= 4 ? 1 : stateRank[alarm.state] >= 2 ? 0.5 : 0);
  return (
    aside(a) - aside(b) ||
    a.priority - b.priority ||
    stateRank[a.state] - stateRank[b.state] ||
    b.raisedAtUtcMs - a.raisedAtUtcMs ||
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
