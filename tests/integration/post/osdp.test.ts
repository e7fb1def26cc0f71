/** A whole post with OSDP readers: from the wire to the row and back to the lamp, PINs, alarms, keys and health. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReaderKeys } from '../../../src/main/compose/reader-keys.ts';
import type { SimulatedOsdpReader } from '../../../src/main/devices/simulate/osdp/reader.ts';
import type { SimulatedReader } from '../../../src/main/devices/simulate/reader.ts';
import { createHttpServer } from '../../../src/main/hosts/node/http-server.ts';
import { servePost } from '../../../src/main/launch/serving.ts';
import type { LiveEvent } from '../../../src/shared/contract/index.ts';
import { eventsIn } from '../../../src/shared/contract/live-events.ts';
import type { CardNumber } from '../../../src/shared/model/cards.ts';
import type { OsdpReaderConfig, ReaderConfig } from '../../../src/shared/model/config.ts';
import { bareConfig, type Client, type OpenPost, openPost } from '../../unit/api/open-post.ts';

const reader = (id: string, address: number, osdp: Partial<OsdpReaderConfig>): ReaderConfig => ({
  ...{ id, name: id, path: 'simulated:bus1', baudRate: 115_200, protocol: 'osdp', direction: 'in', area: 'North gate' },
  ...{ repeatSeconds: 3, passBack: false, template: null, simulated: true },
  osdp: { busId: 'bus1', address, secure: 'required', pollMs: 10, pin: 'off', inputs: [], ...osdp },
});
const scanner: ReaderConfig = {
  ...{ id: 'desk-scanner', name: 'Desk', path: 'simulated:desk', baudRate: 9600, protocol: 'line', direction: null, area: null },
  ...{ repeatSeconds: 3, passBack: false, template: null, simulated: true },
};
const config = {
  ...bareConfig,
  readers: [reader('gate-in', 0, { secure: 'off' }), reader('turnstile-1', 1, {}), reader('vault-in', 2, { pin: 'required' }), scanner],
};
const card: CardNumber = { format: 'H10301', facility: '45', number: '12345' };
const isOsdp = (one: SimulatedReader | undefined): one is SimulatedOsdpReader => one?.protocol === 'osdp';

/** Reads a feed on until an event fits. */
async function find(feed: AsyncIterator<LiveEvent>, fits: (event: LiveEvent) => boolean): Promise<LiveEvent> {
  for (;;) {
    const step = await feed.next();
    if (step.done === true) throw new Error('the feed ended');
    if (fits(step.value)) return step.value;
  }
}

