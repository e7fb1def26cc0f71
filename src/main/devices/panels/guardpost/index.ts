/**
 * Dialect `guardpost`: our own public contract (docs/panels.md) for panels and gateways that have none of their own.
 * What is read here and what is written there must be the same; tests/unit/devices/panels/guardpost reads the page's examples.
 */
import type { TopicPanelConfig } from '../../../../shared/model/config.ts';
import { panelCommandKinds } from '../../../../shared/model/panels.ts';
import { misunderstood, type PanelDialect, type PanelPayload, type Reading, understood, type WordBook } from '../dialect.ts';
import { type JsonObject, readObject } from '../json-message.ts';
import { parseAvailability } from '../mapping/availability.ts';
import { SignalMaker } from '../signal-maker.ts';
import { planCommand } from './commands.ts';
import { plainMeaning } from './conditions.ts';
import { readEvent } from './events.ts';
import { textField } from './fields.ts';
import { readGone, readPoint } from './points.ts';
import { Speaker } from './speaker.ts';
import { filtersOf, type GuardpostTopic, readTopic } from './topics.ts';

const mostSpeakers = 1000;
const results = ['accepted', 'done', 'refused'] as const;

/** The dialect for one configured panel. */
export function createGuardpostDialect(config: TopicPanelConfig, words: WordBook): PanelDialect {
  const maker = new SignalMaker(config);
  const speakers = new Map<string, Speaker>();
  const filters = filtersOf(config.base);

  function speakerOf(name: string): Speaker {
    const known = speakers.get(name) ?? new Speaker(config, words, maker, name);
    if (speakers.size < mostSpeakers) speakers.set(name, known);
    return known;
  }

  return {
    panelId: config.id,
    subscriptions: () => filters,
    descriptionFilters: () => [],
    due: () => [],
    parse(message) {
      const topic = readTopic(config.base, message.topic);
      return topic === null ? null : readMessage(speakerOf(topic.speaker), topic, message);
    },
    commands: () => panelCommandKinds,
    codeFor: () => 'optional',
    plan: (request) => planCommand(config.base, [...speakers.keys()], request),
  };
}

function readMessage(speaker: Speaker, topic: GuardpostTopic, message: PanelPayload): Reading {
  const { about, point } = topic;
  if (about === 'alive') return understood(message.retained ? [] : [{ type: 'alive', panelId: speaker.config.id }]);
  if (about === 'status') return readStatus(speaker, message);
  if (message.payload.length === 0) {
    return point !== null && (about === 'partition' || about === 'zone') ? readGone(speaker, about, point) : understood([]);
  }
  const object = readObject(message.payload);
  if (!object.ok) return object.error;
  if (about === 'event') return readEvent(speaker, object.value, message.retained);
  if (about === 'result') return readResult(speaker, object.value, message.retained);
  return point === null ? understood([]) : readPoint(speaker, about, point, object.value, message.retained);
}

/** Of a speaker among several only that one is gone; it is a condition of it. */
function readStatus(speaker: Speaker, message: PanelPayload): Reading {
  if (message.payload.length === 0) return understood([]);
  const online = parseAvailability(message.payload);
  if (online === null) return misunderstood('unknownAvailability', Buffer.from(message.payload.subarray(0, 120)).toString('utf8'));
  if (speaker.name === '') return understood([speaker.maker.availability(online)]);
  return understood([speaker.maker.condition(plainMeaning('offline'), !online, { source: speaker.name, retained: message.retained })]);
}

function readResult(speaker: Speaker, object: JsonObject, retained: boolean): Reading {
  const commandId = textField(object, 'id');
  const result = results.find((one) => one === object.result);
  if (commandId === null || result === undefined) return misunderstood('unknownResult', JSON.stringify(object));
  if (retained) return understood([]);
  return understood([{ type: 'commandResult', panelId: speaker.config.id, commandId, result, detail: textField(object, 'detail') }]);
}
