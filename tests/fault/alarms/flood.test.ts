import { afterEach, describe, expect, it } from 'vitest';
import { type Ground, gapReasons, openGround, quickBroker, until } from './ground.ts';

// 100,000 as reliability.md F14 and F15 have it: GUARDPOST_FLOOD=100000
const flood = Number(process.env.GUARDPOST_FLOOD ?? 4000);
let ground: Ground;
afterEach(() => ground.close());

const poison: readonly (readonly [topic: string, payload: string | Buffer])[] = [
  ['yard/broken/state', '{"state": '],
  ['yard/huge/state', Buffer.alloc(1_500_000, 0x61)],
  ['yard/bytes/state', Buffer.from([0xff, 0xfe, 0x00, 0x1b])],
  ['yard/control/state', 'open\u0000\u001b[2J\r\nopen'],
  ['yard/empty/state', ''],
  ['yard//state', 'ajar'],
];

describe(`a flood of ${flood} messages`, () => {
  it(
    'with poison in between is on disk to the last one, each once',
    async () => {
      ground = await openGround({ brokerSettings: quickBroker });
      const post = await ground.startPost();
      const teller = await ground.teller();
      await ground.joined();
      for (let part = 0; part < 4; part += 1) {
        await teller.tell(flood / 4);
        for (const [topic, payload] of poison) await teller.say(topic, payload);
      }
      await ground.reckon(post);
      expect(gapReasons(ground.evidence())).toEqual([]);
      const misunderstood = JSON.stringify([...ground.evidence().payloads('panel.unknown'), ...ground.evidence().payloads('message.quarantined')]);
      for (const problem of ['unknownWord', 'tooLarge', 'notUtf8']) expect(misunderstood).toContain(problem);
    },
    60_000 + flood * 3,
  );

  it(
    'while the post is away is delivered when it comes, each once',
    async () => {
      ground = await openGround({ brokerSettings: quickBroker });
      const first = await ground.startPost();
      const teller = await ground.teller();
      await ground.joined();
      await first.stop();
      await teller.tell(flood - 1);
      const second = await ground.startPost();
      await ground.reckon(second);
      expect(gapReasons(ground.evidence())).toEqual([]);
    },
    60_000 + flood * 3,
  );
});

it('a broker whose queue was too short says how many it threw away, and so does the log', async () => {
  ground = await openGround({ brokerSettings: [...quickBroker, 'max_queued_messages 100', 'max_inflight_messages 20', 'sys_interval 1'], sources: 600 });
  const first = await ground.startPost();
  const teller = await ground.teller();
  await ground.joined();
  await until(() => ground.evidence().keptDrops() === 0);
  await first.stop();
  await teller.tell(500);
  const second = await ground.startPost();
  const lost = (): number =>
    ground
      .evidence()
      .gaps()
      .reduce((sum, gap) => sum + (gap.lost ?? 0), 0);
  // What the broker says of itself comes once a second, and may be of before the last ones.
  await until(() => lost() + ground.evidence().edges() >= 500);
  await second.stop();
  expect(new Set(gapReasons(ground.evidence()))).toEqual(new Set(['brokerDropped']));
  expect(lost()).toBeGreaterThan(0);
  expect(lost() + ground.evidence().edges()).toBe(500);
});
