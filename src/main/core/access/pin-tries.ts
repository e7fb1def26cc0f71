/** How often a wrong PIN was typed for a card, and when further tries are refused. No timer, bounded memory. */

export interface PinTries {
  /** Tries with this card are not even looked at just now. */
  refuses(card: string, nowMonoMs: number): boolean;
  /** One more wrong PIN; true when it is one too many, which is worth an alarm. */
  wrong(card: string, nowMonoMs: number): boolean;
  right(card: string): void;
}

const tooMany = 3;
const withinMs = 10 * 60_000;
const refusedMs = 60_000;
const maxCards = 1_000;

interface Tried {
  readonly wrongAtMonoMs: readonly number[];
  readonly refusedUntilMonoMs: number;
}

/** Nobody has tried yet. */
export function createPinTries(): PinTries {
  const tried = new Map<string, Tried>();
  return {
    refuses: (card, nowMonoMs) => (tried.get(card)?.refusedUntilMonoMs ?? 0) > nowMonoMs,
    wrong(card, nowMonoMs) {
      const recent = (tried.get(card)?.wrongAtMonoMs ?? []).filter((at) => nowMonoMs - at < withinMs);
      // More than are needed would only take memory.
      const wrongAtMonoMs = [...recent, nowMonoMs].slice(-tooMany);
      const isTooMany = wrongAtMonoMs.length >= tooMany;
      tried.delete(card);
      tried.set(card, { wrongAtMonoMs, refusedUntilMonoMs: isTooMany ? nowMonoMs + refusedMs : 0 });
      const oldest = tried.keys().next();
      if (tried.size > maxCards && oldest.done !== true) tried.delete(oldest.value);
      return isTooMany;
    },
    right: (card) => void tried.delete(card),
  };
}
