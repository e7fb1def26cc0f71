/**
 * Words that panels use: what nobody understands (see panel-unknown), and the meanings that this site has given.
 * Must not translate anything itself: the dialects ask what was taught before their own tables.
 */

import type { Actor, JsonObject } from '../../shared/model/journal.ts';
import type { MappedWord } from '../../shared/model/mapped-word.ts';
import type { TaughtWord, UnknownWord } from '../../shared/model/panels.ts';
import { fail, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { PanelsPort } from '../core/ports/devices.ts';
import { keptKey } from '../core/ports/kept.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import { keep, refuse, refuseByRule } from './keep.ts';
import type { Lane } from './panel-lane.ts';
import type { UnknownWords } from './panel-unknown.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;
interface WordRef {
  readonly panelId: string;
  readonly word: string;
}

export interface PanelWords {
  /** Hands what was taught to the panels. Before they are started. */
  start(): void;
  taught(): TaughtWord[];
  /** Rules: `unknownPanel`, `tooManyWords`. Its unknown word is done with. */
  teach(actor: Actor, input: WordRef & { readonly meaning: MappedWord }): Answer<TaughtWord>;
  forget(actor: Actor, word: WordRef): Answer<null>;
  /** Takes an unknown word off the list; it comes again when the panel says it again. */
  dismissUnknown(word: WordRef): Answer<null>;
}

export interface PanelWordsDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly unknown: UnknownWords;
  /** The one in which panel messages are kept: a word must not come and go at once. */
  readonly lane: Lane;
  readonly port: Pick<PanelsPort, 'teach'>;
  readonly panelIds: ReadonlySet<string>;
}

/** At all panels. */
const everywhere = '*';
const mostTaught = 1_000;

/** Words over the store. */
export function createPanelWords({ ledger, clock, unknown, lane, port, panelIds }: PanelWordsDeps): PanelWords {
  const taught = (): TaughtWord[] => ledger.read.allKept('taughtWord');
  const tellPanels = (): void => port.teach(taught());

  /** One change, in the lane; the panels know of it before it is answered. */
  const change = <T>(done: (word: UnknownWord) => boolean, work: (tx: Tx) => T): Answer<T> =>
    lane(async () => {
      let removed: { kept(): void } | null = null;
      const outcome = await keep(ledger, (tx) => {
        const value = work(tx);
        const words = unknown.list().filter(done);
        removed = words.length === 0 ? null : unknown.remove(tx, words);
        return value;
      });
      if (outcome.ok) settle(removed);
      return outcome;
    });

  return {
    start: tellPanels,
    taught,
    async teach(actor, { panelId, word, meaning }) {
      if (panelId !== everywhere && !panelIds.has(panelId)) return fail({ code: 'rule', rule: 'unknownPanel' });
      const answer = await change(isSaid(panelId, word), (tx) => {
        const key = keptKey(panelId, word);
        const before = tx.read.kept('taughtWord', key);
        if (before === null && tx.read.allKept('taughtWord').length >= mostTaught) refuseByRule('tooManyWords');
        const thing: TaughtWord = { panelId, word, meaning, by: actor.name, atUtcMs: clock.utcMs() };
        tx.keep('taughtWord', key, thing);
        tx.append(taughtRow(actor, { panelId, word }, { meaning: asJson(meaning), ...(before === null ? {} : { before: asJson(before.meaning) }) }));
        return thing;
      });
      if (answer.ok) tellPanels();
      return answer;
    },
    async forget(actor, { panelId, word }) {
      const answer = await change(isNone, (tx) => {
        const key = keptKey(panelId, word);
        const before = tx.read.kept('taughtWord', key);
        if (before === null) refuse({ code: 'notFound' });
        tx.drop('taughtWord', key);
        tx.append(taughtRow(actor, { panelId, word }, { meaning: asJson(before.meaning), forgotten: true }));
        return null;
      });
      if (answer.ok) tellPanels();
      return answer;
    },
    dismissUnknown(word) {
      const isIt = (one: UnknownWord): boolean => one.panelId === word.panelId && one.word === word.word;
      return change(isIt, () => (unknown.list().some(isIt) ? null : refuse({ code: 'notFound' })));
    },
  };
}

const isNone = (): boolean => false;
const settle = (removed: { kept(): void } | null): void => removed?.kept();

/** Dialects ask exactly first and then without regard to case: so a word is done with in any case. */
const isSaid =
  (panelId: string, word: string) =>
  (one: UnknownWord): boolean =>
    one.teachable && (panelId === everywhere || one.panelId === panelId) && one.word.toLowerCase() === word.toLowerCase();

const taughtRow = (actor: Actor, { panelId, word }: WordRef, more: JsonObject) =>
  ({ kind: 'panel.taught', actor, subject: panelId, payload: { panelId, word, ...more } }) as const;

function asJson(meaning: MappedWord): string | JsonObject {
  if (typeof meaning === 'string') return meaning;
  const { condition, priority, category, latched, onDelaySeconds, offDelaySeconds } = meaning;
  return {
    ...{ condition, priority, category, latched },
    ...(onDelaySeconds === undefined ? {} : { onDelaySeconds }),
    ...(offDelaySeconds === undefined ? {} : { offDelaySeconds }),
  };
}
