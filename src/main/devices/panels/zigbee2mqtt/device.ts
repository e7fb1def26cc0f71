/**
 * What one device says of itself: conditions, changes and its state as a zone. Remembers what each device said last.
 * Must not know topics.
 */
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { type ConditionMeaning, meaningOf } from '../condition-words.ts';
import { type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import type { JsonObject } from '../json-message.ts';
import { readBit } from '../shapes/names.ts';
import { maxSources, type SignalMaker, shownName } from '../signal-maker.ts';
import { alarmKeys, emergencyActions, keypadActions, motionKeys, quietKeys, sensorKeys } from './keys.ts';

interface Said {
  readonly name: string;
  readonly source: string;
  readonly retained: boolean;
}

/** What a key tells: signals, or the word that nobody has taught us. */
type Told = readonly PanelSignal[] | { readonly unknown: string };
const isUnknown = (told: Told): told is { readonly unknown: string } => 'unknown' in told;

export class DeviceReader {
  readonly #maker: SignalMaker;
  readonly #words: WordBook;
  /** Flags as they were said last, by device. */
  readonly #flags = new Map<string, Map<string, boolean>>();

  constructor(maker: SignalMaker, words: WordBook) {
    this.#maker = maker;
    this.#words = words;
  }

  read(name: string, fields: JsonObject, retained: boolean): Reading {
    const said = { name, source: shownName(name), retained };
    const isSensor = Object.keys(fields).some((key) => key === 'contact' || alarmKeys.has(key) || motionKeys.has(key));
    const told = Object.entries(fields).map(([key, value]) => this.#key(said, key, value, fields, isSensor));
    const signals = told.flatMap((one) => (isUnknown(one) ? [] : one));
    const unknown = told.find(isUnknown);
    const all = [...signals, this.#point(said, fields)];
    return unknown === undefined ? understood(all) : { ...unknownWord(unknown.unknown), signals: all };
  }

  /** The device is no more: what it raised will never clear by itself. */
  forget(name: string): readonly PanelSignal[] {
    this.#flags.delete(name);
    return [...this.#maker.endAll({ source: shownName(name), retained: false }), this.#maker.pointGone('zone', name)];
  }

  #key(said: Said, key: string, value: unknown, fields: JsonObject, isSensor: boolean): Told {
    if (key === 'action') return this.#action(said, value, 'action_code' in fields);
    if (typeof value === 'string' || typeof value === 'number') {
      const taught = this.#taught(said, [`${key}=${value}`]);
      return taught === null ? this.#written(said, key, value, isSensor) : this.#maker.taught(taught, true, { ...said, code: `${key}=${value}` });
    }
    return typeof value === 'boolean' ? this.#flag(said, key, value, isSensor) : [];
  }

  /** Flags that matter are heard also as `ON`, `true` or 1. Other numbers (a gas meter's) are no flags. */
  #written(said: Said, key: string, value: string | number, isSensor: boolean): Told {
    if (key !== 'contact' && !alarmKeys.has(key) && !motionKeys.has(key)) return [];
    const bit = readBit(String(value));
    if (bit !== null) return this.#flag(said, key, bit, isSensor);
    return typeof value === 'string' && value !== '' ? { unknown: `${key}=${value}` } : [];
  }

  #flag(said: Said, key: string, value: boolean, isSensor: boolean): Told {
    const { source, retained } = said;
    const about = { source, retained, code: key };
    const before = this.#remember(said.name, key, value);
    const valueTaught = this.#taught(said, [`${key}=${value}`]);
    if (valueTaught !== null) return this.#maker.taught(valueTaught, true, about);
    const taught = this.#taught(said, [key]);
    if (taught !== null) return this.#maker.taught(taught, value, about);
    const condition = alarmKeys.get(key);
    if (condition !== undefined) return [this.#maker.condition(meaningOf(condition), value, about)];
    // true = closed: the two halves touch.
    if (key === 'contact')
      return (before === undefined ? retained : before === value) ? [] : [this.#maker.event({ source, retained, event: value ? 'closed' : 'opened' })];
    if (key === 'test') return !value || before === true || retained ? [] : [this.#maker.event({ source, retained, kind: 'test', event: 'test' })];
    const moves = motionKeys.get(key);
    if (moves !== undefined) return value && before !== true && !retained ? [this.#maker.event({ source, retained, event: moves })] : [];
    return value && isSensor && !quietKeys.has(key) ? { unknown: key } : [];
  }

  /** A press is an event, never a state: an old one that the broker kept is no alarm now. */
  #action(said: Said, value: unknown, carriesCode: boolean): Told {
    if (typeof value !== 'string' || value === '') return [];
    const { source, retained } = said;
    const about = { source, retained, code: value, momentary: true };
    const taught = this.#taught(said, [`action=${value}`, value]);
    if (retained) return taught === 'ignore' ? [] : [this.#maker.event({ source, retained, event: value, code: value })];
    if (taught !== null) return this.#maker.taught(taught, true, about);
    const emergency = emergencyActions.get(value);
    if (emergency !== undefined) return [this.#maker.condition(meaningOf(emergency), true, about)];
    // What is not understood is kept as it came, and a keypad's code must not be.
    if (keypadActions.has(value) || carriesCode) return [this.#maker.event({ source, retained, event: value, code: value })];
    return { unknown: `${said.name}/action=${value}` };
  }

  #point(said: Said, fields: JsonObject): PanelSignal {
    const state = stateOf(fields);
    const { battery } = fields;
    return this.#maker.point({
      kind: 'zone',
      pointId: said.name,
      name: said.source,
      retained: said.retained,
      ...(state === null ? {} : { state }),
      ...(typeof battery === 'number' && battery >= 0 && battery <= 100 ? { batteryPercent: Math.round(battery) } : {}),
    });
  }

  /** The site's own meaning: of this device's word first, then of the word at any device. */
  #taught(said: Said, words: readonly string[]): ReturnType<WordBook['meaning']> {
    for (const word of [...words.map((one) => `${said.name}/${one}`), ...words]) {
      const meaning = this.#words.meaning(word);
      if (meaning !== null) return meaning;
    }
    return null;
  }

  #remember(name: string, key: string, value: boolean): boolean | undefined {
    const flags = this.#flags.get(name) ?? new Map<string, boolean>();
    const before = flags.get(key);
    flags.set(key, value);
    if (this.#flags.has(name) || this.#flags.size < maxSources) this.#flags.set(name, flags);
    return before;
  }
}

/** Not reached any more, as zigbee2mqtt itself judges it. */
export const deviceOffline: ConditionMeaning = meaningOf('offline');

function stateOf(fields: JsonObject): 'open' | 'closed' | null {
  const key = sensorKeys.find((one) => typeof fields[one] === 'boolean');
  if (key === undefined) return null;
  return (fields[key] === true) === (key === 'contact') ? 'closed' : 'open';
}
