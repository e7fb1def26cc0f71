/**
 * What panels say and nobody understands: counted per panel and word, a row for the first ones and then one for many,
 * so that a flood of one word neither fills the log nor gets lost. Must not know what a word could mean.
 */
import type { JsonObject } from '../../shared/model/journal.ts';
import type { UnknownWord } from '../../shared/model/panels.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { PanelMessage } from '../core/ports/devices.ts';
import { keptKey } from '../core/ports/kept.ts';
import type { Reads, Tx } from '../core/ports/ledger.ts';
import { systemActor } from './alarms-writer.ts';
import { createListeners } from './listeners.ts';
import { quarantinePayload, shownText } from './panel-intake-quarantine.ts';

export interface UnknownBatch {
  /** Inside the transaction: counts it, and writes the row if one is due. */
  take(tx: Tx, message: PanelMessage, panelId: string): void;
  finish(tx: Tx): void;
  kept(): void;
}

export interface UnknownWords {
  /** Newest first. */
  list(): UnknownWord[];
  begin(): UnknownBatch;
  /** Inside a transaction: these are done with. Call `kept` of the answer once it is on disk. */
  remove(tx: Tx, words: readonly UnknownWord[]): { kept(): void };
  /** Something about the list is new; told at once, however often. */
  onChange(listener: () => void): () => void;
  /** Rows about counts that no row tells yet and for which the time has come; null = none. */
  due(all: boolean): { write(tx: Tx): void; kept(): void } | null;
}

export const mostUnknownWords = 200;
/** So many rows of one word in one stretch of time, then one for each stretch. */
const rowsAtFirst = 5;
const stretchMs = 600_000;
const mostText = 200;

/** What is known of a word beside what is kept: the rows about it. */
interface Paced {
  readonly word: UnknownWord;
  readonly sinceMonoMs: number;
  readonly rows: number;
  /** Counted since the last row. */
  readonly untold: number;
}

export function createUnknownWords({ read, clock }: { readonly read: Reads; readonly clock: Clock }): UnknownWords {
  const known = new Map<string, Paced>();
  const changes = createListeners<void>();
  for (const word of read.allKept('unknownWord')) known.set(keyOf(word), { word, sinceMonoMs: Number.NEGATIVE_INFINITY, rows: 0, untold: 0 });

  return {
    list: () => [...known.values()].map(({ word }) => word).sort((a, b) => b.lastAtUtcMs - a.lastAtUtcMs),
    begin: () => createUnknownBatch(known, clock, () => changes.tell()),
    remove(tx, words) {
      for (const word of words) tx.drop('unknownWord', keyOf(word));
      return {
        kept() {
          for (const word of words) known.delete(keyOf(word));
          changes.tell();
        },
      };
    },
    onChange: (listener) => changes.add(listener),
    due(all) {
      const nowMonoMs = clock.monoMs();
      const late = [...known].filter(([, { untold, sinceMonoMs }]) => untold > 0 && (all || nowMonoMs - sinceMonoMs >= stretchMs));
      if (late.length === 0) return null;
      return {
        write(tx) {
          for (const [, { word, untold }] of late) appendCount(tx, word, untold);
        },
        kept() {
          for (const [key, { untold }] of late) {
            const now = known.get(key);
            // What was counted while the row was written waits for the next one.
            if (now !== undefined) known.set(key, { ...now, sinceMonoMs: nowMonoMs, rows: rowsAtFirst, untold: Math.max(0, now.untold - untold) });
          }
        },
      };
    },
  };
}

