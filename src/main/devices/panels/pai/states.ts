/** `<base>/states/<kind>/<name>/<property>`: one property of one thing, `True` or `False` or a word. Must not know other topics. */
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { meaningOf } from '../condition-words.ts';
import { misunderstood, type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import { Edges } from '../shapes/edges.ts';
import { nameOfSlug, readBit } from '../shapes/names.ts';
import { Partitions } from '../shapes/partitions.ts';
import type { SignalMaker } from '../signal-maker.ts';
import { ownTroubles, type PropertyTable, partitionWords, propertiesOf, systemTroubles } from './properties.ts';

interface Property {
  readonly kind: string;
  readonly slug: string;
  readonly name: string;
  readonly text: string;
  readonly retained: boolean;
  /** Whose alarms and events it makes. */
  readonly source: string;
  readonly partition: string | null;
}

const nothing = understood([]);
const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

export class PaiStates {
  readonly #maker: SignalMaker;
  readonly #words: WordBook;
  readonly #edges = new Edges();
  readonly partitions: Partitions;

  constructor(maker: SignalMaker, words: WordBook) {
    this.#maker = maker;
    this.#words = words;
    this.partitions = new Partitions(maker, words, partitionWords);
  }

  /** `levels`: below `states`. */
  read(levels: readonly string[], text: string, retained: boolean): Reading {
    const [kind = '', slug = '', ...path] = levels;
    const name = path.join('/');
    // The challenge of command authentication stands by itself; users and the system's clock and voltages raise nothing.
    if (name === '' || kind === 'users' || (kind === 'system' && slug !== 'troubles')) return nothing;
    const thing = nameOfSlug(slug);
    if (kind === 'partitions' && name === 'current_state') {
      return this.partitions.said({ pointId: slug, name: thing, partition: thing, word: text, retained });
    }
    const source = kind === 'system' ? systemSource(name) : thing;
    return this.#property({ kind, slug, name, text, retained, source, partition: kind === 'partitions' ? thing : null });
  }

  #property(property: Property): Reading {
    const { kind, name, text } = property;
    const bit = readBit(text);
    const taught = this.#words.meaning(name);
    if (taught !== null && bit !== null) return understood(this.#maker.taught(taught, bit, { ...saidOf(property), code: name }));
    const table = kind === 'system' ? systemTroubles : propertiesOf(kind);
    if (bit !== null) return this.#bit(property, bit, table);
    if (table.conditions.has(name)) return misunderstood('unknownState', `${name} ${text}`);
    return table.harmless.has(name) || table.events.has(name) || isNumber(text) ? nothing : unknownWord(name);
  }

  #bit(property: Property, on: boolean, table: PropertyTable): Reading {
    const { name } = property;
    const condition = table.conditions.get(name);
    const said = { ...saidOf(property), code: name };
    if (condition !== undefined) return understood([this.#maker.condition(meaningOf(condition), on, said)]);
    const point = this.#point(property, on);
    if (point !== null) return understood(point);
    const words = table.events.get(name);
    if (words !== undefined) return understood(this.#event(property, on ? words[0] : words[1]));
    // A flag that nobody knows and that is not set tells nothing yet.
    return table.harmless.has(name) || !on ? nothing : unknownWord(name);
  }

  /** Properties that are the state of a zone or output. */
  #point(property: Property, on: boolean): readonly PanelSignal[] | null {
    const { kind, slug, source, name, retained } = property;
    const point = { pointId: slug, name: source, retained };
    if (kind === 'outputs' && name === 'on') return [this.#maker.point({ ...point, kind: 'output', state: on ? 'on' : 'off' })];
    if (kind !== 'zones') return null;
    if (name === 'open') {
      return [this.#maker.point({ ...point, kind: 'zone', state: on ? 'open' : 'closed' }), ...this.#event(property, on ? 'opened' : 'closed')];
    }
    if (name !== 'bypassed') return null;
    return [this.#maker.point({ ...point, kind: 'zone', bypassed: on }), ...this.#bypass(property, on)];
  }

  #event(property: Property, event: string | null): readonly PanelSignal[] {
    const isNews = this.#edges.isNews(thingOf(property), event ?? '', property.retained);
    return event === null || !isNews ? [] : [this.#maker.event({ ...saidOf(property), event })];
  }

  #bypass(property: Property, on: boolean): readonly PanelSignal[] {
    const first = this.#edges.last(thingOf(property)) === undefined;
    const isNews = this.#edges.isNews(thingOf(property), String(on), property.retained);
    // "Not bypassed" as the first word ends nothing.
    if (!isNews || (first && !on)) return [];
    return [this.#maker.event({ ...saidOf(property), kind: 'bypassed', event: on ? 'bypassed' : 'bypassEnded', active: on })];
  }
}

const thingOf = ({ kind, slug, name }: Property): string => `${kind}/${slug}/${name}`;
const saidOf = ({ source, partition, retained }: Property) => ({ source, retained, ...(partition === null ? {} : { partition }) });

function systemSource(trouble: string): string {
  return ownTroubles.has(trouble) ? 'System' : `System: ${trouble.replace(/_trouble$/, '').replaceAll('_', ' ')}`;
}
