/** An AlarmDecoder AD2IoT on a Honeywell panel with one partition and three zones. Data only. */
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { retained, step, textOf } from './story.ts';

const uuid = '41443245-4d42-4544-4410-a1b2c3d4e5f6';
const code = '0012';

const calm = {
  ready: true,
  armed_away: false,
  armed_stay: false,
  backlight_on: false,
  programming_mode: false,
  zone_bypassed: false,
  ac_power: true,
  chime_on: false,
  alarm_event_occurred: false,
  alarm_sounding: false,
  battery_low: false,
  entry_delay_off: false,
  fire_alarm: false,
  system_issue: false,
  perimeter_only: false,
  exit_now: false,
  system_specific: 3,
  beeps: 0,
  panel_type: 'A',
  last_alpha_messages: '****DISARMED****  Ready to Arm  ',
  last_numeric_messages: '008',
  event: 'READY',
};

const partition = (base: string, change: Partial<typeof calm>): PanelPublication =>
  retained(`${base}/${uuid}/partitions/1`, JSON.stringify({ ...calm, ...change }));
const zones = new Map([
  [1, 'FRONT DOOR'],
  [2, 'SMOKE HALL'],
  [3, 'WINDOW STORE'],
]);
const zone = (base: string, number: number, state: 'OPEN' | 'CLOSE' | 'TROUBLE'): PanelPublication =>
  retained(`${base}/${uuid}/zones/${number}`, JSON.stringify({ state, partition: 1, mask: 1_073_712_748, system: false, name: zones.get(number) ?? '' }));
const report = (base: string, number: string, word: string): PanelPublication =>
  retained(`${base}/${uuid}/cid`, JSON.stringify({ event_message: `!LRR:${number},1,${word},ff` }));
const armedAway = { ready: false, armed_away: true, last_alpha_messages: 'ARMED ***AWAY***                ', event: 'ARM AWAY' };

export const simulatedAd2Iot: SimulatedDialect = {
  dialect: 'ad2iot',
  defaultBase: 'ad2iot',
  availability: (base) => ({ topic: `${base}/${uuid}/status`, online: 'online', offline: 'offline' }),
  announcements: (base) => [...[...zones.keys()].map((number) => zone(base, number, 'CLOSE')), partition(base, {})],
  story: (base) => [
    step(zone(base, 1, 'OPEN'), 'front door open, event only'),
    step(zone(base, 1, 'CLOSE'), 'front door closed'),
    step(report(base, '002', 'CID_3401'), 'armed by user 2'),
    step(partition(base, { ...armedAway, exit_now: true }), 'exit delay; the arming is told already'),
    step(partition(base, armedAway), 'partition 1 armed away'),
    step(report(base, '003', 'CID_1130'), 'burglary, zone 3, window of the store'),
    step(
      partition(base, {
        ...armedAway,
        alarm_sounding: true,
        alarm_event_occurred: true,
        last_alpha_messages: 'ALARM 03 WINDOW STORE           ',
        event: 'ALARM',
      }),
      'the siren of partition 1 sounds',
    ),
    step(report(base, '003', 'CID_3130'), 'the cause at zone 3 is gone'),
    step(report(base, '002', 'CID_1401'), 'disarmed by user 2'),
    step(partition(base, { event: 'DISARMED' }), 'partition 1 disarmed, the siren is off'),
    step(report(base, '003', 'CID_1570'), 'zone 3 bypassed'),
    step(partition(base, { zone_bypassed: true }), 'partition 1 has a bypassed zone'),
    step(report(base, '003', 'CID_3570'), 'zone 3 no longer bypassed'),
    step(partition(base, { ac_power: false, last_alpha_messages: 'AC LOSS                         ', event: 'AC POWER' }), 'mains trouble'),
    step(
      partition(base, { battery_low: true, last_alpha_messages: 'SYSTEM LO BAT                   ', event: 'LOW BATTERY' }),
      'mains restored, battery trouble',
    ),
    step(
      partition(base, { fire_alarm: true, alarm_sounding: true, last_alpha_messages: 'FIRE 02 SMOKE HALL              ', event: 'FIRE' }),
      'fire, priority 1, and no burglary for its siren',
    ),
    step(partition(base, {}), 'the fire condition has cleared'),
    step(report(base, '000', 'CID_1602'), 'the periodic test'),
    step(report(base, '001', 'CID_1999'), 'a code that is not known: can be taught'),
  ],
  commands: {
    filters: (base) => [`${base}/${uuid}/commands`],
    answer(base, _topic, payload) {
      const { action, given } = readCommand(textOf(payload));
      if (action === 'ARM_AWAY') return [partition(base, armedAway)];
      if (action === 'ARM_STAY') return [partition(base, { armed_stay: true, ready: false, event: 'ARM STAY' })];
      if (given !== code) return [];
      if (action === 'DISARM') return [partition(base, { event: 'DISARMED' })];
      return action === 'BYPASS' ? [report(base, '003', 'CID_1570'), partition(base, { zone_bypassed: true })] : [];
    },
  },
};

function readCommand(text: string): { readonly action: string; readonly given: string } {
  try {
    const parsed: unknown = JSON.parse(text);
    const read = (name: string): string => {
      const value: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : null;
      return typeof value === 'string' ? value : '';
    };
    return { action: read('action'), given: read('code') };
  } catch {
    return { action: '', given: '' };
  }
}
