/**
 * The mapping dialect: an installer's own panel, described by a topic filter and a table of words (alarms.md 1).
 * Must not guess: a word that is not in the table is a problem for the log, never an alarm and never silence.
 */
import type { MappingPanelConfig } from '../../../../shared/model/config.ts';
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import {
  decodeText,
  maxPayloadBytes,
  misunderstood,
  type PanelDialect,
  type PanelPayload,
  type Reading,
  understood,
  unknownWord,
  type WordBook,
} from '../dialect.ts';
import { SignalMaker, shownName } from '../signal-maker.ts';
import { matchTopic } from '../topic-filter.ts';
import { parseAvailability } from './availability.ts';
import { codeFor, commandsOf, planCommand } from './commands.ts';
import { readJsonPath } from './json-path.ts';
import { SeenPoints } from './seen-points.ts';

type ConditionWord = Exclude<MappedWord, string>;

/** The dialect for one configured panel. It remembers which sources have spoken. */
export function createMappingDialect(config: MappingPanelConfig, taught: WordBook): PanelDialect {
  const words = new Map(Object.entries(config.words));
  const folded = new Map([...words].map(([word, meaning]) => [word.toLowerCase(), meaning]));
  const filters = config.availabilityTopic === null ? [config.topic] : [config.topic, config.availabilityTopic];
  const maker = new SignalMaker(config);
  const points = new SeenPoints(maker);
  const kinds = commandsOf(config.commands);
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
      const meaning = taught.meaning(word.text) ?? words.get(word.text) ?? folded.get(word.text.toLowerCase());
      if (meaning === undefined) return unknownWord(word.text);
      const said = { source: sourceOf(levels, message.topic), retained: message.retained, code: word.text.slice(0, 120) };
      const signals = meaning === 'clear' ? clearSignals(config, taught, maker, said) : wordSignals(config, maker, said, meaning);
      return understood([...signals, ...points.after(said.source, word.text, meaning, message.retained)]);
    },
    commands: () => kinds,
    codeFor: (kind) => codeFor(config.commands, kind),
    plan: (request) => planCommand(config.commands, request),
  };
}

/**
 * The wildcard levels name the source; a filter without wildcards has one source, named by its topic.
 * A topic may hold 65,535 bytes (MQTT 3.1.1, 1.5.3): a name that no board can show is cut, and a hash of the whole keeps it unique.
 */
const sourceOf = (levels: readonly string[], topic: string): string => shownName(levels.length === 0 ? topic : levels.join('/'));

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

interface Heard {
  readonly source: string;
  readonly retained: boolean;
  readonly code: string;
}

function wordSignals(config: MappingPanelConfig, maker: SignalMaker, said: Heard, meaning: Exclude<MappedWord, 'clear'>): readonly PanelSignal[] {
  if (meaning === 'ignore') return [];
  if (meaning === 'alive') return said.retained ? [] : [{ type: 'alive', panelId: config.id }];
  return [maker.condition(meaning, true, said)];
}

/**
 * A clear word ends everything that this table can raise for the source, what the site has made of its words, and what
 * the source has raised by taught words since the post began.
 */
function clearSignals(config: MappingPanelConfig, taught: WordBook, maker: SignalMaker, said: Heard): readonly PanelSignal[] {
  const table = Object.entries(config.words).flatMap(([word, meaning]) => [meaning, taught.meaning(word)]);
  const words = [...table, ...maker.raisedAt(said.source)];
  return conditionsOf(words).map((word) => maker.condition(word, false, said));
}

/** Each condition once; where words share one, the longest off-delay holds. */
function conditionsOf(meanings: readonly (MappedWord | null)[]): readonly ConditionWord[] {
  const byName = new Map<string, ConditionWord>();
  for (const meaning of meanings) {
    if (meaning === null || typeof meaning === 'string') continue;
    const known = byName.get(meaning.condition);
    if (known === undefined || (meaning.offDelaySeconds ?? 0) > (known.offDelaySeconds ?? 0)) byName.set(meaning.condition, meaning);
  }
  return [...byName.values()];
}

function readAvailability(config: MappingPanelConfig, message: PanelPayload): Reading {
  if (message.payload.length === 0) return understood([]);
  const online = parseAvailability(message.payload);
  if (online === null) return misunderstood('unknownAvailability', decodeText(message.payload.subarray(0, 120)) ?? 'not UTF-8');
  return understood([{ type: 'availability', panelId: config.id, online, simulated: config.simulated }]);
}
