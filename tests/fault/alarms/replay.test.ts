import { afterEach, expect, it } from 'vitest';
import { type Ground, gapReasons, openGround, quickBroker, until } from './ground.ts';
import { sourceOf } from './told.ts';

let ground: Ground;
afterEach(() => ground.close());

it('retained states that come again with each connection are no second alarm, and none that came meanwhile is missing', async () => {
  ground = await openGround({ brokerSettings: quickBroker, retain: true });
  let post = await ground.startPost();
  const teller = await ground.teller();
  await ground.joined();
  for (let round = 0; round < 3; round += 1) {
    await teller.tell(130);
    ground.line.cut();
    await teller.tell(30);
    ground.line.mend();
    await until(() => gapReasons(ground.evidence()).length > round);
  }
  await post.stop();
  await teller.tell(40);
  post = await ground.startPost();
  await ground.reckon(post);
  expect(gapReasons(ground.evidence())).toHaveLength(3);
});

it('a bridge that publishes its whole cache again (as PAI does) doubles nothing', async () => {
  const sources = 120;
  ground = await openGround({ brokerSettings: quickBroker, retain: true, dialect: 'pai', sources });
  const post = await ground.startPost();
  const teller = await ground.teller();
  await ground.joined();
  const event = JSON.stringify({ timestamp: 1_790_000_000, label: 'Ann', message: 'Arming through keypad', type: 'user', tags: ['arm'], major: 14, minor: 3 });
  await teller.say('yard/events/raw', event, { retain: true });
  // The second time round: each is closed again but the first fifty.
  await teller.tell(2 * sources - 50);
  await ground.kept(teller.told);
  const cache = Array.from(
    { length: sources },
    (_, zone) => [`yard/states/zones/${sourceOf(zone, sources)}/alarm`, zone < sources - 50 ? 'False' : 'True'] as const,
  );
  for (let time = 0; time < 2; time += 1) {
    for (const [topic, word] of cache) await teller.say(topic, word, { retain: true });
    await teller.say('yard/events/raw', event, { retain: true });
    ground.line.cut();
    ground.line.mend();
    await until(() => gapReasons(ground.evidence()).length > time);
  }
  await ground.reckon(post);
  expect(
    ground
      .evidence()
      .payloads('panel.event')
      .filter((payload) => payload.event === 'Arming through keypad'),
  ).toHaveLength(1);
});
