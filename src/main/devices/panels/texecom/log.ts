/** `<base>/log`: the panel's log, one JSON entry a message, not retained. Must not tell again what zones and areas tell. */
import { hash } from 'node:crypto';
import { type ConditionMeaning, meaningOf } from '../condition-words.ts';
import { misunderstood, type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import { isObject, type JsonObject, readObject } from '../json-message.ts';
import { type Said, type SignalMaker, shownName, shownText } from '../signal-maker.ts';
import { edgeOf, type LogEdge, type LogMeaning, meaningOfType } from './log-types.ts';

const confirmed: ConditionMeaning = { condition: 'confirmedIntrusion', category: 'intrusion', priority: 1, latched: true };
const worthOf = (condition: string): ConditionMeaning => (condition === 'confirmedIntrusion' ? confirmed : meaningOf(condition));

/** Reads one entry. `zoneName`: the name of a zone by its number. */
export function readLog(payload: Uint8Array, retained: boolean, maker: SignalMaker, words: WordBook, zoneName: (number: number) => string | null): Reading {
  const object = readObject(payload);
  if (!object.ok) return object.error;
  const entry = object.value;
  const type = shownText(entry.type);
  if (type === null) return misunderstood('noType');
  const edge = edgeOf(entry.groupType);
  const said = saidOf(entry, type, retained, zoneName);
  const identity = hash('sha256', payload).slice(0, 24);
  const who = userOf(entry);
  const event = { ...said, event: type, text: shownText(entry.description), identity, ...(who === null ? {} : { user: who }) };
  const taught = words.meaning(type);
  if (taught !== null) return understood(retained ? [] : maker.taught(taught, edge !== 'ends', momentaryIf(edge, said)));
  const meaning = meaningOfType(type);
  if (meaning === null) return unknownWord(type);
  if (edge === 'bypassed' || edge === 'bypassEnded') return understood([maker.event({ ...event, kind: 'bypassed', active: edge === 'bypassed' })]);
  const row = maker.event(meaning.is === 'test' ? { ...event, kind: 'test' } : event);
  // A retained entry is what was: a row, and no alarm.
  return understood(retained ? [row] : [...conditionOf(meaning, edge, said, maker), row]);
}

function conditionOf(meaning: LogMeaning, edge: LogEdge, said: Said, maker: SignalMaker) {
  return meaning.is === 'condition' ? [maker.condition(worthOf(meaning.condition), edge !== 'ends', momentaryIf(edge, said))] : [];
}

/** Without a group nothing will ever say that it is over. */
const momentaryIf = (edge: LogEdge, said: Said): Said => (edge === null ? { ...said, momentary: true } : said);

function saidOf(entry: JsonObject, type: string, retained: boolean, zoneName: (number: number) => string | null): Said {
  const areas = Array.isArray(entry.areas) ? entry.areas.filter((area) => typeof area === 'string') : [];
  const time = typeof entry.timestamp === 'string' ? Date.parse(entry.timestamp) : Number.NaN;
  return {
    source: sourceOf(entry, type, zoneName),
    partition: areas.length === 1 ? (areas[0] ?? null) : null,
    code: type,
    retained,
    panelTimeUtcMs: Number.isFinite(time) ? time : null,
  };
}

const userOf = (entry: JsonObject): string | null => (isObject(entry.entity) ? shownText(entry.entity.user_name) : null);

/** Troubles of the panel itself; others of one condition are told under their own names, so that one can't end another. */
const ownTroubles: ReadonlySet<string> = new Set(['ACFail', 'LowBattery']);
const parts: ReadonlyMap<string, string> = new Map([
  ['ExpanderLowVoltage', 'low voltage'],
  ['ZoneMasked', 'masked'],
  ['ZoneFault', 'fault'],
]);
/** What the number of an entry counts, by a word of its type; the first that fits. */
const counted: readonly (readonly [RegExp, string])[] = [
  [/Keypad/, 'Keypad'],
  [/Expander/, 'Expander'],
  [/PSU/, 'PSU'],
  [/Duress|RemoteFOB|UserCode|UserA/, 'User'],
];

/** `parameter` is the number of a zone, user, keypad or expander: its type says which. */
function sourceOf(entry: JsonObject, type: string, zoneName: (number: number) => string | null): string {
  const thing = thingOf(entry, type, zoneName);
  const part = parts.get(type);
  if (part !== undefined) return `${thing}: ${part}`;
  if (thing !== 'System' || meaningOfType(type)?.is !== 'condition' || ownTroubles.has(type)) return thing;
  return `System: ${type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}`;
}

function thingOf(entry: JsonObject, type: string, zoneName: (number: number) => string | null): string {
  const named = isObject(entry.entity) ? (shownText(entry.entity.zone_name) ?? shownText(entry.entity.user_name)) : null;
  if (named !== null) return shownName(named);
  const number = typeof entry.parameter === 'number' ? entry.parameter : 0;
  if (number === 0) return 'System';
  const kind = counted.find(([word]) => word.test(type))?.[1];
  if (kind !== undefined) return `${kind} ${number}`;
  if (/Zone|^RF/.test(type)) return zoneName(number) ?? `Zone ${number}`;
  // Alarms and omissions of zones; what else is numbered is nothing that has a name.
  return (edgeOf(entry.groupType) === null || meaningOfType(type)?.is === 'condition' ? null : zoneName(number)) ?? 'System';
}
