/** What the console told a simulated reader, the newest kept. */
import type { GateReason } from '../../../shared/model/cards.ts';

/** `reason` is null where only a lamp tells: it says granted or denied, not why. */
export interface Indication {
  readonly granted: boolean;
  readonly reason: GateReason | null;
  readonly atUtcMs: number;
}

const kept = 100;

export class IndicationLog {
  /** Oldest first, at most 100. */
  readonly newest: Indication[] = [];
  readonly #listeners = new Set<(indication: Indication) => void>();

  add(indication: Indication): void {
    this.newest.push(indication);
    if (this.newest.length > kept) this.newest.shift();
    for (const listener of this.#listeners) listener(indication);
  }

  /** Tells each as it comes; answers its disposer. */
  listen(listener: (indication: Indication) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
