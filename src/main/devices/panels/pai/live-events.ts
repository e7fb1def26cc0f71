/**
 * `<base>/events/raw`: the panel's own log as JSON, one event a message. Most of it the states tell as well; what they
 * can't tell (who armed it, duress, panic keys) is told from here. Old events come again with each subscription.
 */
import { hash } from 'node:crypto';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { type ConditionMeaning, meaningOf } from '../condition-words.ts';
import { type Reading, understood, type WordBook } from '../dialect.ts';
import { isObject, type JsonObject, readObject } from '../json-message.ts';
import { nameOfSlug } from '../shapes/names.ts';
import { type SaidEvent, type SignalMaker, shownText } from '../signal-maker.ts';

/** What an alarm event means that no state tells, by words of its message; the first that fits. */
const alarmWords: readonly (readonly [RegExp, string])[] = [
  [/duress/i, 'duress'],
  [/medical/i, 'medical'],
  [/fire/i, 'fire'],
  [/panic/i, 'panic'],
  [/tamper/i, 'tamper'],
];

export class PaiLiveEvents {
  readonly #maker: SignalMaker;
  readonly #words: WordBook;
  #last: string | null = null;

  constructor(maker: SignalMaker, words: WordBook) {
    this.#maker = maker;
    this.#words = words;
  }

  read(payload: Uint8Array, retained: boolean): Reading {
    const event = readObject(payload);
    if (!event.ok) return event.error;
    const identity = hash('sha256', payload).slice(0, 24);
    // The bridge repeats its whole cache, this topic with it.
    const isRepeated = identity === this.#last;
    this.#last = identity;
    if (isRepeated || isToldByStates(event.value)) return understood([]);
    const said = saidOf(event.value, identity, retained);
    return understood([...this.#alarm(event.value, said), this.#maker.event(said)]);
  }

  /** A retained one is what was, not what is: it stands in the day log and raises nothing. */
  #alarm(event: JsonObject, said: SaidEvent): readonly PanelSignal[] {
    const tags = tagsOf(event);
    if (said.retained || !tags.includes('alarm') || tags.includes('restore') || tags.includes('cancel') || changesOf(event) > 0) return [];
    const { kind: _kind, event: _event, identity: _identity, user: _user, ...where } = said;
    const taught = this.#words.meaning(said.event);
    const momentary = { ...where, momentary: true };
    return taught === null ? [this.#maker.condition(meaningOfMessage(said.event), true, momentary)] : this.#maker.taught(taught, true, momentary);
  }
}

function meaningOfMessage(message: string): ConditionMeaning {
  return meaningOf(alarmWords.find(([word]) => word.test(message))?.[1] ?? 'problem');
}

/** Changes of properties (`property`) and what the bridge calls DEBUG (zones opening, the panel's clock) have topics of their own. */
const isToldByStates = (event: JsonObject): boolean => 'property' in event || event.level === 'DEBUG' || (event.type === 'zone' && changesOf(event) > 0);

const changesOf = (event: JsonObject): number => (isObject(event.change) ? Object.keys(event.change).length : 0);
const tagsOf = (event: JsonObject): readonly unknown[] => (Array.isArray(event.tags) ? event.tags : []);

function saidOf(event: JsonObject, identity: string, retained: boolean): SaidEvent {
  const label = nameOfSlug(shownText(event.label) ?? 'System');
  const message = shownText(event.message) ?? shownText(event.label) ?? shownText(event.key) ?? 'event';
  return {
    source: label,
    event: message,
    text: null,
    retained,
    identity,
    code: [event.major, event.minor].filter((part) => typeof part === 'number').join('/') || null,
    ...(/\btest report\b/i.test(message) ? { kind: 'test' } : {}),
    ...(event.type === 'user' ? { user: label } : {}),
    ...(typeof event.timestamp === 'number' && event.timestamp > 1_000_000_000 ? { panelTimeUtcMs: event.timestamp * 1000 } : {}),
  };
}
