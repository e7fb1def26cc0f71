import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PanelSignal } from '../../../src/main/core/ports/devices.ts';
import { doorForced, li, message, openPost, startUtcMs, type TestPost, valued } from './alarms-post.ts';

let post: TestPost;
beforeEach(() => {
  post = openPost();
});
afterEach(() => post.close());

type Condition = PanelSignal & { type: 'condition' };
const slow: Condition = { ...doorForced, onDelaySeconds: 10, offDelaySeconds: 5 };
const over: Condition = { ...slow, active: false };
const send = (signal: Condition, change: Partial<Condition> = {}) => post.intake.messages([message([{ ...signal, ...change }], { arrivedAtUtcMs: now() })]);
let passedMs = 0;
beforeEach(() => {
  passedMs = 0;
});
const now = () => startUtcMs + passedMs;
const pass = async (ms: number) => {
  passedMs += ms;
  post.pass(ms);
  await post.alarms.tick();
};
const board = () => post.alarms.board();
const events = () =>
  post
    .rows()
    .filter((row) => row.kind === 'panel.event')
    .map((row) => row.payload);

describe('a cause with an on-delay', () => {
  it('is on no list while it waits, then is raised once, with the time of its first report', async () => {
    await send(slow);
    await pass(9999);
    await send(slow);
    expect(board()).toEqual([]);
    expect(post.rows()).toEqual([]);
    await pass(1);
    await pass(60_000);
    expect(board()).toEqual([expect.objectContaining({ state: 'unacknowledged', active: true, count: 1, raisedAtUtcMs: startUtcMs + 10_000 })]);
    expect(post.kinds().filter((kind) => kind === 'alarm.raised')).toHaveLength(1);
    expect(post.rows()[0]).toMatchObject({ kind: 'alarm.raised', actor: 'device:yard', arrivedAtUtc: new Date(startUtcMs).toISOString() });
    expect(post.store.read.delayedAlarms()).toEqual([]);
  });

  it('that ends too soon is never an alarm, but told and counted', async () => {
    for (const lastsMs of [2000, 3500]) {
      await send(slow);
      await pass(lastsMs);
      await send(over);
      await pass(60_000);
    }
    expect(board()).toEqual([]);
    expect(post.kinds()).toEqual(['panel.event', 'panel.event']);
    expect(events()).toEqual([
      { panelId: 'yard', source: 'gate-3', event: 'tooShort', cause: 'doorForced', seconds: 2, count: 1 },
      { panelId: 'yard', source: 'gate-3', event: 'tooShort', cause: 'doorForced', seconds: 3.5, count: 2 },
    ]);
    expect(post.store.read.delayedAlarms()).toEqual([]);
  });

  it('is raised in the very batch in which its end comes late', async () => {
    await send(slow);
    post.pass(30_000);
    await send(over, { offDelaySeconds: 0 });
    expect(post.kinds()).toEqual(['alarm.raised', 'alarm.cleared']);
    expect(board()).toEqual([expect.objectContaining({ state: 'returnedUnacknowledged' })]);
  });

  it('keeps the worst that was said while it waits, and a word without delay ends the waiting', async () => {
    await send(slow, { priority: 4 });
    await send(slow, { priority: 2, latched: true });
    await send(slow, { priority: 4 });
    await pass(10_000);
    expect(board()).toEqual([expect.objectContaining({ priority: 2, latched: true })]);
    await send(slow, { source: 'gate-4' });
    await send(doorForced, { source: 'gate-4' });
    expect(board().map((alarm) => alarm.source)).toContain('gate-4');
    expect(post.store.read.delayedAlarms()).toEqual([]);
  });

  it('waits again on an alarm that is over, and outlives that alarm when somebody acknowledges it away', async () => {
    await send(doorForced);
    await send({ ...doorForced, active: false });
    await pass(1000);
    await send(slow);
    const [alarm] = board();
    if (alarm === undefined) throw new Error('not on the board');
    expect(alarm.state).toBe('returnedUnacknowledged');
    valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'seen' }));
    expect(board()).toEqual([]);
    await pass(10_000);
    expect(board()).toEqual([expect.objectContaining({ state: 'unacknowledged', active: true, count: 1 })]);
    expect(board()[0]?.alarmId).not.toBe(alarm.alarmId);
  });

  it('is nothing that a person can act on while it waits', async () => {
    await send(slow);
    const [waiting] = post.store.read.delayedAlarms();
    if (waiting === undefined) throw new Error('nothing waits');
    expect(await post.alarms.take(li, waiting)).toEqual({ ok: false, error: { code: 'notFound' } });
  });

  it.each(['life', 'holdUp'] as const)('is raised at once if it is of the category %s', async (category) => {
    await send(slow, { category });
    expect(board()).toEqual([expect.objectContaining({ state: 'unacknowledged', category })]);
    await send(over, { category });
    expect(board()).toEqual([expect.objectContaining({ state: 'returnedUnacknowledged' })]);
  });
});

