/** The Alarmo integration of Home Assistant with two areas. Data only. */
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { once, retained, step, textOf } from './story.ts';

const areas = ['ground_floor', 'store'];
/** Alarmo ignores commands with a wrong code and says so. */
const code = '0012';

const sensor = (name: string) => ({ entity_id: `binary_sensor.${name.toLowerCase().replaceAll(' ', '_')}`, name });
const state = (base: string, area: string | null, word: string): PanelPublication => retained(area === null ? `${base}/state` : `${base}/${area}/state`, word);
const event = (base: string, area: string | null, body: object): PanelPublication =>
  once(area === null ? `${base}/event` : `${base}/${area}/event`, JSON.stringify(body));

const commandStates = new Map([
  ['arm_away', 'armed_away'],
  ['arm_home', 'armed_home'],
  ['arm_night', 'armed_night'],
  ['arm_vacation', 'armed_vacation'],
  ['arm_custom_bypass', 'armed_custom_bypass'],
  ['disarm', 'disarmed'],
]);

export const simulatedAlarmo: SimulatedDialect = {
  dialect: 'alarmo',
  defaultBase: 'alarmo',
  availability: () => null,
  announcements: (base) => [state(base, null, 'disarmed'), ...areas.map((area) => state(base, area, 'disarmed'))],
  story: (base) => [
    step(event(base, 'ground_floor', { event: 'ARM_AWAY', delay: 20 }), 'the ground floor is being armed'),
    step(state(base, 'ground_floor', 'arming'), 'exit delay'),
    step(state(base, 'ground_floor', 'armed_away'), 'ground floor armed'),
    step(event(base, 'ground_floor', { event: 'TRIGGER', sensors: [sensor('Front Door')], delay: 60 }), 'alarm with 60 s entry delay, source Front Door'),
    step(state(base, 'ground_floor', 'pending'), 'entry delay'),
    step(
      event(base, 'ground_floor', { event: 'TRIGGER', sensors: [sensor('Hall Motion'), sensor('Back Window')], delay: 0 }),
      'two more sensors, one alarm each',
    ),
    step(state(base, 'ground_floor', 'triggered'), 'ground floor in alarm'),
    step(event(base, null, { event: 'INVALID_CODE_PROVIDED' }), 'a wrong code was given: an event'),
    step(state(base, 'ground_floor', 'disarmed'), 'disarmed: what the events raised is over'),
    step(event(base, 'store', { event: 'FAILED_TO_ARM', sensors: [sensor('Back Window')] }), 'arming refused, open: Back Window'),
    step(event(base, 'store', { event: 'COMMAND_NOT_ALLOWED', state: 'triggered', command: 'ARM_AWAY' }), 'a command came at the wrong time: an event'),
    step(event(base, 'store', { event: 'SENSOR_LOST' }), 'an event that is not known: can be taught'),
  ],
  commands: {
    filters: (base) => [`${base}/command`],
    answer(base, _topic, payload) {
      const { command, area, given } = readCommand(textOf(payload));
      const next = commandStates.get(command.toLowerCase());
      if (next === undefined) return [];
      if (given === null) return [event(base, area, { event: 'NO_CODE_PROVIDED' })];
      if (given !== code) return [event(base, area, { event: 'INVALID_CODE_PROVIDED' })];
      return area === null ? [state(base, null, next), ...areas.map((one) => state(base, one, next))] : [state(base, area, next)];
    },
  },
};

interface Command {
  readonly command: string;
  readonly area: string | null;
  readonly given: string | null;
}

/** Plain text, or JSON with the code as text. */
function readCommand(text: string): Command {
  const none = { command: text, area: null, given: null };
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return none;
    const read = (name: string): string | null => {
      const value: unknown = Reflect.get(parsed, name);
      return typeof value === 'string' ? value : null;
    };
    return { command: read('command') ?? '', area: read('area'), given: read('code') };
  } catch {
    return none;
  }
}
