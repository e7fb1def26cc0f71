/**
 * The first shape of panels: one state word per partition (alarms.md 1). `triggered` is the alarm, leaving it ends it;
 * arming and disarming are events. Must not know topics.
 */
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import { armedStates, type PartitionState } from '../../../../shared/model/panels.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import { type ConditionMeaning, meaningOf } from '../condition-words.ts';
import { type Reading, understood, unknownWord, type WordBook } from '../dialect.ts';
import type { Said, SignalMaker } from '../signal-maker.ts';
import { Edges } from './edges.ts';

export interface PartitionSaid {
  /** As the panel's commands name it. */
  readonly pointId: string;
  readonly name: string;
  /** As the panel's events name it; null = the whole panel. */
  readonly partition: string | null;
  readonly word: string;
  readonly retained: boolean;
  readonly text?: string | null;
}

export type PartitionWords = ReadonlyMap<string, PartitionState>;

const intrusion = meaningOf('intrusion');

export class Partitions {
  readonly #maker: SignalMaker;
  readonly #words: WordBook;
  readonly #table: PartitionWords;
  readonly #edges = new Edges();
  /** null = heard of, not known. */
  readonly #armed = new Map<string, boolean | null>();
  /** What a word that the site taught has raised: the next word ends it. */
  readonly #taught = new Map<string, ConditionMeaning>();

  constructor(maker: SignalMaker, words: WordBook, table: PartitionWords) {
    this.#maker = maker;
    this.#words = words;
    this.#table = table;
  }

  /** What this word means; the site's own meanings go before the dialect's. */
  said(partition: PartitionSaid): Reading {
    const { word } = partition;
    const taught = this.#words.meaning(word);
    if (taught !== null) return understood(this.#asTaught(partition, taught));
    const state = this.#table.get(word.toLowerCase());
    if (state === undefined) return unknownWord(word);
    const { pointId, name, retained } = partition;
    return understood([
      this.#maker.point({ kind: 'partition', pointId, name, partition: partition.partition, state, retained }),
      ...this.#endTaught(partition, null),
      this.#maker.condition(intrusion, state === 'triggered', saidOf(partition)),
      ...this.#event(partition, state),
    ]);
  }

  /** The partitions that it has heard of. */
  known(): readonly string[] {
    return [...this.#armed.keys()];
  }

  #asTaught(partition: PartitionSaid, taught: MappedWord): readonly PanelSignal[] {
    if (taught === 'ignore' || taught === 'alive') return [];
    const said = saidOf(partition);
    if (taught === 'clear') return [...this.#endTaught(partition, null), this.#maker.condition(intrusion, false, said)];
    const ended = this.#endTaught(partition, taught.condition);
    this.#taught.set(partition.pointId, taught);
    return [...ended, this.#maker.condition(taught, true, said)];
  }

  #endTaught(partition: PartitionSaid, except: string | null): readonly PanelSignal[] {
    const before = this.#taught.get(partition.pointId);
    if (before === undefined || before.condition === except) return [];
    this.#taught.delete(partition.pointId);
    return [this.#maker.condition(before, false, saidOf(partition))];
  }

  #event(partition: PartitionSaid, state: PartitionState): readonly PanelSignal[] {
    const { pointId, retained } = partition;
    const wasArmed = this.#armed.get(pointId) ?? null;
    const isArmed = armedAfter(wasArmed, state);
    this.#armed.set(pointId, isArmed);
    if (!this.#edges.isNews(pointId, state, retained) || state === 'triggered') return [];
    const said = { ...saidOf(partition), event: state };
    if (isArmed === wasArmed || isArmed === null || isLeaving(state)) return [this.#maker.event(said)];
    return [this.#maker.event({ ...said, kind: isArmed ? 'closed' : 'opened' })];
  }
}

const isLeaving = (state: PartitionState): boolean => state === 'arming' || state === 'exitDelay';

/** `triggered` and the entry delay say nothing of whether it is armed: what was known stays. */
function armedAfter(wasArmed: boolean | null, state: PartitionState): boolean | null {
  if (armedStates.has(state)) return true;
  return state === 'disarmed' || isLeaving(state) ? false : wasArmed;
}

const saidOf = ({ name, partition, word, retained, text = null }: PartitionSaid): Said => ({ source: name, partition, code: word, retained, text });
