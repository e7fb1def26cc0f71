/**
 * The sources of a mapping panel as points: told when a source speaks first or its state changes, so that a flood of
 * messages makes no flood of points.
 */
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import type { SignalMaker } from '../signal-maker.ts';

const mostSources = 20_000;
const openWords: ReadonlySet<string> = new Set(['open', 'opened']);
const closedWords: ReadonlySet<string> = new Set(['closed', 'close']);

export class SeenPoints {
  readonly #maker: SignalMaker;
  readonly #states = new Map<string, string | null>();

  constructor(maker: SignalMaker) {
    this.#maker = maker;
  }

  /** What is new about the source with this word; a word that is ignored or only says that the panel lives is no point. */
  after(source: string, word: string, meaning: MappedWord, retained: boolean): readonly PanelSignal[] {
    if (meaning === 'ignore' || meaning === 'alive') return [];
    const state = stateOf(word) ?? this.#states.get(source) ?? null;
    const before = this.#states.get(source);
    if (before === state || (before === undefined && this.#states.size >= mostSources)) return [];
    this.#states.set(source, state);
    return [this.#maker.point({ kind: 'zone', pointId: source, name: source, retained, ...(state === null ? {} : { state }) })];
  }
}

function stateOf(word: string): 'open' | 'closed' | null {
  const folded = word.toLowerCase();
  if (openWords.has(folded)) return 'open';
  return closedWords.has(folded) ? 'closed' : null;
}
