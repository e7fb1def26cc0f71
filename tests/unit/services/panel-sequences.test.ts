import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PanelSequence } from '../../../src/main/core/ports/devices.ts';
import { doorForced, message, openPost, startUtcMs, type TestPost } from './alarms-post.ts';

let post: TestPost;
beforeEach(() => {
  post = openPost();
});
afterEach(() => post.close());

let source = 0;
/** A message with a condition of its own, so that it shows whether it was taken. */
function numbered(number: number, change: Partial<PanelSequence> = {}, arrivedAtUtcMs = startUtcMs) {
  source += 1;
  const signal = { ...doorForced, category: 'technical', source: `s${source}` } as const;
  return message([signal], { panelId: 'yard', sequence: { panelId: 'yard', boot: 'b1', number, ...change }, arrivedAtUtcMs });
}
const raised = () => post.kinds().filter((kind) => kind === 'alarm.raised').length;
const gaps = () =>
  post
    .rows()
    .filter((row) => row.kind === 'link.gap')
    .map((row) => row.payload);

describe('a panel that counts its messages', () => {
  it('says nothing twice: what it repeats is counted and nothing else', async () => {
    await post.intake.messages([numbered(7), numbered(8), numbered(8)]);
    await post.intake.messages([numbered(7), numbered(9)]);
    expect([raised(), gaps()]).toEqual([3, []]);
    expect([...post.intake.repeats()]).toEqual([['yard', 2]]);
  });

  it('misses nothing silently: a gap row says how many, and between when', async () => {
    await post.intake.messages([numbered(1), numbered(5, {}, startUtcMs + 30_000)]);
    expect(raised()).toBe(2);
    expect(gaps()).toEqual([
      {
        ...{ linkId: 'yard', panelId: 'yard', lost: 3, reason: 'sequence', seconds: 30 },
        ...{ from: '2026-11-21T02:00:00.000Z', to: '2026-11-21T02:00:30.000Z' },
      },
    ]);
  });

  it('is followed over a restart of the post', async () => {
    await post.intake.messages([numbered(3)]);
    const again = post.newIntake();
    await again.messages([numbered(3), numbered(5)]);
    await again.stop();
    expect([raised(), gaps().map((gap) => gap.lost)]).toEqual([2, [1]]);
  });

  it('may begin anew under another boot id', async () => {
    await post.intake.messages([numbered(900), numbered(1, { boot: 'b2' }), numbered(2, { boot: 'b2' })]);
    expect([raised(), gaps()]).toEqual([3, []]);
  });

  it('that never says when it began anew is rather heard twice than not at all', async () => {
    const boot = null;
    await post.intake.messages([numbered(50, { boot }), numbered(50, { boot }), numbered(1, { boot }), numbered(2, { boot })]);
    expect([raised(), gaps()]).toEqual([3, []]);
  });

  it('is counted apart from the others', async () => {
    await post.intake.messages([numbered(4), numbered(1, { panelId: 'house' }), numbered(5), numbered(2, { panelId: 'house' })]);
    expect([raised(), gaps()]).toEqual([4, []]);
  });

  it('is no repeat when what came first was never kept', async () => {
    await post.intake.messages([numbered(1)]);
    await post.store.close();
    await expect(post.intake.messages([numbered(2)])).rejects.toMatchObject({ code: 'closed' });
    await expect(post.intake.messages([numbered(2)])).rejects.toMatchObject({ code: 'closed' });
    expect([...post.intake.repeats()]).toEqual([]);
  });
});
