import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ground, gapReasons, openGround, quickBroker, until } from './ground.ts';

// 100 rounds as reliability.md F1 has it: GUARDPOST_ALARM_KILL_ROUNDS=100
const rounds = Number(process.env.GUARDPOST_ALARM_KILL_ROUNDS ?? 3);
let ground: Ground;
beforeEach(async () => {
  // Few sources: what comes again holds openings and closings of the same one, which would be new rows.
  ground = await openGround({ brokerSettings: quickBroker, sources: 20 });
});
afterEach(() => ground.close());

describe('a post that is killed between a message and its row', () => {
  it(
    `has every alarm once on the board in the end, in ${rounds} rounds`,
    async () => {
      const teller = await ground.teller();
      // The session at the broker begins with the first life.
      let post = await ground.startPost();
      await ground.joined();
      for (let round = 0; round < rounds; round += 1) {
        // What waited is kept first: more than a hundred thousand would not fit into the broker's queue.
        await ground.kept(teller.told);
        const before = ground.evidence().edges();
        const enough = teller.tellOn();
        await until(() => ground.evidence().edges() > before);
        await new Promise((resolve) => setTimeout(resolve, (round * 173) % 400));
        await post.stop('SIGKILL');
        await enough();
        await teller.tell(50);
        post = await ground.startPost();
      }
      await ground.reckon(post);
      expect(teller.told).toBeGreaterThan(rounds * 100);
      expect(gapReasons(ground.evidence())).toEqual([]);
      expect(ground.evidence().count('post.started')).toBe(rounds + 1);
    },
    60_000 + rounds * 15_000,
  );

  it('between the row and its acknowledgement knows what comes again', async () => {
    const teller = await ground.teller();
    const first = await ground.startPost();
    await ground.joined();
    ground.line.holdAnswers();
    // All of it is in flight at once with the shipped configuration, kept, and not acknowledged.
    await teller.tell(400);
    await ground.kept(400);
    await first.stop('SIGKILL');
    const second = await ground.startPost();
    await ground.reckon(second);
    expect(gapReasons(ground.evidence())).toEqual([]);
  });
});
