/**
 * From reported events to signals: what a code means here, for which source. The site's own meanings go first.
 * Must not read frames, and must not guess: a code without a meaning is told as an unknown word.
 */
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import type { WordBook } from '../dialect.ts';
import { type CodeMeaning, contactIdMeaning, knownCodes, siaMeaning, worthOfCondition } from '../event-codes/index.ts';
import type { Said, SignalMaker } from '../signal-maker.ts';
import type { ReportedEvent } from './event-block.ts';
import { type Place, placeOf } from './place.ts';

/** The message that brought the events. */
export interface EventContext {
  /** Name of the account, or its number. */
  readonly label: string;
  readonly retained: boolean;
  readonly atUtcMs: number | null;
  /** Texts of the message as a whole (a picture link). */
  readonly texts: readonly string[];
  /** What tells this message from an equal one of another time; null = nothing does. */
  readonly identity: string | null;
}

export interface EventSignals {
  readonly signals: readonly PanelSignal[];
  /** The code that has no meaning. */
  readonly unknown: string | null;
}

/** What one event means; `index` is its place in the message. */
export function signalsOf(maker: SignalMaker, words: WordBook, context: EventContext, event: ReportedEvent, index = 0): EventSignals {
  const meaning = event.format === 'sia' ? siaMeaning(event.code) : contactIdMeaning(event.code);
  const place = placeOf(context.label, event, meaning);
  const taught = words.meaning(event.received) ?? words.meaning(event.code);
  if (taught !== null) return { signals: taughtSignals(maker, taught, saidOf(context, event, place, null), event), unknown: null };
  if (meaning === null) return { signals: [], unknown: event.code };
  const said = saidOf(context, event, place, meaning);
  const identity = context.identity === null ? {} : { identity: `${context.identity}:${index}` };
  switch (meaning.kind) {
    case 'alarm':
    case 'trouble':
      return { signals: conditionSignals(maker, words, said, event, meaning), unknown: null };
    case 'openClose':
      return { signals: openCloseSignals(maker, { ...said, ...identity }, event, meaning, place), unknown: null };
    case 'bypass':
      return { signals: bypassSignals(maker, { ...said, ...identity }, event, meaning, place), unknown: null };
    default: {
      const kind = meaning.kind === 'test' ? 'test' : 'event';
      return { signals: [maker.event({ ...said, ...identity, kind, event: event.received, user: place.user })], unknown: null };
    }
  }
}

function taughtSignals(maker: SignalMaker, taught: MappedWord, said: Said, event: ReportedEvent): readonly PanelSignal[] {
  return maker.taught(taught, event.qualifier !== '3', said);
}

/** Has it begun? A qualifier decides where the code itself does not. */
function begins(event: ReportedEvent, meaning: CodeMeaning): boolean {
  return meaning.edge === 'qualified' ? event.qualifier !== '3' : meaning.edge === 'begins';
}

function conditionSignals(maker: SignalMaker, words: WordBook, said: Said, event: ReportedEvent, meaning: CodeMeaning): readonly PanelSignal[] {
  const { condition, category, priority, latched, momentary } = meaning;
  if (condition !== null && begins(event, meaning)) {
    return [maker.condition({ condition, category, priority, latched }, true, momentary ? { ...said, momentary } : said)];
  }
  const ends = meaning.ends.map((ended) => maker.condition({ condition: ended, ...pick(worthOfCondition(ended)) }, false, said));
  return [...ends, ...taughtEnds(words, event, meaning).map((word) => maker.condition(word, false, said))];
}

const pick = ({ category, priority, latched }: ReturnType<typeof worthOfCondition>) => ({ category, priority, latched });

/** A code that ends what others of its letter began (`BR` after `BA`) also ends what the site has made of those. */
function taughtEnds(words: WordBook, event: ReportedEvent, meaning: CodeMeaning): readonly Exclude<MappedWord, string>[] {
  if (event.format !== 'sia') return [];
  const begun = knownCodes.sia.filter((code) => code.startsWith(event.code.slice(0, 1)) && meaning.ends.includes(siaMeaning(code)?.condition ?? ''));
  return begun.flatMap((code) => {
    const taught = words.meaning(code);
    return taught === null || typeof taught === 'string' ? [] : [taught];
  });
}

type SaidWithIdentity = Said & { readonly identity?: string };

function openCloseSignals(maker: SignalMaker, said: SaidWithIdentity, event: ReportedEvent, meaning: CodeMeaning, place: Place): readonly PanelSignal[] {
  // A status report is not an opening now.
  if (event.qualifier === '6') return [maker.event({ ...said, kind: 'event', event: event.received, user: place.user })];
  const opened = begins(event, meaning);
  const state = opened ? 'disarmed' : meaning.armsHome ? 'armedHome' : 'armedAway';
  const kind = opened ? 'opened' : 'closed';
  const { retained, partition = null } = said;
  return [
    maker.event({ ...said, kind, event: kind, user: place.user }),
    maker.point({ kind: 'partition', pointId: said.source, name: said.source, partition, state, retained }),
  ];
}

function bypassSignals(maker: SignalMaker, said: SaidWithIdentity, event: ReportedEvent, meaning: CodeMeaning, place: Place): readonly PanelSignal[] {
  const active = begins(event, meaning);
  const told = maker.event({ ...said, kind: 'bypassed', event: 'bypassed', active, user: place.user });
  if (place.zone === null) return [told];
  const { retained, partition = null, source } = said;
  return [told, maker.point({ kind: 'zone', pointId: source, name: source, partition, bypassed: active, retained })];
}

/** Codes that say no more than the row does: opened, closed. */
const plainCodes: ReadonlySet<string> = new Set(['OP', 'CL', '400', '401']);

function saidOf(context: EventContext, event: ReportedEvent, place: Place, meaning: CodeMeaning | null): Said {
  const words = meaning === null || event.text !== null || plainCodes.has(event.code) ? null : `${meaning.text.en} · ${meaning.text.zh}`;
  const text = [event.text, words, event.time, ...context.texts].filter((part) => part !== null).join(' · ');
  return {
    source: place.source,
    partition: place.partition,
    code: event.received,
    text: text === '' ? null : text.slice(0, 200),
    // Still so, or told again: it stands, it did not happen now.
    retained: context.retained || event.qualifier === '6' || event.old,
    panelTimeUtcMs: context.atUtcMs,
  };
}
