/**
 * Follows `live.watch`: snapshot, then events by sequence number; asks `log.page` for rows that are missing;
 * applies what came, at most once per animation frame. Starts again when the connection or the stream ends.
 */
import type { LiveEvent, LiveMessage } from '../../shared/contract/index.ts';
import { eventsOf } from '../../shared/contract/live-events.ts';
import type { Entry } from '../../shared/contract/schemas.ts';
import type { Client } from '../transport/index.ts';
import { reduceAll } from './reduce.ts';
import { emptyLive, type LiveState } from './state.ts';

/** Rows asked for at once when a gap is repaired. */
const repairPage = 500;
const restartDelayMs = 500;
/** The post tells how it is every ten seconds. Who hears nothing for this long sees a board that may be old, and must be told. */
export const silentAfterMs = 25_000;

export interface LiveDeps {
  readonly watch: (signal: AbortSignal) => Promise<AsyncIterable<LiveMessage>>;
  readonly page: Client['log']['page'];
  readonly nowUtcMs: () => number;
  /** Called as one picture begins to be made: runs once when the next one may be; the answer cancels. */
  readonly nextPicture: (run: () => void) => () => void;
  readonly onSession: () => void;
  /** Nothing has come for `silentAfterMs`, though the connection never said that it ended. */
  readonly onSilence: () => void;
}

export interface Live {
  state(): LiveState;
  subscribe(listener: () => void): () => void;
  start(): void;
  stop(): void;
}

export function createLive(deps: LiveDeps): Live {
  let state = emptyLive;
  let queue: LiveEvent[] = [];
  let cancelFrame: (() => void) | null = null;
  let abort: AbortController | null = null;
  const listeners = new Set<() => void>();

  const set = (next: LiveState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  /** Shows what is queued, and nothing more until the next frame. */
  const applyQueue = () => {
    cancelFrame = deps.nextPicture(frameBegins);
    const events = queue;
    queue = [];
    set(reduceAll(state, events, deps.nowUtcMs()));
  };
  const frameBegins = () => {
    cancelFrame = null;
    if (queue.length > 0) applyQueue();
  };
  // The first message after a quiet frame is drawn at once: then the coming picture has it. Whatever follows waits for the next frame.
  const show = () => {
    if (cancelFrame === null && queue.length > 0) applyQueue();
  };

  /** The messages of the post; fails when they stop coming. */
  async function* heard(signal: AbortSignal): AsyncIterable<LiveMessage> {
    const silent = (): never => {
      if (!signal.aborted) deps.onSilence();
      throw new Error('the post has gone silent');
    };
    const messages = (await inTime(deps.watch(signal))) ?? silent();
    const iterator = messages[Symbol.asyncIterator]();
    let next: IteratorResult<LiveMessage> | null = null;
    try {
      for (;;) {
        next = await inTime(iterator.next());
        if (next === null) return silent();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      // Of one that does not answer nothing more can be asked.
      if (next !== null && next.done !== true) await iterator.return?.();
    }
  }

  /** Reads one stream to its end; the newest sequence number seen tells of gaps. */
  async function follow(signal: AbortSignal): Promise<void> {
    let seen = -1;
    for await (const message of heard(signal)) {
      for (const event of eventsOf(message)) {
        if (signal.aborted) return;
        if (event.type === 'session') deps.onSession();
        if (event.type === 'snapshot' || event.type === 'skipped') seen = event.seq;
        if (event.type === 'entry') {
          const { seq } = event.entry.row;
          if (seen >= 0 && seq > seen + 1) {
            show();
            for (const entry of await missing(seen, seq)) queue.push({ type: 'entry', entry });
          }
          seen = Math.max(seen, seq);
        }
        queue.push(event);
      }
      show();
    }
  }

  /** Rows between two sequence numbers, oldest first. A locked seat may not ask: then the next snapshot heals it. */
  async function missing(after: number, before: number): Promise<readonly Entry[]> {
    const rows = await deps.page({ afterSeq: after, beforeSeq: before, limit: repairPage }).catch(() => []);
    return rows.toReversed();
  }

  const goStale = () => {
    if (state.status === 'live') set({ ...state, status: 'stale', sinceUtcMs: deps.nowUtcMs() });
  };

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // Why it ended does not matter here: the connection bar says it, and we ask again.
      await follow(signal).catch(goStale);
      if (signal.aborted) return;
      goStale();
      await pause(restartDelayMs, signal);
    }
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      if (abort !== null) return;
      abort = new AbortController();
      void run(abort.signal);
    },
    stop() {
      abort?.abort();
      abort = null;
      cancelFrame?.();
      cancelFrame = null;
      queue = [];
      set(emptyLive);
    },
  };
}

/** What it becomes, or null when that takes too long. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), silentAfterMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
