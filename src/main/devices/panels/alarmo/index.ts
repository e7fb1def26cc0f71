/**
 * The alarmo dialect: the Alarmo integration of Home Assistant, with a state word per area and events as JSON
 * (alarms.md 1). There is no event for disarming: the state word ends what events have raised. Must not know the broker.
 */
import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import type { PartitionState } from '../../../../shared/model/panels.ts';
import { type PanelDialect, understood, type WordBook } from '../dialect.ts';
import { readText } from '../json-message.ts';
import { levelsBelow } from '../shapes/names.ts';
import { Partitions, type PartitionWords } from '../shapes/partitions.ts';
import { SignalMaker } from '../signal-maker.ts';
import { areaOf } from './area.ts';
import { AlarmoCommands } from './commands.ts';
import { AlarmoEvents, calmStates } from './events.ts';

const partitionWords: PartitionWords = new Map<string, PartitionState>([
  ['disarmed', 'disarmed'],
  ['armed_away', 'armedAway'],
  ['armed_home', 'armedHome'],
  ['armed_night', 'armedNight'],
  ['armed_vacation', 'armedVacation'],
  ['armed_custom_bypass', 'armedCustom'],
  ['pending', 'entryDelay'],
  ['arming', 'arming'],
  ['disarming', 'disarming'],
  ['triggered', 'triggered'],
]);

/** The dialect for one configured panel. */
export function createAlarmoDialect(config: TopicPanelConfig, words: WordBook): PanelDialect {
  const { base } = config;
  const maker = new SignalMaker(config);
  const partitions = new Partitions(maker, words, partitionWords);
  const commands = new AlarmoCommands(base);
  const events = new AlarmoEvents({ panelId: config.id, maker, words, commands });
  return {
    panelId: config.id,
    subscriptions: () => [`${base}/state`, `${base}/+/state`, `${base}/event`, `${base}/+/event`],
    descriptionFilters: () => [],
    due: () => [],
    commands: () => ['arm', 'disarm'],
    codeFor: () => 'optional',
    plan: (request) => commands.plan(request),
    parse({ topic, payload, retained }) {
      const levels = levelsBelow(base, topic) ?? [];
      const last = levels.at(-1);
      if (levels.length > 2 || (last !== 'state' && last !== 'event')) return null;
      if (payload.length === 0) return understood([]);
      const area = areaOf(levels.length === 2 ? (levels[0] ?? '') : null);
      if (last === 'event') return events.read(area, payload, retained);
      const text = readText(payload);
      if (!text.ok) return text.error;
      const word = text.value.trim();
      const reading = partitions.said({ ...area, word, retained });
      const taught = words.meaning(word);
      const isCalm = taught === null ? calmStates.has(partitionWords.get(word.toLowerCase()) ?? '') : taught === 'clear';
      return isCalm ? { ...reading, signals: [...reading.signals, ...events.calm(area, retained)] } : reading;
    },
  };
}
