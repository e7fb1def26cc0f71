/**
 * What the device classes of a Home Assistant binary sensor mean at a gate post (alarms.md 1, default mapping).
 * Data only. `alarmWhen`: which of the sensor's two states is the alarm.
 */
import type { AlarmCategory, Priority } from '../../../../shared/model/alarms.ts';

export interface ClassMeaning {
  readonly condition: string;
  readonly category: AlarmCategory;
  readonly priority: Priority;
  readonly latched: boolean;
  readonly alarmWhen: 'on' | 'off';
}

const on = (condition: string, category: AlarmCategory, priority: Priority, latched = false): ClassMeaning => ({
  condition,
  category,
  priority,
  latched,
  alarmWhen: 'on',
});

const off = (condition: string, category: AlarmCategory, priority: Priority): ClassMeaning => ({
  condition,
  category,
  priority,
  latched: false,
  alarmWhen: 'off',
});

const alarmClasses: ReadonlyMap<string, ClassMeaning> = new Map([
  ['smoke', on('fire', 'life', 1, true)],
  ['gas', on('gas', 'life', 1, true)],
  ['carbon_monoxide', on('carbonMonoxide', 'life', 1, true)],
  ['safety', on('safety', 'technical', 2)],
  ['tamper', on('tamper', 'tamper', 2)],
  ['moisture', on('water', 'technical', 3)],
  ['cold', on('freeze', 'technical', 3)],
  ['heat', on('heat', 'technical', 3)],
  ['problem', on('problem', 'trouble', 3)],
  ['battery', on('battery', 'trouble', 3)],
  ['connectivity', off('offline', 'trouble', 3)],
  ['power', off('mains', 'trouble', 3)],
]);

/** Classes that go to the day log as an event, with the words for on and off. The others are not worth a row. */
const eventClasses: ReadonlyMap<string, readonly [on: string, off: string]> = new Map([
  ['door', ['opened', 'closed']],
  ['garage_door', ['opened', 'closed']],
  ['window', ['opened', 'closed']],
  ['opening', ['opened', 'closed']],
  ['lock', ['unlocked', 'locked']],
]);

/** Classes of sensors that watch a thing or a room, and not a battery, a link or a setting. */
const zoneClasses: ReadonlySet<string> = new Set([
  ...['door', 'garage_door', 'window', 'opening', 'lock', 'motion', 'occupancy', 'presence', 'vibration', 'moving', 'sound', 'light'],
  ...['smoke', 'gas', 'carbon_monoxide', 'moisture', 'cold', 'heat', 'safety'],
]);

/** A sensor without a class may be anything: it is shown. */
export function isZoneClass(deviceClass: string | null): boolean {
  return deviceClass === null || zoneClasses.has(deviceClass);
}

/** What the alarm of a control panel means: its `triggered` state. */
export const triggeredMeaning: ClassMeaning = on('intrusion', 'intrusion', 2, true);

export function alarmOfClass(deviceClass: string | null): ClassMeaning | null {
  return deviceClass === null ? null : (alarmClasses.get(deviceClass) ?? null);
}

/** The words for on and off, or null when changes of such a sensor are no event. A sensor without a class is told as on and off. */
export function eventWords(deviceClass: string | null): readonly [on: string, off: string] | null {
  return deviceClass === null ? ['on', 'off'] : (eventClasses.get(deviceClass) ?? null);
}
