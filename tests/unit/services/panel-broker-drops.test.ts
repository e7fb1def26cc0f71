import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBrokerDrops } from '../../../src/main/services/panel-broker-drops.ts';
import { createRetryQueue, type RetryQueue } from '../../../src/main/services/panel-intake-queue.ts';
import { openPost, startUtcMs, type TestPost } from './alarms-post.ts';

let post: TestPost;
let queues: RetryQueue[] = [];
let aheadMs = 0;
beforeEach(() => {
  post = openPost();
  queues = [];
  aheadMs = 0;
});
afterEach(() => post.close());

/** As a post that has just started takes what the broker says. */
function startAgain(): (total: number) => Promise<void> {
  const queue = createRetryQueue();
  queues.push(queue);
  const drops = createBrokerDrops({ ledger: post.store, clock: { utcMs: () => startUtcMs + aheadMs, monoMs: () => aheadMs }, queue });
  return async (total) => {
    drops(total);
    aheadMs += 10_000;
    await post.store.commit(() => undefined);
  };
}
const gaps = () => post.rows().flatMap((row) => (row.kind === 'link.gap' ? [row.payload] : []));

it('what a broker lost before we knew it is none of ours, and what it lost since is a gap row with its number', async () => {
  const says = startAgain();
  await says(40);
  await says(40);
  expect(gaps()).toEqual([]);
  await says(47);
  await says(47);
  expect(gaps()).toEqual([
    {
      linkId: 'broker',
      from: new Date(startUtcMs + 10_000).toISOString(),
      to: new Date(startUtcMs + 20_000).toISOString(),
      seconds: 10,
      reason: 'brokerDropped',
      lost: 7,
    },
  ]);
});

it('what was lost while the post was away is told when it comes back', async () => {
  await startAgain()(3);
  aheadMs += 3_600_000;
  await startAgain()(1003);
  expect(gaps()).toMatchObject([{ lost: 1000, from: new Date(startUtcMs).toISOString(), seconds: 3610 }]);
});

it('a broker that was restarted counts anew', async () => {
  const says = startAgain();
  await says(500);
  await says(0);
  expect(gaps()).toEqual([]);
  await says(2);
  expect(gaps()).toMatchObject([{ lost: 2 }]);
  await startAgain()(1);
  expect(gaps()).toMatchObject([{ lost: 2 }, { lost: 1 }]);
});
