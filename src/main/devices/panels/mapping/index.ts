/**
 * The mapping dialect: an installer's own panel, described by a topic filter and a table of words (alarms.md 1).
 * Must not guess: a word that is not in the table is a problem for the log, never an alarm and never silence.
 */
import { hash } from 'node:crypto';
import type { MappedWord, MappingPanelConfig } from '../../../../shared/model/config.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { decodeText, maxPayloadBytes, misunderstood, type PanelDialect, type PanelPayload, type Reading, understood } from '../dialect.ts';
import { matchTopic } from '../topic-filter.ts';
import { parseAvailability } from './availability.ts';
import { readJsonPath } from './json-path.ts';

type ConditionWord = Exclude<MappedWord, string>;

/** The dialect for one configured panel. It keeps no state. */
export function createMappingDialect(config: MappingPanelConfig): PanelDialect {
  const words = new Map(Object.entries(config.words));
  const folded = new Map([...words].map(([word, meaning]) => [word.toLowerCase(), meaning]));
  const filters = config.availabilityTopic === null ? [config.topic] : [config.topic, config.availabilityTopic];
  return {
    panelId: config.id,
    subscriptions: () => filters,
    descriptionFilters: () => [],
    due: () => [],
    parse(message) {
      if (message.topic === config.availabilityTopic) return readAvailability(config, message);
      const levels = matchTopic(config.topic, message.topic);
      if (levels === null) return null;
      const word = readWord(message, config.jsonPath);
      if (!word.ok) return word.reading;
      const meaning = words.get(word.text) ?? folded.get(word.text.toLowerCase());
      if (meaning === undefined) return misunderstood('unknownWord', word.text);
      return understood(signalsOf(config, sourceOf(levels, message.topic), meaning, message.retained));
    },
  };
}

const maxSourceLength = 120;

/**
 * The wildcard levels name the source; a filter without wildcards has one source, named by its topic.
 * A topic may hold 65,535 bytes (MQTT 3.1.1, 1.5.3): a name that no board can show is cut, and a hash of the whole keeps it unique.
 */
function sourceOf(levels: readonly string[], topic: string): string {
  const name = levels.length === 0 ? topic : levels.join('/');
  return name.length <= maxSourceLength ? name : `${name.slice(0, maxSourceLength - 10)}… ${hash('sha256', name).slice(0, 8)}`;
}

type Word = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reading: Reading };

function readWord(message: PanelPayload, jsonPath: string | null): Word {
  // An empty retained payload deletes the retained state (MQTT 3.1.1, 3.3.1.3): it says nothing about the source.
  if (message.payload.length === 0) return { ok: false, reading: understood([]) };
  if (message.payload.length > maxPayloadBytes) return { ok: false, reading: misunderstood('tooLarge', `${message.payload.length} bytes`) };
  const text = decodeText(message.payload);
  if (text === null) return { ok: false, reading: misunderstood('notUtf8') };
  if (jsonPath === null) return { ok: true, text: text.trim() };
  const value = readJsonPath(text, jsonPath);
  return value.ok ? { ok: true, text: value.value } : { ok: false, reading: misunderstood(value.error, jsonPath) };
}

function signalsOf(config: MappingPanelConfig, source: string, meaning: MappedWord, retained: boolean): readonly PanelSignal[] {
  if (meaning === 'ignore') return [];
  if (meaning === 'alive') return retained ? [] : [{ type: 'alive', panelId: config.id }];
  if (meaning === 'clear') return conditionsOf(config).map((word) => condition(config, source, word, false, retained));
  return [condition(config, source, meaning, true, retained)];
}

/** A clear word ends everything that this table can raise for the source; where words share a condition, the longest off-delay holds. */
function conditionsOf(config: MappingPanelConfig): readonly ConditionWord[] {
  const byName = new Map<string, ConditionWord>();
  for (const meaning of Object.values(config.words)) {
    if (typeof meaning === 'string') continue;
    const known = byName.get(meaning.condition);
    if (known === undefined || (meaning.offDelaySeconds ?? 0) > (known.offDelaySeconds ?? 0)) byName.set(meaning.condition, meaning);
  }
  return [...byName.values()];
}

function condition(config: MappingPanelConfig, source: string, word: ConditionWord, active: boolean, retained: boolean): PanelSignal {
  const { category, priority, latched, onDelaySeconds, offDelaySeconds } = word;
  return {
    type: 'condition',
    panelId: config.id,
    source,
    area: config.name,
    condition: word.condition,
    category,
    priority,
    latched,
    active,
    retained,
    text: null,
    panelTimeUtcMs: null,
    simulated: config.simulated,
    ...(onDelaySeconds === undefined ? {} : { onDelaySeconds }),
    ...(offDelaySeconds === undefined ? {} : { offDelaySeconds }),
  };
}

function readAvailability(config: MappingPanelConfig, message: PanelPayload): Reading {
  if (message.payload.length === 0) return understood([]);
  const online = parseAvailability(message.payload);
  if (online === null) return misunderstood('unknownAvailability', decodeText(message.payload.subarray(0, 120)) ?? 'not UTF-8');
  return understood([{ type: 'availability', panelId: config.id, online, simulated: config.simulated }]);
}
