/**
 * What a metric means: by the site's own words (`<device>/<metric>=<value>`), then by its name where that is one of our
 * conditions and the metric a flag. Must not guess at numbers.
 */
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { meaningOfName } from '../condition-words.ts';
import type { WordBook } from '../dialect.ts';
import { type Said, type SignalMaker, shownName } from '../signal-maker.ts';
import { type Metric, type MetricValue, typedValue } from './payload.ts';
import type { Definition } from './session.ts';

export interface Place {
  /** `node` or `node/device`. */
  readonly source: string;
  /** As taught words name it: the device, or the node for metrics of its own. */
  readonly device: string;
  /** The state now and not an event now: a birth, or kept by the broker. */
  readonly isState: boolean;
}

export interface Told {
  readonly signals: readonly PanelSignal[];
  readonly unknown?: string;
  readonly batteryPercent?: number;
}

const nothing: Told = { signals: [] };
/** Of the protocol itself, and about what the node is made of. */
const protocolMetrics = /^(bdSeq$|Node Control\/|Device Control\/|Properties\/|Node Info\/)/;
/** Texts that speak of what is happening; other texts (versions, names) are no news. */
const speakingNames = /^(state|status|alarm|event|mode)$/i;
const batteryNames = /^battery([ _-]?(level|percent|percentage))?$/i;

export function readMetric(maker: SignalMaker, words: WordBook, place: Place, metric: Metric, definition: Definition): Told {
  const { name } = definition;
  if (protocolMetrics.test(name) || metric.isNull || metric.value === null) return nothing;
  const value = typedValue(metric.value, definition.datatype);
  const path = name.split('/');
  const leaf = path.at(-1) ?? name;
  const said = {
    source: shownName([place.source, ...path.slice(0, -1)].join('/')),
    retained: place.isState,
    code: `${leaf}=${value}`.slice(0, 120),
    panelTimeUtcMs: metric.timestampUtcMs,
  };
  const known = taughtMeaning(words, place.device, name, value) ?? ownMeaning(leaf, value);
  if (known !== null && metric.isHistorical) return { signals: readHistory(maker, known, said, name) };
  if (metric.isHistorical) return nothing;
  if (known !== null) return { signals: maker.taught(known.meaning, known.active, said) };
  const percent = typeof value === 'bigint' ? Number(value) : value;
  if (batteryNames.test(leaf) && typeof percent === 'number' && percent >= 0 && percent <= 100) return { signals: [], batteryPercent: Math.round(percent) };
  const isNews = value === true || (typeof value === 'string' && speakingNames.test(leaf));
  return isNews ? { signals: [], unknown: `${place.device}/${name}=${value}` } : nothing;
}

interface Known {
  readonly meaning: MappedWord;
  readonly active: boolean;
}

function taughtMeaning(words: WordBook, device: string, name: string, value: MetricValue): Known | null {
  const ofValue = words.meaning(`${device}/${name}=${value}`) ?? words.meaning(`${name}=${value}`);
  if (ofValue !== null) return { meaning: ofValue, active: true };
  if (typeof value !== 'boolean') return null;
  // Taught as `…=true`, it ends when the flag is false again.
  const ofFlag = words.meaning(`${device}/${name}=${!value}`) ?? words.meaning(`${name}=${!value}`) ?? null;
  if (ofFlag !== null) return typeof ofFlag === 'string' ? { meaning: 'ignore', active: false } : { meaning: ofFlag, active: false };
  const ofName = words.meaning(`${device}/${name}`) ?? words.meaning(name);
  return ofName === null ? null : { meaning: ofName, active: value };
}

function ownMeaning(leaf: string, value: MetricValue): Known | null {
  const meaning = typeof value === 'boolean' ? meaningOfName(leaf) : null;
  return meaning === null ? null : { meaning, active: value === true };
}

/** What happened while the node could not send: a row with its time, never an alarm now. */
function readHistory(maker: SignalMaker, { meaning, active }: Known, said: Said, name: string): readonly PanelSignal[] {
  if (typeof meaning === 'string' || !active) return [];
  return [maker.event({ ...said, event: meaning.condition, identity: `${said.source}/${name}/${said.panelTimeUtcMs ?? ''}` })];
}
