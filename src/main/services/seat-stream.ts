/** What one seat still has to be told: bounded. A seat that falls behind gets a new snapshot instead of everything it missed. */
import type { LiveEvent } from '../../shared/contract/index.ts';

export type Snapshot = Extract<LiveEvent, { type: 'snapshot' }>;

export interface SeatStream {
  push(event: LiveEvent): void;
  /** Forgets what is queued; the next thing told is a new snapshot. */
  renew(): void;
  /** Ends the stream after what is queued. */
  end(): void;
  /** Events in order, a snapshot first. For one reader. */
  events(): AsyncGenerator<LiveEvent, void, undefined>;
}

export interface SeatStreamOptions {
  readonly snapshot: () => Snapshot;
  readonly maxQueued: number;
  /** Called when the stream ends, by either side; perhaps more than once. */
  readonly onEnd: () => void;
}

/** What a coming snapshot will hold anyway need not wait in the queue; these must not get lost. */
const notInSnapshots: ReadonlySet<LiveEvent['type']> = new Set(['session', 'unwritten', 'documentOffered', 'documentGone', 'documentUnread']);

/** A stream that begins with a snapshot. */
export function createSeatStream({ snapshot, maxQueued, onEnd }: SeatStreamOptions): SeatStream {
  let queue: LiveEvent[] = [];
  let mustRenew = true;
  let ended = false;
  let shownSeq = 0;
  let wake: (() => void) | null = null;

  function stir(): void {
    wake?.();
    wake = null;
  }

  const pause = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });

  /** The next event; null when there is none yet. Rows that a snapshot already had are left out. */
  function next(): LiveEvent | null {
    if (mustRenew && !ended) {
      mustRenew = false;
      const first = snapshot();
      shownSeq = first.seq;
      return first;
    }
    for (;;) {
      const event = queue.shift();
      if (event === undefined) return null;
      if (event.type === 'entry' && event.entry.row.seq <= shownSeq) continue;
      return event;
    }
  }

  return {
    push(event) {
      if (ended) return;
      if (queue.length >= maxQueued) {
        queue = [];
        mustRenew = true;
      }
      if (!mustRenew || notInSnapshots.has(event.type)) queue.push(event);
      stir();
    },
    renew() {
      queue = [];
      mustRenew = true;
      stir();
    },
    end() {
      ended = true;
      onEnd();
      stir();
    },
    async *events() {
      try {
        for (;;) {
          const event = next();
          if (event !== null) yield event;
          else if (ended) return;
          else await pause();
        }
      } finally {
        ended = true;
        onEnd();
      }
    },
  };
}
