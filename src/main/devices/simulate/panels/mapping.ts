/** A simple panel for the mapping dialect: one word per zone under `<base>/<zone>/state`. Data only; the words are the installer's to map. */
import type { SimulatedDialect } from './simulated-dialect.ts';
import { retained, step, textOf } from './story.ts';

const zones = ['gate', 'fence-north', 'cellar'];
const zone = (base: string, name: string, word: string) => retained(`${base}/${name}/state`, word);
/** What each command word makes of the zone `panel`. */
const answers = new Map([
  ['ARM', 'armed'],
  ['DISARM', 'disarmed'],
]);

export const simulatedMapping: SimulatedDialect = {
  dialect: 'mapping',
  defaultBase: 'yard',
  availability: (base) => ({ topic: `${base}/status`, online: 'online', offline: 'offline' }),
  announcements: (base) => zones.map((name) => zone(base, name, 'closed')),
  story: (base) => [
    step(zone(base, 'panel', 'alive'), 'sign of life, if the word is mapped so'),
    step(zone(base, 'fence-north', 'open'), 'the fence is open'),
    step(zone(base, 'fence-north', 'closed'), 'closed again'),
    step(zone(base, 'gate', 'tamper'), 'the gate is tampered with'),
    step(zone(base, 'gate', 'closed'), 'that is over'),
    step(zone(base, 'cellar', 'wet'), 'a word for water'),
    step(zone(base, 'cellar', 'closed'), 'dry again'),
    step(zone(base, 'gate', 'ajar'), 'a word that is perhaps in no table: can be taught'),
  ],
  commands: {
    filters: (base) => [`${base}/command`],
    answer(base, _topic, payload) {
      const word = answers.get(textOf(payload));
      return word === undefined ? [] : [zone(base, 'panel', word)];
    },
  },
};
