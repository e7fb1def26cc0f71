import { afterEach, describe, expect, it } from 'vitest';
import { type Ground, type GroundOptions, gapReasons, openGround, until } from './ground.ts';

const kills = Number(process.env.GUARDPOST_BROKER_KILLS ?? 2);
let ground: Ground;
const open = async (options: GroundOptions = {}): Promise<void> => {
  ground = await openGround(options);
};
afterEach(() => ground.close());

/** Causes of the broker's `device.offline` rows. */
const causes = (): readonly unknown[] =>
  ground
    .evidence()
    .payloads('device.offline')
    .filter((payload) => payload.deviceId === 'broker')
    .map((payload) => payload.cause);

describe('with the shipped configuration', () => {
  it(
    `a broker that is killed and started again, ${kills} times, loses nothing, and each time is a gap row`,
    async () => {
      await open();
      const post = await ground.startPost();
      const teller = await ground.teller();
      await ground.joined();
      for (let kill = 0; kill < kills; kill += 1) {
        await teller.tell(150);
        // Mosquitto saves right after it has acknowledged: its next answer says that it has. The post is still at work on these.
        await teller.say('other/topic', 'x');
        await ground.broker.kill();
        const telling = teller.tell(50);
        await ground.broker.start();
        await telling;
        await until(() => ground.evidence().gaps().length > kill);
      }
      await ground.reckon(post);
      // A broker that goes twice within seconds can not be told from one that throws us out for another client.
      const reasons = gapReasons(ground.evidence());
      expect(reasons).toHaveLength(kills);
      expect(reasons.every((reason) => reason === 'closedByBroker' || reason === 'kickedOff')).toBe(true);
    },
    60_000 + kills * 15_000,
  );

  it('a broker that is killed while the post is away still has what was told before, and keeps what is told after', async () => {
    await open();
    const first = await ground.startPost();
    const teller = await ground.teller();
    await ground.joined();
    await first.stop();
    await teller.tell(60);
    await teller.say('other/topic', 'x');
    await ground.broker.kill();
    await ground.broker.start();
    await teller.tell(60);
    const second = await ground.startPost();
    await ground.reckon(second);
    expect(gapReasons(ground.evidence())).toEqual([]);
  });
});

it('a broker that is not there when the post starts is joined when it comes, with one gap row', async () => {
  await open({ brokerRuns: false });
  const post = await ground.startPost();
  await until(() => causes().includes('notReachable'));
  await ground.broker.start();
  const teller = await ground.teller();
  await ground.joined();
  await teller.tell(100);
  await ground.reckon(post);
  expect(gapReasons(ground.evidence())).toEqual(['notReachable']);
});

it('a post whose password is refused says so, tries on, and comes in once it is the right one', async () => {
  await open();
  const teller = await ground.teller();
  const first = await ground.startPost();
  await ground.joined();
  await first.stop();
  const second = await ground.startPost({ password: 'changed at the broker' });
  await until(() => causes().includes('refusedPassword'));
  await teller.tell(100);
  ground.broker.setPassword('changed at the broker');
  await ground.reckon(second);
  expect(gapReasons(ground.evidence())).toEqual(['refusedPassword']);
  expect(second.output()).not.toContain('changed at the broker');
});
