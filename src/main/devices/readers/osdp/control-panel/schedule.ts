/**
 * Whose turn it is on a half-duplex line. Pure: turns and times come in.
 * What a reader should show or answer goes before polls; a reader that fails waits until all others had their turn; nobody can hold the line for ever.
 */

export interface Turn {
  readonly dueAtMs: number;
  /** Goes before polls. */
  readonly urgent: boolean;
  /** Its last try was not answered: the next one will probably cost a whole reply time. */
  readonly failing: boolean;
}

/** So many urgent exchanges of one reader go before the polls that are due: lamp, buzzer, relay and text, and some to spare. */
const urgentInARow = 6;

export class Schedule<K> {
  readonly #urgentRun = new Map<K, number>();
  readonly #servedAtMs = new Map<K, number>();
  #failedAtMs = Number.NEGATIVE_INFINITY;

  /** The one to serve now, or null if nothing is due. */
  pick(turns: ReadonlyMap<K, Turn>, nowMs: number): K | null {
    const due = [...turns].filter(([, turn]) => turn.dueAtMs <= nowMs);
    return (
      earliest(due.filter(([key, turn]) => turn.urgent && !turn.failing && (this.#urgentRun.get(key) ?? 0) < urgentInARow)) ??
      earliest(due.filter(([key, turn]) => !turn.failing && this.#served(key) < this.#failedAtMs)) ??
      earliest(due.map(([key, turn]) => [key, turn.urgent ? { ...turn, dueAtMs: Math.max(turn.dueAtMs, this.#served(key)) } : turn]))
    );
  }

  /** When something is due next; null = nothing waits. */
  nextDueAtMs(turns: ReadonlyMap<K, Turn>): number | null {
    let next: number | null = null;
    for (const turn of turns.values()) if (next === null || turn.dueAtMs < next) next = turn.dueAtMs;
    return next;
  }

  /** This one has the line now. */
  served(key: K, turn: Turn, nowMs: number): void {
    const run = this.#urgentRun.get(key) ?? 0;
    this.#urgentRun.set(key, turn.urgent && run < urgentInARow ? run + 1 : 0);
    this.#servedAtMs.set(key, nowMs);
  }

  /** The try that was sent then came to nothing. */
  failed(sentAtMs: number): void {
    this.#failedAtMs = sentAtMs;
  }

  #served(key: K): number {
    return this.#servedAtMs.get(key) ?? Number.NEGATIVE_INFINITY;
  }
}

function earliest<K>(turns: readonly (readonly [K, Turn])[]): K | null {
  let best: readonly [K, Turn] | null = null;
  for (const each of turns) if (best === null || each[1].dueAtMs < best[1].dueAtMs) best = each;
  return best?.[0] ?? null;
}
