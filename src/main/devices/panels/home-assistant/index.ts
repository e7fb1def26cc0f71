/**
 * The home-assistant dialect: panels and sensors that announce themselves by discovery (alarms.md 1).
 * Keeps the announced entities; must not know the broker or keep timers.
 */
import type { HomeAssistantPanelConfig } from '../../../../shared/model/config.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { decodeText, maxPayloadBytes, misunderstood, type PanelDialect, type PanelPayload, type Reading, understood, type WordBook } from '../dialect.ts';
import { configTopic, readAnnouncement } from './announcement.ts';
import { codeUseOf, commandsOf, planCommand } from './commands.ts';
import { readAvailability, readBridge, readDue, readState } from './reading.ts';
import { EntityRegistry } from './registry.ts';

/** The dialect for one configured panel, with no entity known yet. */
export function createHomeAssistantDialect(config: HomeAssistantPanelConfig, words: WordBook): PanelDialect {
  const registry = new EntityRegistry();
  const discovery = [`${config.base}/+/+/config`, `${config.base}/+/+/+/config`];
  return {
    panelId: config.id,
    subscriptions: () => [...discovery, ...registry.topics()],
    descriptionFilters: () => discovery,
    parse(message, nowMonoMs) {
      const announced = configTopic(config.base, message.topic);
      if (announced !== null) return readAnnouncement(config, registry, announced, message);
      return readEntities(config, words, registry, message, nowMonoMs);
    },
    commands: () => commandsOf(registry.all()),
    codeFor: (kind) => codeUseOf(registry.all(), kind),
    plan: (request) => planCommand(registry.all(), request),
    due(nowMonoMs) {
      return [...registry.all()].flatMap((known) => readDue(config, known, nowMonoMs).map((signal) => ({ topic: known.entity.stateTopic, signal })));
    },
  };
}

function readEntities(config: HomeAssistantPanelConfig, words: WordBook, registry: EntityRegistry, message: PanelPayload, nowMonoMs: number): Reading | null {
  const states = registry.atState(message.topic);
  const available = registry.atAvailability(message.topic);
  if (states.length === 0 && available.length === 0) return null;
  if (message.payload.length === 0) return understood([]);
  const text = readText(message);
  if (typeof text !== 'string') return text;
  const said = { topic: message.topic, text, retained: message.retained };
  const [first] = available;
  const isOfBridge = (topic: string): boolean => registry.isBridgeTopic(topic);
  return joined([
    ...states.map((known) => readState(config, words, known, said, nowMonoMs)),
    ...(first !== undefined && isOfBridge(message.topic)
      ? [readBridge(config, first, said)]
      : available.map((known) => readAvailability(config, known, said, isOfBridge))),
  ]);
}

/** One topic may carry several entities (JSON payloads): what one of them understood stands, a problem of any is kept. */
function joined(readings: readonly Reading[]): Reading {
  const signals: PanelSignal[] = readings.flatMap((reading) => [...reading.signals]);
  const unclear = readings.find((reading) => reading.problem !== null);
  return unclear === undefined ? understood(signals) : { ...unclear, signals };
}

function readText(message: PanelPayload): string | Reading {
  if (message.payload.length > maxPayloadBytes) return misunderstood('tooLarge', `${message.payload.length} bytes`);
  return decodeText(message.payload) ?? misunderstood('notUtf8');
}
