/** A Paradox EVO behind the PAI bridge. Data only. */
import type { PanelPublication, SimulatedDialect } from './simulated-dialect.ts';
import { retained, step, textOf } from './story.ts';

const zones = ['Front_door', 'PIR_office', 'Smoke_canteen', 'Window_store'];
const partitions = ['Partition_1', 'Partition_2'];

const zone = (base: string, name: string, property: string, on: boolean): PanelPublication =>
  retained(`${base}/states/zones/${name}/${property}`, on ? 'True' : 'False');
const partition = (base: string, name: string, property: string, value: string): PanelPublication =>
  retained(`${base}/states/partitions/${name}/${property}`, value);
const trouble = (base: string, name: string, on: boolean): PanelPublication => retained(`${base}/states/system/troubles/${name}`, on ? 'True' : 'False');

const logEntry = (base: string, entry: { readonly [name: string]: unknown }): PanelPublication =>
  retained(`${base}/events/raw`, JSON.stringify({ additional_data: {}, change: {}, tags: [], partition: 1, ...entry }));

const commandStates = new Map([
  ['arm', 'armed_away'],
  ['arm_stay', 'armed_home'],
  ['arm_sleep', 'armed_night'],
  ['disarm', 'disarmed'],
]);

export const simulatedPai: SimulatedDialect = {
  dialect: 'pai',
  defaultBase: 'paradox',
  availability: (base) => ({ topic: `${base}/interface/availability`, online: 'online', offline: 'offline' }),
  announcements: (base) => [
    retained(`${base}/interface/pai_status`, 'online'),
    ...zones.flatMap((name) => ['open', 'alarm', 'tamper', 'bypassed', 'low_battery'].map((property) => zone(base, name, property, false))),
    ...partitions.flatMap((name) => [partition(base, name, 'current_state', 'disarmed'), partition(base, name, 'fire_alarm', 'False')]),
    ...['ac_trouble', 'battery_failure_trouble', 'tlm_trouble', 'bell_absent_trouble', 'trouble'].map((name) => trouble(base, name, false)),
    retained(`${base}/states/system/power/vdc`, '13.4'),
  ],
  story: (base) => [
    step(zone(base, 'Front_door', 'open', true), 'zone Front door open: an event, no alarm'),
    step(zone(base, 'Front_door', 'open', false), 'zone Front door closed'),
    step(partition(base, 'Partition_1', 'current_state', 'arming'), 'partition 1 is arming'),
    step(partition(base, 'Partition_1', 'current_state', 'armed_away'), 'partition 1 armed'),
    step(zone(base, 'PIR_office', 'alarm', true), 'intrusion, zone PIR office'),
    step(partition(base, 'Partition_1', 'current_state', 'triggered'), 'partition 1 in alarm'),
    step(zone(base, 'PIR_office', 'alarm', false), 'the cause at PIR office is gone'),
    step(
      logEntry(base, {
        type: 'partition',
        label: 'Partition_1',
        level: 'INFO',
        major: 14,
        minor: 3,
        message: 'Partition 1 disarmed with user code',
        time: '2026-01-05T07:58:00',
      }),
      'the panel tells who disarmed: an event',
    ),
    step(partition(base, 'Partition_1', 'current_state', 'disarmed'), 'partition 1 disarmed'),
    step(partition(base, 'Partition_1', 'fire_alarm', 'True'), 'fire, partition 1, priority 1'),
    step(partition(base, 'Partition_1', 'fire_alarm', 'False'), 'the fire condition is gone'),
    step(zone(base, 'Window_store', 'tamper', true), 'tamper, zone Window store'),
    step(zone(base, 'Window_store', 'tamper', false), 'tamper ended'),
    step(zone(base, 'Window_store', 'bypassed', true), 'zone Window store is bypassed'),
    step(zone(base, 'PIR_office', 'low_battery', true), 'battery low, zone PIR office'),
    step(trouble(base, 'ac_trouble', true), 'mains lost'),
    step(trouble(base, 'ac_trouble', false), 'mains back'),
    step(trouble(base, 'tlm_trouble', true), 'telephone line cut'),
    step(zone(base, 'Front_door', 'vibration', true), 'a property that is not known: can be taught'),
    step(
      logEntry(base, {
        type: 'system',
        label: 'System',
        level: 'INFO',
        major: 45,
        minor: 2,
        message: 'Special events: Test report',
        time: '2026-01-05T08:00:00',
      }),
      'the test report of the panel',
    ),
    step(retained(`${base}/states/zones/Front_door/open`, 'False'), 'the bridge repeats what it said: nothing new'),
  ],
  commands: {
    filters: (base) => [`${base}/control/partitions/+`, `${base}/control/zones/+`],
    answer(base, topic, payload) {
      const [kind = '', name = ''] = topic.slice(`${base}/control/`.length).split('/');
      const word = textOf(payload);
      if (kind === 'zones') return word === 'bypass' || word === 'clear_bypass' ? [zone(base, name, 'bypassed', word === 'bypass')] : [];
      const state = commandStates.get(word);
      if (state === undefined) return [];
      return (name === 'all' ? partitions : [name]).map((one) => partition(base, one, 'current_state', state));
    },
  },
};
