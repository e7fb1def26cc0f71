import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type Router } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiContext } from '../../../src/main/compose.ts';
import { createLauncher, type Launcher } from '../../../src/main/launch/launcher.ts';
import type { Contract } from '../../../src/shared/contract/index.ts';

const good = 'post: { site: S, name: N }\nbroker: { port: 0 }\n';
let dataDir: string;
let launcher: Launcher;
const file = () => join(dataDir, 'guardpost.yaml');

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'guardpost-restart-'));
  writeFileSync(file(), good);
  const options = { dataDir, configFile: null, demo: false, host: 'node', version: 'test', address: 'test' } as const;
  launcher = createLauncher({ ...options, say: () => undefined, onFatal: () => undefined });
  expect(await launcher.start()).toMatchObject({ ok: true });
});
afterEach(async () => {
  await launcher.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The shift lead at a seat of the post that runs now. */
async function lead() {
  const serving = launcher.serving();
  if (!serving) throw new Error('nothing is served');
  const seat = serving.connect({ seatId: 'seat-1' });
  const client = createRouterClient(serving.router as Router<Contract, ApiContext>, { context: { seat } });
  await client.session.createFirstLead({ name: 'Lin', secret: '333333' });
  return client;
}

describe('a restart asked for from the settings screen', () => {
  it.each([
    ['post: { site: S, name: N }\nbroker: { port: many }\n', { line: 2, key: 'broker.port', code: 'wrongType', allowed: 'a number' }],
    ['post: { site: S, nam: N }\n', { line: 1, key: 'post.nam', code: 'unknownKey', allowed: 'name' }],
    ['post: [', { code: 'yamlSyntax' }],
  ])('says what is wrong when the file was broken meanwhile (%j), and the post goes on', async (text, problem) => {
    const client = await lead();
    const before = launcher.serving();
    writeFileSync(file(), text);
    const refused = await client.settings.restart().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'CONFIG_BAD', data: { problems: expect.arrayContaining([expect.objectContaining(problem)]) } });
    expect(launcher.serving()).toBe(before);
    expect(await client.session.state()).toMatchObject({ stage: 'signedIn', post: 'N' });
  });

  it('takes the file as it is when it is good again', async () => {
    const client = await lead();
    writeFileSync(file(), 'post: [');
    await expect(client.settings.restart()).rejects.toMatchObject({ code: 'CONFIG_BAD' });
    writeFileSync(file(), good.replace('name: N', 'name: South'));
    const swapped = new Promise<void>((resolve) => {
      const dispose = launcher.onSwap(() => {
        if (launcher.serving() === null) return;
        dispose();
        resolve();
      });
    });
    expect(await client.settings.restart()).toEqual({ ok: true });
    await swapped;
    const serving = launcher.serving();
    const seat = serving?.connect({ seatId: 'seat-2' });
    if (!serving || !seat) throw new Error('nothing is served');
    const again = createRouterClient(serving.router as Router<Contract, ApiContext>, { context: { seat } });
    expect(await again.session.state()).toMatchObject({ post: 'South' });
  });
});