describe('an alarm with an off-delay', () => {
  it('is cleared when its cause stays away, and a flicker only is told', async () => {
    await send(slow, { onDelaySeconds: 0 });
    await pass(1000);
    await send(over);
    await pass(4999);
    await send(slow, { onDelaySeconds: 0 });
    await pass(60_000);
    expect(board()).toEqual([expect.objectContaining({ state: 'unacknowledged', active: true, count: 1 })]);
    expect(events()).toEqual([expect.objectContaining({ event: 'flicker', seconds: 4.999, count: 1 })]);
    await send(over);
    await pass(5000);
    expect(board()).toEqual([expect.objectContaining({ state: 'returnedUnacknowledged', active: false })]);
    expect(post.kinds().filter((kind) => kind.startsWith('alarm.'))).toEqual(['alarm.raised', 'alarm.cleared']);
  });

  it('leaves the revision alone while it waits, so that nobody’s answer turns into a conflict', async () => {
    await send(slow, { onDelaySeconds: 0 });
    const [alarm] = board();
    if (alarm === undefined) throw new Error('not on the board');
    await send(over);
    expect(valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'seen' }))).toMatchObject({ state: 'acknowledged', active: true });
    await pass(5000);
    expect(board()).toEqual([]);
  });
});

describe('after a restart', () => {
  it('what waited is raised when it is due, at the latest with the first look', async () => {
    await send(slow);
    await send(slow, { source: 'gate-4', onDelaySeconds: 3600 });
    await post.alarms.stop();
    post.pass(20_000);
    const again = post.newAlarms();
    again.start();
    await again.tick();
    expect(again.board().map((alarm) => alarm.source)).toEqual(['gate-3']);
    post.pass(3_600_000);
    await again.tick();
    expect(again.board().map((alarm) => alarm.source)).toEqual(['gate-3', 'gate-4']);
    await again.stop();
  });

  it('with a clock that was set back, what waited is raised at once', async () => {
    await send(slow, { onDelaySeconds: 3600 });
    post.pass(-7_200_000);
    await post.alarms.tick();
    expect(board()).toHaveLength(1);
  });

  it('what was held back of a clear is cleared', async () => {
    await send(slow, { onDelaySeconds: 0 });
    await send(over);
    await post.alarms.stop();
    post.pass(60_000);
    const again = post.newAlarms();
    again.start();
    await again.tick();
    expect(again.board()).toEqual([expect.objectContaining({ state: 'returnedUnacknowledged' })]);
    await again.stop();
  });
});

it('a source that chatters is marked on the board and stays there', async () => {
  for (const active of [true, false, true, false, true]) await send(doorForced, { active });
  expect(board()).toEqual([expect.objectContaining({ chattering: true, count: 3, state: 'unacknowledged' })]);
});
