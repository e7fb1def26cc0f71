/** A whole post with simulated readers and the embedded broker: from the wire to the feed, and back to a clean stop. */
import mqtt from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPost } from '../../../src/main/compose.ts';
import { demoReaders } from '../../../src/main/devices/simulate/index.ts';
import { verifyDatabase } from '../../../src/main/store/index.ts';
import type { LiveEvent } from '../../../src/shared/contract/index.ts';
import { eventsIn } from '../../../src/shared/contract/live-events.ts';
import type { PostConfig } from '../../../src/shared/model/config.ts';
import { bareConfig, type Client, type OpenPost, openPost } from '../../unit/api/open-post.ts';

const config: PostConfig = {
  ...bareConfig,
  readers: demoReaders,
  broker: { host: '127.0.0.1', port: 0, tls: null, users: [{ username: 'yard', password: 'yard-password', topics: ['yard/#'] }] },
  panels: [
    {
      id: 'yard',
      name: 'Yard fence',
      dialect: 'mapping',
      topic: 'yard/+/state',
      jsonPath: null,
      words: { open: { condition: 'intrusion', category: 'intrusion', priority: 2, latched: false }, closed: 'clear' },
      availabilityTopic: null,
      heartbeatSeconds: null,
      simulated: false,
    },
  ],
};

/** Reads a feed on until an event fits. */
async function find(feed: AsyncIterator<LiveEvent>, fits: (event: LiveEvent) => boolean): Promise<LiveEvent> {
  for (;;) {
    const step = await feed.next();
    if (step.done === true) throw new Error('the feed ended');
    if (fits(step.value)) return step.value;
  }
}

