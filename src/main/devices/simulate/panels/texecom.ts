/** A Texecom Premier Elite behind texecom2mqtt. Data only. */
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { once, retained, step, textOf } from './story.ts';

const zones = {
  front_door: { name: 'Front Door', number: 1, type: 'Entry/Exit 1', areas: ['A'] },
  hall_pir: { name: 'Hall PIR', number: 2, type: 'Guard', areas: ['A'] },
  kitchen_smoke: { name: 'Kitchen Smoke', number: 5, type: 'Fire', areas: ['A', 'B'] },
  desk_panic: { name: 'Desk Panic', number: 6, type: 'PA Silent', areas: ['A'] },
} as const;
const areas = { house: { id: 'A', name: 'House', number: 1 }, garage: { id: 'B', name: 'Garage', number: 2 } } as const;
type Area = keyof typeof areas;

const zone = (base: string, slug: keyof typeof zones, status: number): PanelPublication =>
  retained(`${base}/zone/${slug}`, JSON.stringify({ ...zones[slug], status }));
const area = (base: string, slug: Area, status: string, extra: object = {}): PanelPublication =>
  retained(`${base}/area/${slug}`, JSON.stringify({ ...areas[slug], status, ...extra }));
const log = (base: string, type: string, description: string, groupType: number, parameter = 0, extra: object = {}): PanelPublication =>
  once(`${base}/log`, JSON.stringify({ type, description, timestamp: new Date().toISOString(), areas: ['A'], parameter, groupType, ...extra }));

const commandStates = new Map([
  ['full_arm', 'full_armed'],
  ['part_arm_1', 'part_armed_1'],
  ['part_arm_2', 'part_armed_2'],
  ['part_arm_3', 'part_armed_3'],
  ['disarm', 'disarmed'],
]);

export const simulatedTexecom: SimulatedDialect = {
  dialect: 'texecom',
  defaultBase: 'texecom2mqtt',
  availability: (base) => ({ topic: `${base}/status`, online: 'online', offline: 'offline' }),
  announcements: (base) => [
    ...(Object.keys(zones) as (keyof typeof zones)[]).map((slug) => zone(base, slug, 0)),
    ...(Object.keys(areas) as Area[]).map((slug) => area(base, slug, 'disarmed')),
  ],
  story: (base) => [
    step(zone(base, 'front_door', 1), 'zone Front Door open: an event, no alarm'),
    step(zone(base, 'front_door', 0), 'zone Front Door closed'),
    step(area(base, 'house', 'in_exit'), 'exit delay of the house'),
    step(area(base, 'house', 'full_armed'), 'house armed'),
    step(area(base, 'house', 'in_entry'), 'entry delay, no alarm yet'),
    step(area(base, 'house', 'triggered', { last_active_zone: { name: 'Front Door', number: 1 } }), 'house in alarm, zone Front Door'),
    step(log(base, 'UserCode', 'User Code', 15, 1, { entity: { user_id: 1, user_name: 'Daniel' } }), 'the panel tells who: an event'),
    step(area(base, 'house', 'disarmed'), 'house disarmed, the alarm condition is gone'),
    step(zone(base, 'kitchen_smoke', 1), 'fire, zone Kitchen Smoke, priority 1'),
    step(zone(base, 'kitchen_smoke', 0), 'the fire condition is gone'),
    step(zone(base, 'desk_panic', 1), 'hold-up, zone Desk Panic: no sound'),
    step(zone(base, 'desk_panic', 0), 'hold-up button released'),
    step(zone(base, 'hall_pir', 2), 'tamper, zone Hall PIR'),
    step(zone(base, 'hall_pir', 0), 'tamper ended'),
    step(log(base, 'ACFail', 'AC Fail', 9), 'mains lost'),
    step(log(base, 'ACFail', 'AC Fail', 10), 'mains back'),
    step(log(base, 'LowBattery', 'Low Battery', 9), 'battery low'),
    step(log(base, 'BellTamper', 'Bell Tamper', 11), 'tamper, bell'),
    step(log(base, 'OmitKey', 'Omit Key', 21, 2), 'zone Hall PIR left out'),
    step(log(base, 'AutomaticTestTransmission', 'Automatic Test', 17), 'the test report of the panel'),
    step(log(base, 'SeismicShock', 'Seismic Shock', 3, 2), 'a log entry that is not known: can be taught'),
  ],
  commands: {
    filters: (base) => [`${base}/area/+/command`],
    answer(base, topic, payload) {
      const slug = topic.slice(`${base}/area/`.length, -'/command'.length);
      const status = commandStates.get(textOf(payload));
      return status === undefined || !isArea(slug) ? [] : [area(base, slug, status)];
    },
  },
};

const isArea = (slug: string): slug is Area => Object.hasOwn(areas, slug);
