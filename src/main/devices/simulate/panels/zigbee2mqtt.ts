/** A Zigbee bridge with a smoke detector, a gate contact, a leak sensor, a motion sensor and a panic button. Data only. */
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { once, retained, step } from './story.ts';

const devices: readonly (readonly [name: string, properties: readonly string[]])[] = [
  ['smoke_store', ['smoke', 'battery_low', 'tamper', 'battery', 'linkquality']],
  ['gate_contact', ['contact', 'battery', 'linkquality']],
  ['cellar/leak', ['water_leak', 'battery_low', 'battery', 'linkquality']],
  ['hall_motion', ['occupancy', 'tamper', 'battery', 'linkquality']],
  ['desk_button', ['action', 'battery', 'linkquality']],
];
const roster = JSON.stringify(
  devices.map(([name, properties], index) => ({
    ieee_address: `0x00158d000182${(0x55d0 + index).toString(16)}`,
    type: 'EndDevice',
    friendly_name: name,
    supported: true,
    power_source: 'Battery',
    definition: { model: 'SIM', vendor: 'Simulated', description: name, exposes: properties.map((property) => ({ type: 'binary', name: property, property })) },
  })),
);
const say = (base: string, name: string, state: object): PanelPublication => once(`${base}/${name}`, JSON.stringify({ ...state, linkquality: 88 }));

export const simulatedZigbee2Mqtt: SimulatedDialect = {
  dialect: 'zigbee2mqtt',
  defaultBase: 'zigbee2mqtt',
  availability: (base) => ({ topic: `${base}/bridge/state`, online: '{"state":"online"}', offline: '{"state":"offline"}' }),
  announcements: (base) => [
    retained(`${base}/bridge/devices`, roster),
    ...devices.map(([name]) => retained(`${base}/${name}/availability`, '{"state":"online"}')),
  ],
  story: (base) => [
    step(say(base, 'smoke_store', { battery: 78.43, smoke: false, battery_low: false, tamper: false }), 'sensor alive, no alarm'),
    step(say(base, 'smoke_store', { battery: 78.43, smoke: true, battery_low: false, tamper: false }), 'fire, priority 1, source smoke_store'),
    step(say(base, 'smoke_store', { battery: 78.43, smoke: false, battery_low: false, tamper: false }), 'the fire condition has cleared'),
    step(say(base, 'gate_contact', { contact: false, battery: 91 }), 'gate open, event only'),
    step(say(base, 'gate_contact', { contact: true, battery: 91 }), 'gate CLOSED'),
    step(say(base, 'hall_motion', { occupancy: true, tamper: false, battery: 64 }), 'motion in the hall, event only'),
    step(say(base, 'hall_motion', { occupancy: false, tamper: true, battery: 64 }), 'tamper, source hall_motion'),
    step(say(base, 'hall_motion', { occupancy: false, tamper: false, battery: 64 }), 'the tamper has cleared'),
    step(say(base, 'cellar/leak', { water_leak: true, battery: 9, battery_low: true }), 'water in the cellar, and its battery is low'),
    step(say(base, 'cellar/leak', { water_leak: false, battery: 100, battery_low: false }), 'dry again, a new battery'),
    step(say(base, 'desk_button', { action: 'emergency', battery: 100 }), 'panic, priority 1, source desk_button'),
    step(say(base, 'desk_button', { action: 'double', battery: 100 }), 'a press that is not known: can be taught'),
    step(retained(`${base}/gate_contact/availability`, '{"state":"offline"}'), 'sensor lost'),
    step(retained(`${base}/gate_contact/availability`, '{"state":"online"}'), 'sensor back'),
  ],
  commands: null,
};
