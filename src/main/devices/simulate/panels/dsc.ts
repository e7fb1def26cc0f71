/** A DSC PowerSeries behind dscKeybusInterface. Data only. */
import type { SimulatedDialect } from './simulated-dialect.ts';
import { once, retained, step, textOf } from './story.ts';

const commandStates = new Map([
  ['A', 'armed_away'],
  ['S', 'armed_home'],
  ['N', 'armed_night'],
  ['D', 'disarmed'],
]);

export const simulatedDsc: SimulatedDialect = {
  dialect: 'dsc',
  defaultBase: 'dsc',
  availability: (base) => ({ topic: `${base}/Status`, online: 'online', offline: 'offline' }),
  announcements: (base) => [
    retained(`${base}/Get/Trouble`, '0'),
    ...['1', '2'].flatMap((number) => [
      retained(`${base}/Get/Partition${number}`, 'disarmed'),
      retained(`${base}/Get/Partition${number}/Message`, 'Partition ready'),
    ]),
    ...['1', '2', '12'].map((number) => retained(`${base}/Get/Zone${number}`, '0')),
    retained(`${base}/Get/PGM1`, '0'),
  ],
  story: (base) => [
    step(retained(`${base}/Get/Zone12`, '1'), 'zone 12 open: an event, no alarm'),
    step(retained(`${base}/Get/Zone12`, '0'), 'zone 12 closed'),
    step(retained(`${base}/Get/Partition1`, 'pending'), 'exit delay of partition 1, no alarm'),
    step(retained(`${base}/Get/Partition1`, 'armed_away'), 'partition 1 armed'),
    step(retained(`${base}/Get/Zone1`, '1'), 'zone 1 open'),
    step(retained(`${base}/Get/Partition1/Message`, 'Entry delay in progress'), 'entry delay: an event'),
    step(retained(`${base}/Get/Partition1`, 'triggered'), 'partition 1 in alarm'),
    step(retained(`${base}/Get/Partition1/Message`, 'Keypad lockout'), 'the keypad is locked after wrong codes: an event'),
    step(retained(`${base}/Get/Partition1`, 'disarmed'), 'partition 1 disarmed, the alarm condition is gone'),
    step(once(`${base}/Get/Fire1`, '1'), 'fire, partition 1, priority 1'),
    step(once(`${base}/Get/Fire1`, '0'), 'the fire condition is gone'),
    step(retained(`${base}/Get/Trouble`, '1'), 'system trouble'),
    step(retained(`${base}/Get/Trouble`, '0'), 'system trouble ended'),
    step(retained(`${base}/Get/PGM1`, '1'), 'output 1 on'),
    step(retained(`${base}/Get/Partition2`, 'armed_stay_instant'), 'a state that is not known: can be taught'),
    step(retained(`${base}/Get/Partition2`, 'disarmed'), 'partition 2 disarmed'),
  ],
  commands: {
    filters: (base) => [`${base}/Set`],
    answer(base, _topic, payload) {
      const [, partition = '', letter = ''] = /^([1-8])([ASND])$/.exec(textOf(payload)) ?? [];
      const state = commandStates.get(letter);
      return state === undefined ? [] : [retained(`${base}/Get/Partition${partition}`, state)];
    },
  },
};
