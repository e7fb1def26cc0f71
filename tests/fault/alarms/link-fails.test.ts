import { afterEach, describe, expect, it } from 'vitest';
import { asDuplicate, packetSplitter, packetType, publish, qosOf } from '../../integration/panels/mqtt-packets.ts';
import { type Ground, type GroundOptions, gapReasons, openGround, quickBroker, until } from './ground.ts';
import { expectedOf } from './told.ts';

const awaySeconds = Number(process.env.GUARDPOST_CUT_SECONDS ?? 1);
let ground: Ground;
const open = async (options: GroundOptions = {}): Promise<void> => {
  ground = await openGround({ brokerSettings: quickBroker, ...options });
};
afterEach(() => ground.close());

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Each tenth message comes twice: marked as repeated and after `later` others (by then its source has said something else),
 * or at once and not marked.
 */
const eachTenthTwice = (marked: boolean, later: number) => () => {
  const split = packetSplitter();
  const waiting: { readonly packet: Buffer; readonly at: number }[] = [];
  let published = 0;
  return (chunk: Buffer): Buffer =>
    Buffer.concat(
      split(chunk).flatMap((packet) => {
        if (packetType(packet) !== publish || qosOf(packet) !== 1) return [packet];
        published += 1;
        if (published % 10 === 0) waiting.push({ packet: marked ? asDuplicate(packet) : packet, at: published + later });
        const due = waiting.splice(0, waiting.filter(({ at }) => at <= published).length);
        return [packet, ...due.map((repeated) => repeated.packet)];
      }),
    );
};

it(
  `a link that is cut for ${awaySeconds} s loses nothing and leaves one gap row`,
  async () => {
    await open();
    const post = await ground.startPost();
    const teller = await ground.teller();
    await ground.joined();
    await teller.tell(150);
    ground.line.cut();
    await teller.tell(300);
    await pause(awaySeconds * 1000);
    ground.line.mend();
    await ground.reckon(post);
    expect(gapReasons(ground.evidence())).toEqual(['closedByBroker']);
  },
  60_000 + awaySeconds * 2000,
);

it('a link that is cut when nothing was acknowledged yet doubles nothing', async () => {
  await open({ sources: 20 });
  const post = await ground.startPost();
  const teller = await ground.teller();
  await ground.joined();
  ground.line.holdAnswers();
  await teller.tell(400);
  await ground.kept(400);
  ground.line.cut();
  ground.line.mend();
  await until(() => gapReasons(ground.evidence()).length > 0);
  await ground.reckon(post);
  expect(gapReasons(ground.evidence())).toEqual(['closedByBroker']);
});

it('a link on which nothing moves for a while, but which holds, loses nothing and is no gap', async () => {
  await open();
  const post = await ground.startPost();
  const teller = await ground.teller();
  await ground.joined();
  const letGo = ground.line.hold();
  await teller.tell(300);
  await pause(500);
  letGo();
  await ground.reckon(post);
  expect(gapReasons(ground.evidence())).toEqual([]);
});

it('a post that stands still for 2.5 s has everything afterwards, and says that something may be missing', async () => {
  await open();
  const post = await ground.startPost();
  const teller = await ground.teller();
  await ground.joined();
  await teller.tell(100);
  post.child.kill('SIGSTOP');
  // More than a default Mosquitto would keep.
  await teller.tell(5000);
  await pause(2500);
  post.child.kill('SIGCONT');
  await until(() => ground.evidence().gaps().length > 0);
  await ground.reckon(post);
  expect(
    new Set(
      ground
        .evidence()
        .gaps()
        .map((gap) => gap.reason),
    ),
  ).toEqual(new Set(['stalled']));
});

describe('a line that repeats a tenth of the messages', () => {
  it.each([
    ['marked as repeated, later', true, 25],
    ['not marked, at once', false, 0],
  ])('doubles no row when they come %s', async (_how, marked, later) => {
    await open({ toClient: eachTenthTwice(marked, later), sources: 20 });
    const post = await ground.startPost();
    const teller = await ground.teller();
    await ground.joined();
    await teller.tell(1000);
    await ground.reckon(post);
    expect(gapReasons(ground.evidence())).toEqual([]);
  });
});

it('two posts with one client id say so, and the one that stays has every state that stands', async () => {
  await open({ retain: true });
  const teller = await ground.teller();
  const one = await ground.startPost();
  await ground.joined();
  const two = await ground.startPost({ name: 'second' });
  const told = (name?: string): boolean =>
    ground
      .evidence(name)
      .payloads('device.offline')
      .some((payload) => payload.cause === 'kickedOff');
  await ground.joined('second');
  await until(() => told() || told('second'));
  await teller.tell(150);
  await two.stop();
  const wanted = [...expectedOf(teller.told, 200).keys()].sort();
  await until(() => ground.evidence().board().length === wanted.length);
  await one.stop();
  expect(
    ground
      .evidence()
      .board()
      .map((alarm) => alarm.source)
      .sort(),
  ).toEqual(wanted);
  expect([...ground.evidence().accounts().values()].every((account) => account.raised === 1)).toBe(true);
  expect(gapReasons(ground.evidence()).length).toBeGreaterThan(0);
});
