/** A small panel that announces itself by Home Assistant's discovery: a partition with a code, and three sensors. Data only. */
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { once, retained, step, textOf } from './story.ts';

const code = '0012';
const device = { identifiers: ['guardhouse-panel'], name: 'Guardhouse', manufacturer: 'Simulated', model: 'G4' };
const availability = { topic: 'guardhouse/status', online: 'online', offline: 'offline' };
const commandTopic = 'guardhouse/ground/set';

const announce = (base: string, component: string, id: string, description: object): PanelPublication =>
  retained(
    `${base}/${component}/guardhouse/${id}/config`,
    JSON.stringify({ unique_id: `guardhouse_${id}`, availability_topic: availability.topic, device, ...description }),
  );
const sensor = (base: string, id: string, name: string, deviceClass: string): PanelPublication =>
  announce(base, 'binary_sensor', id, { name, state_topic: `guardhouse/${id}`, device_class: deviceClass });
const partition = (word: string): PanelPublication => retained('guardhouse/ground', word);
const say = (id: string, word: 'ON' | 'OFF'): PanelPublication => retained(`guardhouse/${id}`, word);

const armed = new Map([
  ['ARM_AWAY', 'armed_away'],
  ['ARM_HOME', 'armed_home'],
  ['ARM_NIGHT', 'armed_night'],
  ['DISARM', 'disarmed'],
]);

export const simulatedHomeAssistant: SimulatedDialect = {
  dialect: 'home-assistant',
  defaultBase: 'homeassistant',
  availability: () => availability,
  announcements: (base) => [
    announce(base, 'alarm_control_panel', 'ground', {
      name: 'Ground floor',
      state_topic: 'guardhouse/ground',
      command_topic: commandTopic,
      command_template: '{"action": "{{ action }}", "code": "{{ code }}"}',
      code_arm_required: false,
      supported_features: ['arm_home', 'arm_away', 'arm_night'],
    }),
    sensor(base, 'front_door', 'Front door', 'door'),
    sensor(base, 'smoke_hall', 'Smoke, hall', 'smoke'),
    sensor(base, 'mains', 'Mains supply', 'power'),
    partition('disarmed'),
    say('front_door', 'OFF'),
    say('smoke_hall', 'OFF'),
    say('mains', 'ON'),
  ],
  story: () => [
    step(partition('arming'), 'exit delay'),
    step(partition('armed_away'), 'ground floor armed'),
    step(say('front_door', 'ON'), 'front door open, event only'),
    step(partition('pending'), 'entry delay, no alarm'),
    step(partition('triggered'), 'ground floor in alarm'),
    step(partition('disarmed'), 'disarmed, the alarm has cleared'),
    step(say('front_door', 'OFF'), 'front door closed'),
    step(say('smoke_hall', 'ON'), 'fire, priority 1, hall'),
    step(say('smoke_hall', 'OFF'), 'the fire condition has cleared'),
    step(say('mains', 'OFF'), 'mains trouble'),
    step(say('mains', 'ON'), 'mains restored'),
    step(once('guardhouse/ground', 'exploded'), 'a state that is not known: can be taught'),
  ],
  commands: {
    filters: () => [commandTopic],
    answer(_base, _topic, payload) {
      const { action, given } = readCommand(textOf(payload));
      const next = armed.get(action);
      return next === undefined || (action === 'DISARM' && given !== code) ? [] : [partition(next)];
    },
  },
};

function readCommand(text: string): { readonly action: string; readonly given: string | null } {
  const match = /^\{"action": "(\w+)", "code": "(\w*)"\}$/.exec(text);
  return { action: match?.[1] ?? '', given: match?.[2] ?? null };
}