describe('a post with OSDP readers', () => {
  let open: OpenPost;
  let lead: Client;
  let feed: AsyncIterator<LiveEvent>;

  beforeEach(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'guardpost-osdp-'));
    const keys = createReaderKeys({ dataDir, sealer: null, onProblem: () => undefined });
    for (const id of ['turnstile-1', 'vault-in']) await keys.set(id, new Uint8Array(16).fill(7));
    open = await openPost({ config, dataDir });
    lead = await open.as('lead');
    feed = eventsIn(await lead.live.watch());
    await find(feed, (event) => event.type === 'snapshot');
    while (open.post.health().status !== 'ok') await new Promise((resolve) => setImmediate(resolve));
  });
  afterEach(() => open.close());

  const far = (id: string): SimulatedOsdpReader => {
    const found = open.post.simulated.get(id);
    if (!isOsdp(found)) throw new Error(`no simulated OSDP reader ${id}`);
    return found;
  };
  const row = async (kind: string) => {
    const event = await find(feed, (one) => one.type === 'entry' && one.entry.row.kind === kind);
    return event.type === 'entry' ? event.entry.row : null;
  };
  const register = () => lead.gate.registerCard({ card, holderId: null, name: 'Iris Tanaka', department: 'Plant', validUntilUtcMs: null });
  const indicated = (id: string) => new Promise((resolve) => far(id).onIndication(resolve));

  it.each(['gate-in', 'turnstile-1'])('lets a card pass at %s: row, then lamp and relay', async (id) => {
    await register();
    const shown = indicated(id);
    far(id).present(card);
    expect((await row('gate.granted'))?.payload).toMatchObject({
      readerId: id,
      format: 'H10301',
      facility: '45',
      number: '12345',
      rawHex: '16981cc0',
      reason: 'ok',
    });
    expect(await shown).toMatchObject({ granted: true });
    expect(far(id).shown()).toMatchObject({ sign: 'granted', outputs: [true, false] });
  });

  it('shows a denied card as denied, without the relay', async () => {
    const shown = indicated('turnstile-1');
    far('turnstile-1').present(card);
    expect((await row('gate.denied'))?.payload.reason).toBe('unknown');
    expect(await shown).toMatchObject({ granted: false });
    expect(far('turnstile-1').shown()).toMatchObject({ sign: 'denied', outputs: [false, false] });
  });

  it('asks for the PIN where it must, and writes one row with no PIN in it', async () => {
    await register();
    await lead.gate.setPin({ card, pin: '4711' });
    far('vault-in').present(card);
    while (far('vault-in').shown().sign !== 'wait') await new Promise((resolve) => setImmediate(resolve));
    for (const key of '4711#') far('vault-in').keys(key);
    expect((await row('gate.granted'))?.payload).toMatchObject({ readerId: 'vault-in', reason: 'ok' });
    const rows = await lead.log.page({ limit: 200 });
    // Hashes and ids are random: one of them may have these digits in it.
    expect(JSON.stringify(rows).replace(/[0-9a-f]{16,}/g, '')).not.toContain('4711');
    expect(rows.filter((one) => one.row.kind.startsWith('gate.'))).toHaveLength(1);
    expect(JSON.stringify(await lead.devices.list())).not.toMatch(/4711|34373131/);
  });

  it('raises tamper as an alarm, and does not tell it as over while the reader is away', async () => {
    far('turnstile-1').tamper(true);
    expect((await row('reader.tamper'))?.payload).toMatchObject({ readerId: 'turnstile-1', active: true });
    const tampered = async () => {
      const rows = await lead.log.page({ limit: 200, kinds: ['alarm.raised', 'alarm.cleared'] });
      return rows.flatMap(({ row: { kind, payload } }) => (payload.condition === 'tamper' ? [`${kind} ${String(payload.source)}`] : []));
    };
    await row('alarm.raised');
    expect(await tampered()).toEqual(['alarm.raised turnstile-1']);
    far('turnstile-1').unplug();
    expect((await row('device.offline'))?.payload).toMatchObject({ readerId: 'turnstile-1', secure: true, cause: 'noReply' });
    expect(await tampered()).toEqual(['alarm.raised turnstile-1']);
    far('turnstile-1').replug();
    expect((await row('device.online'))?.payload).toMatchObject({ readerId: 'turnstile-1', secure: true });
    expect(await tampered()).toEqual(['alarm.raised turnstile-1']);
  });

  it('tells the health of each line to whoever asks, and no more than that', async () => {
    const app = await createHttpServer({ host: '127.0.0.1', tls: null, pageDir: null, port: () => 1, serving: () => servePost(open.post) });
    const answer = await app.inject({ method: 'GET', url: '/healthz', headers: { host: '127.0.0.1:1' } });
    await app.close();
    const { devices } = answer.json<{ devices: { id: string }[] }>();
    const of = (id: string) => devices.find((device) => device.id === id);
    expect(of('turnstile-1')).toMatchObject({ online: true, secure: true, retries: 0, badChecks: 0, busy: 0 });
    expect(of('turnstile-1')).toHaveProperty('exchanges', expect.any(Number));
    expect(of('turnstile-1')).toHaveProperty('roundTripMs', expect.any(Number));
    expect(of('gate-in')).toMatchObject({ online: true, secure: false });
    expect(of('desk-scanner')).toMatchObject({ online: true, secure: null, roundTripMs: null, retries: null, badChecks: null, exchanges: null, busy: null });
    expect(answer.body).not.toMatch(/lastTraffic|address|identity/);
  });
});
