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

/** A backlog of more than that is not worth telling row by row. */
const tellable = 2_000;
const pieceRows = 500;
const pieceRowsBehind = 2_000;
const readable = 100_000;
const pauseAfterSkipMs = 1_000;
/** Long enough for some rows to come together, short beside the frame of a screen. */
const leastPauseMs = 4;
/** Telling takes a quarter of the time: what is told has to come in as well. But a machine that is busy with other things must not make it late. */
const pausePerWork = 3;
const mostPauseMs = 25;
const mostPauseBehindMs = 250;

/** A pump that begins at the end of the journal. */
export function createFeedPump({ read, clock, idle, publish, skip, logBug }: FeedPumpDeps): FeedPump {
  let published = read.lastSeq();
  let notBeforeMonoMs = 0;
  let timer: NodeJS.Timeout | null = null;
  let immediate: NodeJS.Immediate | null = null;
  /** Waits for the end of the turn in which seats are told: only then is it known what that cost. */
  let telling: NodeJS.Immediate | null = null;
  let askedMeanwhile = false;

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
    askedMeanwhile = newest.seq < lastSeq;
    telling = setImmediate(told, beganMonoMs, behind ? mostPauseBehindMs : mostPauseMs);
    publish(rows, behind);
  }

  function told(beganMonoMs: number, mostMs: number): void {
    telling = null;
    const nowMonoMs = clock.monoMs();
    notBeforeMonoMs = nowMonoMs + Math.min(mostMs, Math.max(leastPauseMs, pausePerWork * (nowMonoMs - beganMonoMs)));
    if (askedMeanwhile) soon();
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
    askedMeanwhile = true;
    if (timer !== null || immediate !== null || telling !== null) return;
    const waitMs = notBeforeMonoMs - clock.monoMs();
    if (waitMs > 0) timer = setTimeout(look, waitMs);
    else immediate = setImmediate(look);
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    if (immediate !== null) clearImmediate(immediate);
    if (telling !== null) clearImmediate(telling);
    timer = null;
    immediate = null;
    telling = null;
  }

  return { look, soon, stop };
}
