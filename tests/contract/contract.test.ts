/** One suite over every transport, so that no host can drift. */
import { ORPCError, safe } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../src/shared/contract/index.ts';
import { eventsIn } from '../../src/shared/contract/live-events.ts';
import { overMessagePort, overWebSocket, type Seat, type Transport, users } from './transports.ts';

type AlarmEvent = Extract<LiveEvent, { type: 'alarm' }>;

describe.each([
  ['WebSocket', overWebSocket],
  ['MessagePort', overMessagePort],
])('the contract over a %s', (_name, open) => {
  let transport: Transport;
  const seats: Seat[] = [];
  beforeAll(async () => {
    transport = await open();
  });
  afterAll(async () => {
    for (const seat of seats) seat.close();
    await transport.stop();
  });

  async function newSeat(): Promise<Seat> {
    const seat = await transport.seat();
    seats.push(seat);
    return seat;
  }
  async function signedIn(name: (typeof users)[number]['name']) {
    const { client } = await newSeat();
    const user = users.find((one) => one.name === name);
    await client.session.signIn({ name, secret: user?.pin ?? '' });
    return client;
  }
  async function errorOf(call: Promise<unknown>): Promise<ORPCError<string, unknown>> {
    const [error] = await safe(call);
    if (!(error instanceof ORPCError)) throw new Error(`expected a contract error, got ${String(error)}`);
    return error;
  }

  it('tells a stranger how to sign in, and nothing else', async () => {
    const { client } = await newSeat();
    expect(await client.session.state()).toMatchObject({ stage: 'signIn', user: null, site: 'Plant 1' });
    expect((await errorOf(client.log.page({ limit: 1 }))).code).toBe('NOT_SIGNED_IN');
  });

  it('signs in, and refuses a wrong PIN', async () => {
    const { client } = await newSeat();
    expect((await errorOf(client.session.signIn({ name: 'Ana', secret: '999999' }))).code).toBe('REFUSED');
    const { state } = await client.session.signIn({ name: 'Ana', secret: '111111' });
    expect(state).toMatchObject({ stage: 'signedIn', user: { name: 'Ana', role: 'guard' } });
  });

  it('says which role is needed', async () => {
    const client = await signedIn('Ana');
    const error = await errorOf(client.users.list());
    expect(error).toMatchObject({ code: 'FORBIDDEN', data: { needs: ['lead', 'installer'] } });
  });

  it('answers bad input with what is wrong with which field', async () => {
    const client = await signedIn('Ana');
    const error = await errorOf(client.log.note({ text: '' }));
    expect(error).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [expect.objectContaining({ path: ['text'] })] } });
  });

  it('answers a time that no clock can show as bad input, not as a fault of its own', async () => {
    const client = await signedIn('Lin');
    for (const time of [1e300, -1e300, 1.5]) {
      const calls = [
        client.log.note({ text: 'x', eventAtUtcMs: time }),
        client.log.page({ limit: 1, sinceUtcMs: time }),
        client.log.export({ format: 'jsonl', sinceUtcMs: time, kinds: null }),
      ];
      for (const call of calls) expect((await errorOf(call)).code).toBe('BAD_REQUEST');
    }
  });

  it('streams: a snapshot first, then what happens', async () => {
    const client = await signedIn('Ana');
    const events = eventsIn(await client.live.watch());
    const first = await events.next();
    expect(first.value).toMatchObject({ type: 'snapshot', masked: false });
    const written = await client.log.note({ text: 'the barrier is stuck' });
    const seen = await nextEntry(events, written.row.seq);
    expect(seen.entry.row.payload).toMatchObject({ text: 'the barrier is stuck' });
    await events.return?.();
  });

  it('shows a card that a simulated reader sends', async () => {
    const client = await signedIn('Ana');
    const events = eventsIn(await client.live.watch());
    await events.next();
    transport.post.simulated.get('north-in')?.present({ format: 'em4100', facility: null, number: '00FFEEDDCC' });
    for await (const event of events) {
      if (event.type !== 'entry' || event.entry.row.kind !== 'gate.denied') continue;
      expect(event.entry.row.payload).toMatchObject({ readerId: 'north-in', number: '00FFEEDDCC', reason: 'unknown' });
      break;
    }
  });

  it('knows no alarm that is not there', async () => {
    const client = await signedIn('Omar');
    expect((await errorOf(client.alarms.acknowledge({ alarmId: 'alarm-none', revision: 1, reason: 'seen' }))).code).toBe('NOT_FOUND');
  });

  it('refuses what rests on an old state of an alarm, and leaves the alarm as it is', async () => {
    const [lead, operator] = [await signedIn('Lin'), await signedIn('Omar')];
    const card = { format: 'em4100', facility: null, number: '00B10CCED1' } as const;
    await lead.gate.registerCard({ card, holderId: null, name: 'Blocked Person', department: '', validUntilUtcMs: null });
    await lead.gate.setCardStatus({ card, status: 'blocked', reason: 'order' });
    const events = eventsIn(await operator.live.watch());
    await events.next();
    transport.post.simulated.get('north-in')?.present(card);
    const { alarmId, revision } = await nextAlarm(events, (alarm) => alarm.condition === 'blockedCard' && !alarm.active);
    const taken = await operator.alarms.take({ alarmId, revision });
    expect(taken).toMatchObject({ owner: 'Omar', state: 'returnedUnacknowledged' });
    const stale = await errorOf(lead.alarms.acknowledge({ alarmId, revision, reason: 'seen' }));
    expect(stale.code).toBe('CONFLICT');
    const acknowledged = await operator.alarms.acknowledge({ alarmId, revision: taken.revision, reason: 'seen' });
    expect(acknowledged).toMatchObject({ acknowledgedBy: 'Omar' });
    await events.return?.();
  });

  it('streams what passes on a bus of readers to an installer, until the seat is locked', async () => {
    const client = await signedIn('Lin');
    const seen: unknown[] = [];
    for await (const event of await client.readers.trace({ busId: 'bus1', unmasked: false })) {
      seen.push(event);
      if (seen.length === 1) await client.session.lock();
    }
    const frame = expect.objectContaining({ address: 0, hex: expect.stringMatching(/^53/) });
    expect(seen[0]).toEqual({ type: 'lines', dropped: 0, lines: expect.arrayContaining([frame]) });
    expect((await errorOf(client.readers.list())).code).toBe('LOCKED');
  });

  it('ends what a tool does when its seat goes, so that the next one finds the line free', async () => {
    const { client, close } = await newSeat();
    await client.session.signIn({ name: 'Lin', secret: '333333' });
    const search = { path: 'simulated:bus1', baudRates: [9600, 19_200], addresses: Array.from({ length: 127 }, (_, address) => address) };
    const events = await client.readers.discover(search);
    expect((await events.next()).value).toMatchObject({ type: 'progress', done: 0, total: 254 });
    const other = await signedIn('Lin');
    expect(await lastOf(other.readers.discover(search))).toEqual({ type: 'failed', problem: { code: 'busy', detail: null } });
    close();
    const small = { ...search, baudRates: [9600], addresses: [0] };
    let last = await lastOf(other.readers.discover(small));
    // The post hears of a seat that goes when its turn comes; until then the line is in use, and this is no time that we know.
    while (last?.type === 'failed') last = await lastOf(other.readers.discover(small));
    expect(last).toEqual({ type: 'done', found: 1 });
  });

  it('tells what is wrong with a reader’s tool as the last event, not as an error', async () => {
    const client = await signedIn('Lin');
    expect(await lastOf(client.readers.install({ readerId: 'north-in', seconds: 60 }))).toEqual({
      type: 'failed',
      problem: { code: 'notOsdp', detail: null },
    });
    expect(await errorOf(client.readers.about({ readerId: 'nobody' }))).toMatchObject({ code: 'RULE', data: { rule: 'noSuchReader' } });
  });

  it('carries long texts in any script whole', async () => {
    const client = await signedIn('Ana');
    const text = '门卫 ✓ é '.repeat(250).trim().slice(0, 2000).trim();
    const entry = await client.log.note({ text });
    expect(entry.row.payload.text).toBe(text);
    const error = await errorOf(client.log.note({ text: 'x'.repeat(300_000) }));
    expect(error.code).toBe('BAD_REQUEST');
  });

  it('keeps seats apart: who signs out here stays signed in there', async () => {
    const [here, there] = [await signedIn('Lin'), await signedIn('Lin')];
    await here.session.signOut();
    expect(await here.session.state()).toMatchObject({ stage: 'signIn' });
    expect(await there.session.state()).toMatchObject({ stage: 'signedIn' });
  });

  async function lastOf<E>(stream: Promise<AsyncIterable<E>>): Promise<E | undefined> {
    let last: E | undefined;
    for await (const event of await stream) last = event;
    return last;
  }

  async function nextAlarm(events: AsyncIterator<LiveEvent>, wanted: (alarm: AlarmEvent['alarm']) => boolean): Promise<AlarmEvent['alarm']> {
    for (;;) {
      const { value, done } = await events.next();
      if (done) throw new Error('the stream ended');
      if (value.type === 'alarm' && wanted(value.alarm)) return value.alarm;
    }
  }

  async function nextEntry(events: AsyncIterator<LiveEvent>, seq: number): Promise<Extract<LiveEvent, { type: 'entry' }>> {
    for (;;) {
      const { value, done } = await events.next();
      if (done) throw new Error('the stream ended');
      if (value.type === 'entry' && value.entry.row.seq === seq) return value;
    }
  }
});
