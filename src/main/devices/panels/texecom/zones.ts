/** `<base>/zone/<slug>`: a zone as JSON. Zones that are on guard day and night are an alarm by themselves. Must not know other topics. */
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { meaningOf } from '../condition-words.ts';
import { type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import { type JsonObject, readObject } from '../json-message.ts';
import { Edges } from '../shapes/edges.ts';
import { nameOfSlug, withoutZeros } from '../shapes/names.ts';
import { type SignalMaker, shownName, shownText } from '../signal-maker.ts';

/** Types of zones that alarm in any state of their area, without case and signs. */
const dayAndNight: ReadonlyMap<string, string> = new Map([
  ['fire', 'fire'],
  ['medical', 'medical'],
  ['24hrgas', 'gas'],
  ['paaudible', 'panic'],
  ['pasilent', 'holdUp'],
  ['24hraudible', 'intrusion'],
  ['24hrsilent', 'intrusion'],
  ['auxiliary', 'technical'],
  ['tamper', 'tamper'],
]);
const words = ['secure', 'active', 'tampered', 'short'] as const;
type ZoneWord = (typeof words)[number];

/** Bits of the panel's own zone byte, which some bridges pass on whole. */
const stateBits = 3;
const faultBit = 0x04;
const bypassBits = 0x60;

export class TexecomZones {
  readonly #maker: SignalMaker;
  readonly #words: WordBook;
  readonly #edges = new Edges();
  readonly #names = new Map<number, string>();

  constructor(maker: SignalMaker, words: WordBook) {
    this.#maker = maker;
    this.#words = words;
  }

  nameOf(number: number): string | null {
    return this.#names.get(number) ?? null;
  }

  read(slug: string, payload: Uint8Array, retained: boolean): Reading {
    const object = readObject(payload);
    if (!object.ok) return object.error;
    const zone = object.value;
    const source = shownName(shownText(zone.name) ?? nameOfSlug(slug));
    if (typeof zone.number === 'number' && this.#names.size < 1000) this.#names.set(zone.number, source);
    const said = { source, retained, partition: partitionOf(zone) };
    const taught = typeof zone.status === 'string' ? this.#words.meaning(zone.status) : null;
    if (taught !== null) return understood(this.#maker.taught(taught, true, { ...said, code: String(zone.status) }));
    const word = wordOf(zone.status);
    if (word === null) return unknownWord(String(zone.status));
    return understood([this.#point(slug, word, zone, said), ...this.#conditions(word, zone, said), ...this.#event(slug, word, said)]);
  }

  #point(slug: string, word: ZoneWord, zone: JsonObject, said: ZoneSaid): PanelSignal {
    const { source, ...where } = said;
    // Only the whole byte says whether a zone is left out.
    const bypassed = typeof zone.status === 'number' && zone.status > stateBits ? { bypassed: (zone.status & bypassBits) !== 0 } : {};
    return this.#maker.point({ ...where, ...bypassed, kind: 'zone', pointId: slug, name: source, state: word === 'secure' ? 'closed' : 'open' });
  }

  #conditions(word: ZoneWord, zone: JsonObject, said: ZoneSaid): readonly PanelSignal[] {
    const condition = dayAndNight.get(
      String(zone.type ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    );
    const isTampered = word === 'tampered' || word === 'short';
    const fault =
      typeof zone.status === 'number' && zone.status > stateBits ? [this.#maker.condition(meaningOf('problem'), (zone.status & faultBit) !== 0, said)] : [];
    const tamper = this.#maker.condition(meaningOf('tamper'), isTampered || (condition === 'tamper' && word === 'active'), { ...said, code: word });
    if (condition === undefined || condition === 'tamper') return [tamper, ...fault];
    return [tamper, this.#maker.condition(meaningOf(condition), word === 'active', { ...said, code: shownText(zone.type) }), ...fault];
  }

  #event(slug: string, word: ZoneWord, said: ZoneSaid): readonly PanelSignal[] {
    const event = word === 'secure' ? 'closed' : 'opened';
    return this.#edges.isNews(slug, event, said.retained) ? [this.#maker.event({ ...said, event })] : [];
  }
}

interface ZoneSaid {
  readonly source: string;
  readonly retained: boolean;
  readonly partition: string | null;
}

function wordOf(status: unknown): ZoneWord | null {
  if (typeof status === 'number') return Number.isInteger(status) && status >= 0 && status <= 0xff ? (words[status & stateBits] ?? null) : null;
  return words.find((word) => word === String(status).toLowerCase()) ?? null;
}

/** A zone of several areas belongs to none alone. */
function partitionOf(zone: JsonObject): string | null {
  const [area, ...others] = Array.isArray(zone.areas) ? zone.areas : [];
  return typeof area === 'string' && others.length === 0 ? withoutZeros(area) : null;
}