describe('a post', () => {
  let open: OpenPost;
  let lead: Client;
  let feed: AsyncIterator<LiveEvent>;

  beforeEach(async () => {
    open = await openPost({ config });
    lead = await open.as('lead');
    feed = eventsIn(await lead.live.watch());
    await find(feed, (event) => event.type === 'snapshot');
  });
  afterEach(() => open.close());

  const entry = (kind: string) => find(feed, (event) => event.type === 'entry' && event.entry.row.kind === kind);

  it('shows a card from its bytes at the reader to the row with the name, and tells the reader', async () => {
    const reader = open.post.simulated.get('north-in');
    const [person] = await lead.gate.find({ text: 'noor' });
    const card = person?.cards.find((one) => one.format === 'em4100');
    if (reader === undefined || card === undefined) throw new Error('no reader or no card');
    const indicated = new Promise((resolve) => reader.onIndication(resolve));
    reader.present({ format: card.format, facility: card.facility, number: card.number });
    expect(await entry('gate.granted')).toMatchObject({
      entry: {
        holder: { name: 'Noor Haddad' },
        simulated: true,
        row: { subject: 'north-in', payload: { readerId: 'north-in', direction: 'in', reason: 'ok' } },
      },
    });
    expect(await indicated).toMatchObject({ granted: true });
  });

  it('raises an access alarm for a card that was reported lost', async () => {
    const lost = (await lead.gate.find({ text: '周涛' }))[0]?.cards.find((card) => card.format === 'em4100');
    if (lost === undefined) throw new Error('no card');
    expect(open.post.simulated.get('north-in')?.present({ format: lost.format, facility: lost.facility, number: lost.number })).toBe(true);
    expect(await entry('gate.denied')).toMatchObject({ entry: { row: { payload: { reason: 'lost' } } } });
    expect(await find(feed, (event) => event.type === 'alarm')).toMatchObject({ alarm: { condition: 'lostCard', category: 'access', simulated: true } });
  });

  it('takes an alarm from a publish to the board and lets one of two seats acknowledge it', async () => {
    const url = open.post.brokerUrl();
    if (url === null) throw new Error('no broker');
    const panel = await mqtt.connectAsync(url, { username: 'yard', password: 'yard-password' });
    await panel.publishAsync('yard/fence-3/state', 'open', { qos: 1 });
    const raised = await find(feed, (event) => event.type === 'alarm');
    if (raised.type !== 'alarm') throw new Error('no alarm');
    expect(raised.alarm).toMatchObject({ panelId: 'yard', source: 'fence-3', condition: 'intrusion', priority: 2, state: 'unacknowledged', standing: false });
    const { alarmId, revision } = raised.alarm;
    const guard = await open.as('guard');
    const both = await Promise.allSettled([lead, guard].map((client) => client.alarms.acknowledge({ alarmId, revision, reason: 'sentSomeone' })));
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } });
    expect(await lead.log.page({ limit: 9, kinds: ['alarm.acknowledged'] })).toHaveLength(1);
    await panel.endAsync();
  });

  it('writes down a client that the broker refused', async () => {
    const url = open.post.brokerUrl();
    if (url === null) throw new Error('no broker');
    const stranger = mqtt.connect(url, { username: 'yard', password: 'guessed', reconnectPeriod: 0 });
    await new Promise((resolve) => stranger.once('error', resolve));
    expect(await entry('auth.refused')).toMatchObject({ entry: { row: { actor: 'device:broker', payload: { reason: 'broker.signIn', username: 'yard' } } } });
    await stranger.endAsync(true);
  });

  it('keeps a visitor and a note, and its log verifies', async () => {
    const visit = await lead.visitors.register({
      personId: null,
      name: 'Eva Horáková',
      organisation: 'Acme',
      phone: '',
      plate: '',
      document: { kind: 'passport', number: 'AB1234567' },
      kind: 'visitor',
      purpose: 'meeting',
      hostName: 'Noor Haddad',
    });
    expect(visit.documentMasked).not.toContain('1234');
    await lead.log.note({ text: 'Quiet so far' });
    expect(await find(feed, (event) => event.type === 'entry' && event.entry.row.kind === 'note.written')).toMatchObject({ entry: { row: { actor: 'lead' } } });
    expect(await lead.log.verify()).toMatchObject({ ok: true, firstBadSeq: null, problem: null });
    let text = '';
    for await (const piece of await lead.log.export({ format: 'jsonl', sinceUtcMs: null, kinds: null })) text += piece.text;
    expect(text).toContain('"visit.registered"');
    for (const word of ['Eva H', 'AB1234567', 'Noor H']) expect(text).not.toContain(word);
  });

  it('shows a reader whose cable was pulled, with the cause', async () => {
    open.post.simulated.get('desk')?.unplug();
    expect(await entry('device.offline')).toMatchObject({ entry: { row: { subject: 'desk', payload: { deviceKind: 'reader', cause: 'unplugged' } } } });
    expect(open.post.health()).toMatchObject({ status: 'degraded' });
  });

  it('gives a browser its session back by the cookie, and nothing to a made-up one', async () => {
    const { client, seat } = open.seat();
    const { ticket } = await client.session.signIn({ name: 'guard', secret: '111111' });
    const token = ticket === null ? null : open.post.seats.redeemTicket(ticket);
    expect(token).toBe(seat.token);
    expect(await open.seat(token).client.session.state()).toMatchObject({ stage: 'signedIn', user: { name: 'guard' } });
    expect(await open.seat('made-up').client.session.state()).toMatchObject({ stage: 'signIn', user: null });
  });

  it('refuses a second post on the same data and says who holds it', async () => {
    const second = await createPost({ config, dataDir: open.dataDir, host: 'node', version: '0' });
    expect(second).toMatchObject({ ok: false, error: { code: 'held', holder: { pid: process.pid } } });
  });

  it('stops with a last row and a log that verifies, and starts again on it', async () => {
    await open.post.stop();
    const report = await verifyDatabase(`${open.dataDir}/guardpost.db`);
    expect(report).toMatchObject({ ok: true, problem: null });
    expect(report.lastCheckpoint?.size).toBeGreaterThan(0);
    const again = await openPost({ config, dataDir: open.dataDir });
    const client = await again.as('lead');
    const rows = await client.log.page({ limit: 20, kinds: ['post.started', 'post.stopped'] });
    expect(rows.map((one) => [one.row.kind, one.row.payload.afterCrash ?? null])).toEqual([
      ['post.started', false],
      ['post.stopped', null],
      ['post.started', false],
    ]);
    await again.post.stop();
  });
});
