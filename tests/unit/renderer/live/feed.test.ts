import { describe, expect, it, vi } from 'vitest';
import { createLive, type LiveDeps, silentAfterMs } from '../../../../src/renderer/live/feed.ts';
import type { LiveEvent, LiveMessage } from '../../../../src/shared/contract/index.ts';
import type { Entry } from '../../../../src/shared/contract/schemas.ts';
import { entry, snapshot } from './samples.ts';

/** The far end of `live.watch`, driven by the test. */
function farEnd() {
  const waiting: ((result: IteratorResult<LiveMessage>) => void)[] = [];
  const queued: IteratorResult<LiveMessage>[] = [];
  const put = (result: IteratorResult<LiveMessage>) => {
    const next = waiting.shift();
    if (next === undefined) queued.push(result);
    else next(result);
  };
  const next = () =>
    new Promise<IteratorResult<LiveMessage>>((resolve) => {
      const ready = queued.shift();
      if (ready === undefined) waiting.push(resolve);
      else resolve(ready);
    });
  return {
    send: (...events: LiveEvent[]) => {
      for (const event of events) put({ done: false, value: { events: JSON.stringify([event]) } });
    },
    together: (...events: LiveEvent[]) => put({ done: false, value: { events: JSON.stringify(events) } }),
    end: () => put({ done: true, value: undefined }),
    stream: { [Symbol.asyncIterator]: () => ({ next }) } satisfies AsyncIterable<LiveMessage>,
  };
}

function setUp(page: LiveDeps['page'] = async () => []) {
  const far = farEnd();
  let frame: (() => void) | null = null;
  let sessions = 0;
  let silences = 0;
  const live = createLive({
    watch: async () => far.stream,
    page,
    nowUtcMs: () => 4000,
    nextPicture(run) {
      frame = run;
      return () => {
        frame = null;
      };
    },
    onSession: () => {
      sessions += 1;
    },
    onSilence: () => {
      silences += 1;
    },
  });
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const draw = async () => {
    await until(() => frame !== null);
    const run = frame;
    frame = null;
    run?.();
  };
  return { live, far, draw, until, sessions: () => sessions, silences: () => silences };
}

const seqs = (rows: readonly Entry[]) => rows.map((row) => row.row.seq);

describe('live feed', () => {
  it('draws the first event at once, and all that follow within the frame together', async () => {
    const { live, far, draw, until, sessions } = setUp();
    let drawn = 0;
    live.subscribe(() => {
      drawn += 1;
    });
    live.start();
    far.send(snapshot({ seq: 1, log: [entry(1)] }), { type: 'entry', entry: entry(2) }, { type: 'entry', entry: entry(3) }, { type: 'session' });
    await until(() => sessions() === 1);
    expect(drawn).toBe(1);
    expect(seqs(live.state().log)).toEqual([1]);
    await draw();
    expect(drawn).toBe(2);
    expect(seqs(live.state().log)).toEqual([3, 2, 1]);
    await draw();
    expect(drawn).toBe(2);
    live.stop();
  });

  it('draws what came in one message together, at once', async () => {
    const { live, far, until } = setUp();
    let drawn = 0;
    live.subscribe(() => {
      drawn += 1;
    });
    live.start();
    far.together(snapshot({ seq: 1, log: [entry(1)] }), { type: 'entry', entry: entry(2) });
    await until(() => live.state().status === 'live');
    expect(seqs(live.state().log)).toEqual([2, 1]);
    expect(drawn).toBe(1);
    live.stop();
  });

  it('shows the newest rows where a flood was not told row by row, and does not ask for the others', async () => {
    const asked: unknown[] = [];
    const { live, far, draw, until, sessions } = setUp(async (input) => {
      asked.push(input);
      return [];
    });
    live.start();
    far.send(snapshot({ seq: 2, log: [entry(2)] }), { type: 'skipped', seq: 5_000, log: [entry(5_000), entry(4_999)], gate: [] });
    far.send({ type: 'entry', entry: entry(5_001) }, { type: 'session' });
    await until(() => sessions() === 1);
    await draw();
    expect(asked).toEqual([]);
    expect(seqs(live.state().log)).toEqual([5_001, 5_000, 4_999]);
    expect(live.state().seq).toBe(5_001);
    live.stop();
  });

  it('asks the day log for rows that were missed, and shows them in their place', async () => {
    const asked: unknown[] = [];
    const { live, far, draw, until, sessions } = setUp(async (input) => {
      asked.push(input);
      return [entry(4), entry(3)];
    });
    live.start();
    far.send(snapshot({ seq: 2, log: [entry(2)] }), { type: 'entry', entry: entry(5) }, { type: 'session' });
    await until(() => sessions() === 1);
    await draw();
    expect(asked).toEqual([{ afterSeq: 2, beforeSeq: 5, limit: 500 }]);
    expect(seqs(live.state().log)).toEqual([5, 4, 3, 2]);
    live.stop();
  });

  it('goes on when the missed rows can not be had', async () => {
    const { live, far, draw, until, sessions } = setUp(async () => {
      throw new Error('locked');
    });
    live.start();
    far.send(snapshot({ seq: 2, log: [entry(2)] }), { type: 'entry', entry: entry(5) }, { type: 'session' });
    await until(() => sessions() === 1);
    await draw();
    expect(seqs(live.state().log)).toEqual([5, 2]);
    live.stop();
  });

  it('says that what is shown is old when the stream ends, and keeps it on show', async () => {
    const { live, far, draw, until } = setUp();
    live.start();
    far.send(snapshot({ seq: 1, log: [entry(1)] }));
    await draw();
    far.end();
    await until(() => live.state().status === 'stale');
    expect(live.state()).toMatchObject({ sinceUtcMs: 4000 });
    expect(seqs(live.state().log)).toEqual([1]);
    live.stop();
  });

  it('forgets everything when it is stopped, so nothing is left on a seat that signed out', async () => {
    const { live, far, draw } = setUp();
    live.start();
    far.send(snapshot({ seq: 1, log: [entry(1)] }));
    await draw();
    live.stop();
    expect(live.state()).toMatchObject({ status: 'connecting', log: [] });
  });
});

it('takes a post that says nothing any more for lost, though its connection stays open, and asks it again', async () => {
  vi.useFakeTimers();
  try {
    const { live, far, silences } = setUp();
    live.start();
    far.send(snapshot({ seq: 1 }));
    await vi.advanceTimersByTimeAsync(silentAfterMs - 1);
    expect([live.state().status, silences()]).toEqual(['live', 0]);
    await vi.advanceTimersByTimeAsync(1);
    expect([live.state().status, silences()]).toEqual(['stale', 1]);
    live.stop();
  } finally {
    vi.useRealTimers();
  }
});
