import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { createPost } from '../../../src/main/compose.ts';
import { parseConfig } from '../../../src/main/config/index.ts';
import { type Ground, gapReasons, openGround, quickBroker, until } from './ground.ts';

let ground: Ground;
afterEach(() => ground.close());

const hourMs = 3_600_000;

it('a wall clock that jumps back and forth loses and doubles nothing, and is a row and no gap', async () => {
  ground = await openGround({ brokerSettings: quickBroker, sources: 20 });
  const config = parseConfig(readFileSync(ground.configure(), 'utf8'));
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  let aheadMs = 0;
  const clock = { utcMs: () => Date.now() + aheadMs, monoMs: () => performance.now() };
  const made = await createPost({ config: config.value, dataDir: ground.dataDir, host: 'node', version: 'test', scenario: null, clock });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  await made.value.start();
  const teller = await ground.teller();
  await ground.joined();
  const jumps = [-hourMs, 26 * hourMs, -3 * hourMs];
  for (const [index, jumpMs] of jumps.entries()) {
    await teller.tell(55);
    aheadMs += jumpMs;
    await teller.tell(55);
    // Looked at once a second: two jumps at once would be one.
    await until(() => ground.evidence().count('clock.jumped') > index);
    ground.line.cut();
    ground.line.mend();
    await until(() => gapReasons(ground.evidence()).length > index);
  }
  await ground.reckon(made.value);
  expect(gapReasons(ground.evidence())).toHaveLength(jumps.length);
  const rows = ground
    .evidence()
    .payloads('clock.jumped')
    .map(({ jumpMs }) => Math.round(Number(jumpMs) / hourMs));
  expect(rows).toEqual([-1, 26, -3]);
});
