/** What one seat still has to be told: bounded. A seat that falls behind gets a new snapshot instead of everything it missed. */
import type { LiveEvent, LiveMessage } from '../../shared/contract/index.ts';
import type { Snapshot } from './snapshot.ts';
import { type Told, told } from './told.ts';

export interface SeatStream {
  push(told: Told): void;
  /** Forgets what is queued; the next thing told is a new snapshot. */
  renew(): void;
  /** Ends the stream after what is queued. */
  end(): void;
  /** Messages in order, a snapshot first. For one reader. */
  messages(): AsyncGenerator<LiveMessage, void, undefined>;
}

export interface SeatStreamOptions {
  readonly snapshot: () => { readonly first: Snapshot; readonly rest: Iterator<LiveEvent, void> };
  readonly masked: () => boolean;
  readonly maxQueued: number;
  /** Called when the stream ends, by either side; perhaps more than once. */
  readonly onEnd: () => void;
}

/** What a coming snapshot will hold anyway need not wait in the queue; these must not get lost. */
const notInSnapshots: ReadonlySet<LiveEvent['type']> = new Set(['session', 'unwritten', 'documentOffered', 'documentGone', 'documentUnread']);

/** A stream that begins with a snapshot. */
export function createSeatStream({ snapshot, masked, maxQueued, onEnd }: SeatStreamOptions): SeatStream {
  let queue: Told[] = [];
  let queued = 0;
  let mustRenew = true;
  let ended = false;
  let shownSeq = 0;
  /** What of the snapshot is still to be told, piece by piece. */
  let rest: Iterator<LiveEvent, void> | null = null;
  let pieceIsDue = false;
  let wake: (() => void) | null = null;

  function stir(): void {
    wake?.();
    wake = null;
  }

  const pause = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });

  function clear(): void {
    queue = [];
    queued = 0;
    mustRenew = true;
    rest = null;
  }

  /** Rows that a snapshot already had are left out. */
  const isNews = (event: LiveEvent): boolean => event.type !== 'entry' || event.entry.row.seq > shownSeq;

  function nextQueued(): Told | null {
    for (;;) {
      const first = queue.shift();
      if (first === undefined) return null;
      queued -= first.events.length;
      if (first.events.every(isNews)) return first;
      const news = first.events.filter(isNews);
      if (news.length > 0) return told(news);
    }
  }

  /** The next piece of the snapshot; between two of them comes one thing that happened, so that neither waits for the other. */
  function nextPiece(): Told | null {
    const piece = rest?.next();
    if (piece === undefined || piece.done === true) rest = null;
    return piece === undefined || piece.done === true ? null : told([piece.value]);
  }

  /** The next message; null when there is none yet. */
  function next(): Told | null {
    if (mustRenew && !ended) {
      mustRenew = false;
      const now = snapshot();
      shownSeq = now.first.seq;
      rest = now.rest;
      pieceIsDue = false;
      return told([now.first]);
    }
    pieceIsDue = !pieceIsDue;
    return pieceIsDue ? (nextPiece() ?? nextQueued()) : (nextQueued() ?? nextPiece());
  }

  return {
    push(news) {
      if (ended) return;
      if (queued + news.events.length > maxQueued) clear();
      const kept = mustRenew ? news.events.filter((event) => notInSnapshots.has(event.type)) : news.events;
      if (kept.length > 0) {
        queue.push(kept.length === news.events.length ? news : told(kept));
        queued += kept.length;
      }
      stir();
    },
    renew() {
      clear();
      stir();
    },
    end() {
      ended = true;
      rest = null;
      onEnd();
      stir();
    },
    async *messages() {
      try {
        for (;;) {
          const now = next();
          if (now !== null) yield now.message(masked());
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
