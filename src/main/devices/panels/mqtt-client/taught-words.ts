/** What the site has taught of a panel's words and codes, as the dialects ask for it. Pure. */
import type { MappedWord } from '../../../../shared/model/mapped-word.ts';
import type { TaughtWord } from '../../../../shared/model/panels.ts';
import type { WordBook } from '../dialect.ts';

/** Stands for all panels. */
const everyPanel = '*';

/** The books of all panels behind one link; `teach` replaces what they hold, also for who has a book already. */
export class TaughtWords {
  #exact: ReadonlyMap<string, MappedWord> = new Map();
  #folded: ReadonlyMap<string, MappedWord> = new Map();

  teach(words: readonly TaughtWord[]): void {
    // Of equal ones the newest holds.
    const byAge = [...words].sort((a, b) => a.atUtcMs - b.atUtcMs);
    this.#exact = new Map(byAge.map(({ panelId, word, meaning }) => [keyOf(panelId, word), meaning]));
    this.#folded = new Map(byAge.map(({ panelId, word, meaning }) => [keyOf(panelId, word.toLowerCase()), meaning]));
  }

  /** The panel's own words before those of all panels, as received before without regard to case. */
  bookOf(panelId: string): WordBook {
    return {
      meaning: (word) => {
        if (this.#exact.size === 0) return null;
        const folded = word.toLowerCase();
        return (
          this.#exact.get(keyOf(panelId, word)) ??
          this.#exact.get(keyOf(everyPanel, word)) ??
          this.#folded.get(keyOf(panelId, folded)) ??
          this.#folded.get(keyOf(everyPanel, folded)) ??
          null
        );
      },
    };
  }
}

const keyOf = (panelId: string, word: string): string => `${panelId}\n${word}`;
