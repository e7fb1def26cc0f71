/**
 * Finds rows beyond the last published one, in order, in bounded pieces. Behind a flood the pieces are large and what happened
 * most often is told once; it skips to a snapshot when even that is outrun.
 */
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
  /** `behind`: there are too many to tell each of them. */
  readonly publish: (rows: readonly JournalRow[], behind: boolean) => void;
  /** Too many rows even to read them. */
  readonly skip: () => void;
  readonly logBug: (where: string, error: unknown) => void;
}

/** 200 rows each 25 ms are 8,000 a second; a backlog of more than 2,000 is not worth telling row by row. */
const pieceRows = 200;
const pauseMs = 25;
const tellable = 2_000;
const pieceRowsBehind = 2_000;
const readable = 100_000;
const pauseAfterSkipMs = 1_000;
/** Telling takes a quarter of the time at most: what is told has to come in as well. */
const pausePerWork = 3;

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
    if (lastSeq - published > readable) {
      published = lastSeq;
      notBeforeMonoMs = clock.monoMs() + pauseAfterSkipMs;
      skip();
      return;
    }
    const behind = lastSeq - published > tellable;
    const beganMonoMs = clock.monoMs();
    const rows = lastSeq > published ? read.rowsAfter(published, behind ? pieceRowsBehind : pieceRows) : [];
    const newest = rows.at(-1);
    if (newest === undefined) return;
    published = newest.seq;
    notBeforeMonoMs = beganMonoMs + pauseMs;
    publish(rows, behind);
    const nowMonoMs = clock.monoMs();
    notBeforeMonoMs = nowMonoMs + Math.max(pauseMs, pausePerWork * (nowMonoMs - beganMonoMs));
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