function createUnknownBatch(known: Map<string, Paced>, clock: Clock, changed: () => void): UnknownBatch {
  const staged = new Map<string, Paced | null>();
  const nowMonoMs = clock.monoMs();
  const find = (key: string): Paced | null => (staged.has(key) ? (staged.get(key) ?? null) : (known.get(key) ?? null));

  /** Makes room for a new word: the one that has not been said for longest goes. */
  function displace(): JsonObject {
    const present = new Map([...known, ...staged]);
    const words = [...present.values()].flatMap((paced) => (paced === null ? [] : [paced.word]));
    const oldest = words.length < mostUnknownWords ? undefined : words.sort((a, b) => a.lastAtUtcMs - b.lastAtUtcMs)[0];
    if (oldest === undefined) return {};
    staged.set(keyOf(oldest), null);
    return { dropped: { panelId: oldest.panelId, word: oldest.word, count: oldest.count } };
  }

  return {
    take(tx, message, panelId) {
      const said = unknownOf(message, panelId);
      const key = keyOf(said);
      const before = find(key);
      const dropped = before === null ? displace() : {};
      const { next, tells } = pace(before, said, nowMonoMs);
      staged.set(key, next);
      if (tells > 0) appendUnknown(tx, message, said, { count: tells, total: next.word.count, ...dropped });
    },
    finish(tx) {
      for (const [key, paced] of staged) {
        if (paced === null) tx.drop('unknownWord', key);
        else tx.keep('unknownWord', key, paced.word);
      }
    },
    kept() {
      for (const [key, paced] of staged) {
        if (paced === null) known.delete(key);
        else known.set(key, paced);
      }
      if (staged.size > 0) changed();
    },
  };
}

/** Counts one more; `tells`: how many the row that is due now stands for, 0 = none is. */
function pace(before: Paced | null, said: UnknownWord, nowMonoMs: number): { readonly next: Paced; readonly tells: number } {
  if (before === null) return { next: { word: said, sinceMonoMs: nowMonoMs, rows: 1, untold: 0 }, tells: 1 };
  const word: UnknownWord = { ...said, count: before.word.count + 1, firstAtUtcMs: before.word.firstAtUtcMs };
  const over = nowMonoMs - before.sinceMonoMs >= stretchMs;
  // A word that kept coming gets one row for each stretch; one that had been quiet begins anew.
  if (over) return { next: { word, sinceMonoMs: nowMonoMs, rows: before.untold > 0 ? rowsAtFirst : 1, untold: 0 }, tells: before.untold + 1 };
  if (before.rows < rowsAtFirst) return { next: { ...before, word, rows: before.rows + 1 }, tells: 1 };
  return { next: { ...before, word, untold: before.untold + 1 }, tells: 0 };
}

function unknownOf(message: PanelMessage, panelId: string): UnknownWord {
  const problem = message.problem ?? '';
  const [code = ''] = problem.split(':', 1);
  const atUtcMs = message.arrivedAtUtcMs;
  return {
    panelId,
    word: (message.unknownWord ?? code).toWellFormed(),
    problem: problem.toWellFormed(),
    topic: message.topic.toWellFormed().slice(0, mostText),
    text: shownText(message, mostText),
    ...{ count: 1, firstAtUtcMs: atUtcMs, lastAtUtcMs: atUtcMs },
    teachable: message.unknownWord !== undefined,
  };
}

function appendUnknown(tx: Tx, message: PanelMessage, { panelId, word, text, teachable }: UnknownWord, more: JsonObject): void {
  tx.append({
    kind: 'panel.unknown',
    actor: { name: `device:${panelId}`, role: null, seat: null },
    subject: panelId,
    payload: { panelId, text, ...(teachable ? { word } : {}), ...quarantinePayload(message), ...more },
    arrivedAtUtcMs: message.arrivedAtUtcMs,
  });
}

/** The rest of a flood that has ended. */
function appendCount(tx: Tx, { panelId, word, text, topic, problem, teachable, count: total }: UnknownWord, count: number): void {
  const payload = { panelId, topic, text, problem, ...(teachable ? { word } : {}), count, total };
  tx.append({ kind: 'panel.unknown', actor: systemActor, subject: panelId, payload });
}

const keyOf = ({ panelId, word }: Pick<UnknownWord, 'panelId' | 'word'>): string => keptKey(panelId, word);
