/**
 * The home-assistant dialect: panels and sensors that announce themselves by discovery (alarms.md 1).
 * Keeps the announced entities; must not know the broker, keep timers or send commands.
 */
import type { HomeAssistantPanelConfig } from '../../../../shared/model/config.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { decodeText, maxPayloadBytes, misunderstood, type PanelDialect, type PanelPayload, type Reading, understood } from '../dialect.ts';
import { type Entity, parseDiscovery } from './discovery.ts';
import { readAvailability, readDue, readRemoval, readState } from './reading.ts';
import { EntityRegistry } from './registry.ts';

/** The dialect for one configured panel, with no entity known yet. */
export function createHomeAssistantDialect(config: HomeAssistantPanelConfig): PanelDialect {
  const registry = new EntityRegistry();
  const discovery = [`${config.discovery}/+/+/config`, `${config.discovery}/+/+/+/config`];
  return {
    panelId: config.id,
    subscriptions: () => [...discovery, ...registry.topics()],
    descriptionFilters: () => discovery,
    parse(message, nowMonoMs) {
      const announced = configTopic(config.discovery, message.topic);
      if (announced !== null) return readAnnouncement(config, registry, announced, message);
      return readEntities(config, registry, message, nowMonoMs);
    },
    due(nowMonoMs) {
      return [...registry.all()].flatMap((known) => readDue(config, known, nowMonoMs).map((signal) => ({ topic: known.entity.stateTopic, signal })));
    },
  };
}

interface ConfigTopic {
  readonly component: string;
  readonly objectId: string;
}

/** `prefix/component/[node/]object/config`; null for any other topic. */
function configTopic(prefix: string, topic: string): ConfigTopic | null {
  if (!topic.startsWith(`${prefix}/`) || !topic.endsWith('/config')) return null;
  const levels = topic.slice(prefix.length + 1).split('/');
  const [component] = levels;
  if (component === undefined || levels.length < 3 || levels.length > 4) return null;
  return { component, objectId: levels.at(-2) ?? component };
}

function isOurs(component: string): component is Entity['kind'] {
  return component === 'alarm_control_panel' || component === 'binary_sensor';
}

function readAnnouncement(config: HomeAssistantPanelConfig, registry: EntityRegistry, announced: ConfigTopic, message: PanelPayload): Reading {
  if (!isOurs(announced.component)) return understood([]);
  if (message.payload.length === 0) {
    const removed = registry.remove(message.topic);
    return understood(removed === null ? [] : readRemoval(config, removed), removed !== null);
  }
  const text = readText(message);
  if (typeof text !== 'string') return text;
  const entity = parseDiscovery(announced.component, announced.objectId, text);
  if (!entity.ok) return misunderstood(entity.error.code, entity.error.detail);
  registry.put(message.topic, entity.value);
  return understood([], true);
}

function readEntities(config: HomeAssistantPanelConfig, registry: EntityRegistry, message: PanelPayload, nowMonoMs: number): Reading | null {
  const states = registry.atState(message.topic);
  const available = registry.atAvailability(message.topic);
  if (states.length === 0 && available.length === 0) return null;
  if (message.payload.length === 0) return understood([]);
  const text = readText(message);
  if (typeof text !== 'string') return text;
  const isBridge = available.length > 0 && registry.isBridgeTopic(message.topic);
  const spokenFor = isBridge ? available.slice(0, 1) : available;
  return joined([
    ...states.map((known) => readState(config, known, text, message.retained, nowMonoMs)),
    ...spokenFor.map((known) => readAvailability(config, known, message.topic, text, message.retained, isBridge)),
  ]);
}

/** One topic may carry several entities (JSON payloads): what one of them understood stands, a problem of any is kept. */
function joined(readings: readonly Reading[]): Reading {
  const signals: PanelSignal[] = readings.flatMap((reading) => [...reading.signals]);
  return { signals, problem: readings.find((reading) => reading.problem !== null)?.problem ?? null, subscriptionsChanged: false };
}

function readText(message: PanelPayload): string | Reading {
  if (message.payload.length > maxPayloadBytes) return misunderstood('tooLarge', `${message.payload.length} bytes`);
  return decodeText(message.payload) ?? misunderstood('notUtf8');
}
