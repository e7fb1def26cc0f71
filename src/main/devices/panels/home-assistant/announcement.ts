/**
 * Announcements: discovery topics and what their payloads change in the registry, entity by entity or a whole device at
 * once (alarms.md 1). Must not read states: that is reading.ts.
 */
import type { HomeAssistantPanelConfig } from '../../../../shared/model/config.ts';
import { decodeText, maxPayloadBytes, misunderstood, type PanelPayload, type Reading, understood } from '../dialect.ts';
import { parseJson } from '../mapping/json-path.ts';
import { parseDevice } from './device-discovery.ts';
import { type DiscoveryProblem, isOurs, parseEntity } from './discovery.ts';
import { fieldsOf, withLongNames } from './key-names.ts';
import { readRemoval, readRenamed } from './reading.ts';
import type { EntityRegistry, KnownEntity } from './registry.ts';

export interface ConfigTopic {
  readonly component: string;
  readonly objectId: string;
}

/** `prefix/component/[node/]object/config`; null for any other topic. */
export function configTopic(prefix: string, topic: string): ConfigTopic | null {
  if (!topic.startsWith(`${prefix}/`) || !topic.endsWith('/config')) return null;
  const levels = topic.slice(prefix.length + 1).split('/');
  const [component] = levels;
  if (component === undefined || levels.length < 3 || levels.length > 4) return null;
  return { component, objectId: levels.at(-2) ?? component };
}

/** Takes in what is announced on a discovery topic. */
export function readAnnouncement(config: HomeAssistantPanelConfig, registry: EntityRegistry, announced: ConfigTopic, message: PanelPayload): Reading {
  const { component, objectId } = announced;
  const isDevice = component === 'device';
  if (!isDevice && !isOurs(component)) return understood([]);
  const known = isDevice ? registry.below(componentKey(message.topic)) : registry.at(message.topic);
  if (message.payload.length === 0) return applied(config, registry, () => known.flatMap((one) => removed(config, registry, one)));
  if (message.payload.length > maxPayloadBytes) return misunderstood('tooLarge', `${message.payload.length} bytes`);
  const text = decodeText(message.payload);
  if (text === null) return misunderstood('notUtf8');
  const json = parseJson(text);
  if (!json.ok) return misunderstood('notJson');
  if (isMigration(json.value)) {
    return applied(config, registry, () => {
      for (const one of known) registry.release(one);
      return [];
    });
  }
  if (!isDevice) {
    const entity = parseEntity(component, objectId, json.value);
    if (!entity.ok) return misunderstood(entity.error.code, entity.error.detail);
    return applied(config, registry, () => {
      registry.put(message.topic, entity.value);
      return [];
    });
  }
  return readDevice(config, registry, message.topic, json.value);
}

/** A component that can't be understood is told; the others of its device count all the same. */
function readDevice(config: HomeAssistantPanelConfig, registry: EntityRegistry, topic: string, json: unknown): Reading {
  const device = parseDevice(json);
  if (!device.ok) return misunderstood(device.error.code, device.error.detail);
  const problems: (DiscoveryProblem & { readonly id: string })[] = [];
  const reading = applied(config, registry, () =>
    device.value.flatMap(({ kind, id, entity }) => {
      const key = componentKey(topic, `${kind}/${id}`);
      if (entity === null) return registry.at(key).flatMap((one) => removed(config, registry, one));
      if (entity.ok) registry.put(key, entity.value);
      else problems.push({ ...entity.error, id });
      return [];
    }),
  );
  const [first] = problems;
  return first === undefined ? reading : { ...reading, problem: misunderstood(first.code, `${first.id}: ${first.detail}`).problem };
}

/** No topic has `#` in it: such a key can't be that of an entity with a topic of its own. */
function componentKey(topic: string, component = ''): string {
  return `${topic}#${component}`;
}

/**
 * The bridge is about to announce the same entities in the other form: they stay as they are until it has, or until
 * this announcement is deleted.
 */
function isMigration(json: unknown): boolean {
  const fields = fieldsOf(json);
  return fields !== null && Object.keys(fields).length === 1 && withLongNames(fields).migrate_discovery === true;
}

type Signals = Reading['signals'];

function removed(config: HomeAssistantPanelConfig, registry: EntityRegistry, known: KnownEntity): Signals {
  registry.remove(known);
  return readRemoval(config, known);
}

/** Carries a change out and tells, besides its own signals, which entities go by another name now. */
function applied(config: HomeAssistantPanelConfig, registry: EntityRegistry, change: () => Signals): Reading {
  const before = registry.version;
  const signals = change();
  const renamed = registry.index().flatMap(({ known, oldSource }) => readRenamed(config, known, oldSource));
  return understood([...signals, ...renamed], registry.version !== before);
}
