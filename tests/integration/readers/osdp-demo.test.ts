/** The demo's bus: what people and an installer find there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { demoCardPin, demoReaders } from '../../../src/main/devices/simulate/demo-config.ts';
import { isSimulatedOsdp, type SimulatedOsdpReader } from '../../../src/main/devices/simulate/index.ts';
import { bareConfig, type OpenPost, openPost } from '../../unit/api/open-post.ts';

let dataDir: string;
let open: OpenPost;

const start = async (): Promise<void> => {
  open = await openPost({ dataDir, config: { ...bareConfig, readers: demoReaders } });
  await vi.waitUntil(() => open.post.health().status === 'ok', { timeout: 10_000, interval: 20 });
};
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gp-osdp-demo-'));
  await start();
});
afterEach(async () => {
  await open.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const secure = (): { readonly [id: string]: boolean } =>
  Object.fromEntries(open.post.health().devices.flatMap(({ id, line }) => (line === undefined ? [] : [[id, line.secure]])));
const reader = (id: string): SimulatedOsdpReader => {
  const found = open.post.simulated.get(id);
  if (found === undefined || !isSimulatedOsdp(found)) throw new Error(`no simulated OSDP reader ${id}`);
  return found;
};
const badge = { format: 'H10301', facility: '45', number: '12300' } as const;

it('is secure but for the new door, also after the next start', async () => {
  const expected = { 'turnstile-1': true, 'turnstile-2': true, 'store-door': true, 'annex-door': false };
  expect(secure()).toEqual(expected);
  await open.post.stop();
  await start();
  expect(secure()).toEqual(expected);
});

it('lets people through the turnstiles with their badge, and into the store with their PIN', async () => {
  const lead = await open.as('lead');
  const shown = (id: string) => new Promise((resolve) => reader(id).onIndication(({ granted }) => resolve(granted)));
  for (const id of ['turnstile-1', 'turnstile-2']) {
    const indicated = shown(id);
    reader(id).present(badge);
    expect(await indicated).toBe(true);
  }
  for (const [keys, granted] of [
    [`${demoCardPin}#`, true],
    ['1111#', false],
  ] as const) {
    const indicated = shown('store-door');
    // The same card within three seconds would be the same visit.
    reader('store-door').present({ ...badge, number: granted ? '12300' : '12303' });
    reader('store-door').keys(keys);
    expect(await indicated).toBe(granted);
  }
  const rows = await lead.log.page({ limit: 20, kinds: ['gate.granted', 'gate.denied'] });
  expect(rows.map(({ row }) => `${row.subject} ${String(row.payload.reason)}`).reverse()).toEqual([
    'turnstile-1 ok',
    'turnstile-2 ok',
    'store-door ok',
    'store-door pinWrong',
  ]);
});

it('has a new door that an installer can give its key', async () => {
  const installer = await open.as('installer');
  const events: string[] = [];
  for await (const event of await installer.readers.install({ readerId: 'annex-door', seconds: 30 })) events.push(event.type);
  expect(events.at(-1)).toBe('done');
  await vi.waitUntil(() => secure()['annex-door'] === true, { timeout: 5000, interval: 20 });
  expect(reader('annex-door').peripheral.security.hasKey).toBe(true);
});
