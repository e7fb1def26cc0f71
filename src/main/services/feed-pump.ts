/** Finds rows beyond the last published one, in order, in bounded pieces; skips to a snapshot when a flood outruns the seats. */
import type { JournalRow } from '../../shared/model/journal.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Reads } from '../core/ports/ledger.ts';

export interface FeedPump {
  /** Looks now. */
  look(): void;
  /** Looks as soon as this turn is over, or when the pause since the last look is. */
  soon(): void;
  stop(): void;
}

export interface FeedPumpDeps {
  readonly read: Pick<Reads, 'lastSeq' | 'rowsAfter'>;
  readonly clock: Clock;
  /** Nobody watches: rows need not be read. */
  readonly idle: () => boolean;
  readonly publish: (rows: readonly JournalRow[]) => void;
  /** Too many rows to tell one by one. */
  readonly skip: () => void;
  readonly logBug: (where: string, error: unknown) => void;
}

/** 200 rows each 25 ms are 8,000 a second; a backlog of more than 2,000 is not worth telling row by row. */
const pieceRows = 200;
const pauseMs = 25;
const maxBacklog = 2_000;
const pauseAfterSkipMs = 1_000;

/** A pump that begins at the end of the journal. */
export function createFeedPump({ read, clock, idle, publish, skip, logBug }: FeedPumpDeps): FeedPump {
  let published = read.lastSeq();
  let notBeforeMonoMs = 0;
  let timer: NodeJS.Timeout | null = null;
  let immediate: NodeJS.Immediate | null = null;

  function step(): void {
    const lastSeq = read.lastSeq();
    if (idle()) {
      published = lastSeq;
      return;
    }
    if (lastSeq - published > maxBacklog) {
      published = lastSeq;
      notBeforeMonoMs = clock.monoMs() + pauseAfterSkipMs;
      skip();
      return;
    }
    const rows = lastSeq > published ? read.rowsAfter(published, pieceRows) : [];
    const newest = rows.at(-1);
    if (newest === undefined) return;
    published = newest.seq;
    notBeforeMonoMs = clock.monoMs() + pauseMs;
    publish(rows);
    if (newest.seq < lastSeq) soon();
  }

  function look(): void {
    stop();
    try {
      step();
    } catch (error) {
      // A disk that can't be read must not end the post: the next look tries again.
      logBug('feed', error);
    }
  }

  function soon(): void {
    if (timer !== null || immediate !== null) return;
    const waitMs = notBeforeMonoMs - clock.monoMs();
    if (waitMs > 0) timer = setTimeout(look, waitMs);
    else immediate = setImmediate(look);
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    if (immediate !== null) clearImmediate(immediate);
    timer = null;
    immediate = null;
  }

  return { look, soon, stop };
}
