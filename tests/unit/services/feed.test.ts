import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAlarms } from '../../../src/main/services/alarms.ts';
import { createClockWatch } from '../../../src/main/services/clock-watch.ts';
import { createDevices } from '../../../src/main/services/devices.ts';
import { createFeed, type Feed } from '../../../src/main/services/feed.ts';
import { createPanelPoints, type PanelPoints } from '../../../src/main/services/panel-points.ts';
import { createUnknownWords, type UnknownWords } from '../../../src/main/services/panel-unknown.ts';
import type { SeatConnection } from '../../../src/main/services/seat.ts';
import { createSeats, type Seats } from '../../../src/main/services/seats.ts';
import { createSessions, type Sessions } from '../../../src/main/services/sessions.ts';
import { createStoreHealth, type StoreHealth } from '../../../src/main/services/store-health.ts';
import { createUsers } from '../../../src/main/services/users.ts';
import { createVisitors } from '../../../src/main/services/visitors.ts';
import { createVisitorDocuments, type VisitorDocuments } from '../../../src/main/services/visitors-documents.ts';
import { openStore } from '../../../src/main/store/index.ts';
import type { LiveEvent } from '../../../src/shared/contract/index.ts';
import { eventsIn, type LiveEvents } from '../../../src/shared/contract/live-events.ts';
import type { PanelCommand } from '../../../src/shared/model/panels.ts';
import { freshAlarm } from '../../fixtures/alarm.ts';
import { travelDocument } from '../../fixtures/travel-document.ts';
import { type Ground, guard, lead, openGround } from './ground.ts';
import { unknown as unknownWord } from './panel-post.ts';

type Stream = LiveEvents;
type Of<T extends LiveEvent['type']> = Extract<LiveEvent, { type: T }>;

async function next(stream: Stream): Promise<LiveEvent> {
  const step = await stream.next();
  if (step.done === true) throw new Error('the stream ended');
  return step.value;
}

/** Reads on until an event of this type comes. */
async function until<T extends LiveEvent['type']>(stream: Stream, type: T): Promise<Of<T>> {
  for (;;) {
    const event = await next(stream);
    if (event.type === type) return event as Of<T>;
  }
}

describe('the live feed', () => {
  let ground: Ground;
  let feed: Feed;
  let sessions: Sessions;
  let storeHealth: StoreHealth;
  let alarms: ReturnType<typeof createAlarms>;
  let seat: SeatConnection;
  let documents: VisitorDocuments;
  let bugs: unknown[];
  let seats: Seats;
  let points: PanelPoints;
  let unknown: UnknownWords;

  beforeEach(async () => {
    ground = openGround();
    bugs = [];
    storeHealth = createStoreHealth(ground);
    const base = { ...ground, ledger: storeHealth.ledger };
    sessions = createSessions({ ...base, limits: { idleMinutes: 5, maxHours: 12 } });
    alarms = createAlarms({ ...base, checkSecret: sessions.checkSecret });
    documents = createVisitorDocuments(base);
    points = createPanelPoints({ read: ground.store.read, clock: ground.clock, panelIds: new Set(['yard']) });
    unknown = createUnknownWords({ read: ground.store.read, clock: ground.clock });
    seats = createSeats({ ...base, sessions });
    feed = createFeed({
      ...base,
      sessions,
      alarms,
      storeHealth,
      documents,
      devices: createDevices({ ...base, alarms, health: () => [], trigger: () => undefined }),
      clockWatch: createClockWatch(base),
      seats,
      points,
      unknownWords: unknown,
      onCommitted: (listener) => ground.store.onCommitted(listener),
      logBug: (where, error) => bugs.push([where, error]),
    });
    await createUsers(base).add(lead, { name: 'Ana', role: 'guard', secret: '111111' });
    seat = { seatId: 'seat-1', host: 'node', token: null };
    await sessions.signIn(seat, 'Ana', '111111');
    feed.start();
  });
  afterEach(async () => {
    feed.stop();
    expect(bugs).toEqual([]);
    await ground.close();
  });

  const watch = (at: SeatConnection, signal?: AbortSignal) => eventsIn(feed.watch(at, signal));
  const note = (text: string) => ground.store.commit((tx) => tx.append({ kind: 'note.written', actor: guard, subject: null, payload: { text } }));
  const visitors = () => createVisitors({ ...ground, config: { stayHours: 8, badges: 9 } });
  const form = {
    personId: null,
    name: 'Eva Horáková',
    organisation: 'Acme',
    phone: '',
    plate: '',
    document: null,
    kind: 'visitor',
    purpose: 'meeting',
    hostName: 'Noor',
  } as const;

  it('begins with a snapshot of everything, newest first', async () => {
    await note('one');
    const last = await note('two');
    const stream = watch(seat);
    const first = await next(stream);
    expect(first).toMatchObject({ type: 'snapshot', seq: last.seq, masked: false, glance: { inside: 0, unacknowledged: 0, store: { state: 'ok' } } });
    expect(first.type === 'snapshot' && first.log.slice(0, 2).map((entry) => entry.row.payload.text)).toEqual(['two', 'one']);
  });

  it('tells rows in order, each once, also those that another process wrote', async () => {
    const stream = watch(seat);
    await next(stream);
    const other = openStore({ file: ground.store.file, clock: ground.clock });
    if (!other.ok) throw new Error(other.error.detail);
    await note('here');
    await other.value.commit((tx) => tx.append({ kind: 'note.written', actor: lead, subject: null, payload: { text: 'there' } }));
    await other.value.close();
    feed.tick();
    const texts = [];
    const seqs = [];
    for (let n = 0; n < 2; n += 1) {
      const { entry } = await until(stream, 'entry');
      texts.push(entry.row.payload.text);
      seqs.push(entry.row.seq);
    }
    expect(texts).toEqual(['here', 'there']);
    expect(seqs[1]).toBe((seqs[0] ?? 0) + 1);
  });

  it('tells the alarm that a row is about, and that it is gone', async () => {
    const stream = watch(seat);
    await next(stream);
    const raised = await alarms.raiseSystem({ source: 'north-in', condition: 'lostCard', momentary: true });
    if (!raised.ok) throw new Error('not raised');
    expect(await until(stream, 'alarm')).toMatchObject({ alarm: { alarmId: raised.value.alarmId, state: 'returnedUnacknowledged' } });
    expect((await until(stream, 'glance')).glance.unacknowledged).toBe(1);
    await alarms.acknowledge(guard, { alarmId: raised.value.alarmId, revision: raised.value.revision, reason: 'seen' });
    expect((await until(stream, 'alarmGone')).alarmId).toBe(raised.value.alarmId);
  });

  describe('of panels', () => {
    const zone = { type: 'point', panelId: 'yard', kind: 'zone', pointId: 'gate-3', retained: false, simulated: false } as const;
    const keepPoint = async (state: string) => {
      const batch = points.begin();
      await ground.store.commit((tx) => {
        batch.take({ ...zone, state }, ground.clock.utcMs());
        batch.finish(tx);
      });
      batch.kept();
    };
    const keepWord = async (word: string) => {
      const batch = unknown.begin();
      await ground.store.commit((tx) => {
        batch.take(tx, unknownWord(word), 'yard');
        batch.finish(tx);
      });
      batch.kept();
    };

    it('tells a point that changed, and shows all of them to a seat that comes later', async () => {
      const stream = watch(seat);
      await next(stream);
      await keepPoint('open');
      expect((await until(stream, 'point')).point).toMatchObject({ pointId: 'gate-3', state: 'open', lastHeardUtcMs: ground.clock.utcMs() });
      expect((await until(watch(seat), 'snapshot')).points).toEqual(points.list());
    });

    it('tells a command with each of its rows', async () => {
      const stream = watch(seat);
      await next(stream);
      const who = { by: 'Lin', secondPerson: null, askedAtUtcMs: 1, deadlineUtcMs: 2, stateAtUtcMs: 1, failure: null, detail: null };
      const command: PanelCommand = { commandId: 'c1', panelId: 'yard', kind: 'disarm', mode: null, pointKind: null, pointId: null, state: 'sent', ...who };
      await ground.store.commit((tx) => {
        tx.keep('command', 'c1', command);
        tx.append({ kind: 'panel.commanded', actor: lead, subject: 'yard', payload: { commandId: 'c1' } });
      });
      expect((await until(stream, 'command')).command).toEqual(command);
      expect((await until(watch(seat), 'snapshot')).commands).toEqual([command]);
    });

    it('tells the unknown words once a second, however many come', async () => {
      const stream = watch(seat);
      await next(stream);
      for (const word of ['ajar', 'ajar', 'odd']) await keepWord(word);
      feed.tick();
      await keepWord('ajar');
      feed.tick();
      feed.tick();
      await note('after');
      const told = [];
      for (let event = await next(stream); event.type !== 'entry' || event.entry.row.kind !== 'note.written'; event = await next(stream)) {
        if (event.type === 'unknownWords') told.push(event.unknownWords.map(({ word, count }) => `${word} ${count}`).sort());
      }
      expect(told).toEqual([
        ['ajar 2', 'odd 1'],
        ['ajar 3', 'odd 1'],
      ]);
      expect((await until(watch(seat), 'snapshot')).unknownWords).toHaveLength(2);
    });
  });

  it('tells who watches: in the snapshot, and when a seat changes its duty or its sound or goes', async () => {
    const stream = watch(seat);
    expect(await next(stream)).toMatchObject({ seats: [{ seat: 'seat-1', user: 'Ana', duty: 'first', sound: 'unknown' }] });
    await seats.setDuty(sessions.actor(seat), 'second');
    expect(await until(stream, 'seats')).toMatchObject({ seats: [{ duty: 'second' }] });
    await seats.soundState(sessions.actor(seat), 'muted');
    expect(await until(stream, 'seats')).toMatchObject({ seats: [{ sound: 'muted' }] });
    feed.drop(seat);
    expect(seats.list()).toEqual([]);
  });

  it('tells a visit that was registered', async () => {
    const stream = watch(seat);
    await next(stream);
    await visitors().register(guard, form);
    const { entry } = await until(stream, 'entry');
    expect(entry).toMatchObject({ visitorName: 'Eva Horáková' });
    expect(await until(stream, 'visit')).toMatchObject({ visit: { name: 'Eva Horáková', badgeNumber: 1 } });
  });

  it('says nothing before the row is on disk', async () => {
    const stream = watch(seat);
    await next(stream);
    ground.failDisk('diskFull');
    const refused = await visitors().register(guard, form);
    expect(refused.ok).toBe(false);
    ground.failDisk(null);
    await note('after');
    expect((await until(stream, 'entry')).entry.row.payload.text).toBe('after');
  });

  it('shows a failed store as an alarm that stands until it recovers', async () => {
    const stream = watch(seat);
    await next(stream);
    ground.failDisk('diskFull');
    await storeHealth.ledger.commit(() => undefined).catch(() => undefined);
    expect(await until(stream, 'alarm')).toMatchObject({ alarm: { condition: 'storeFailed', priority: 1, text: 'diskFull' } });
    expect(await next(watch(seat))).toMatchObject({ alarms: [{ condition: 'storeFailed' }], glance: { store: { state: 'failed' }, unacknowledged: 1 } });
    ground.failDisk(null);
    await storeHealth.tick();
    expect((await until(stream, 'alarmGone')).alarmId).toBe('alarm-store-failed');
    expect((await until(stream, 'entry')).entry.row.kind).toBe('store.recovered');
  });

  it('masks names from the moment the seat is locked, and shows them again', async () => {
    await visitors().register(guard, form);
    const stream = watch(seat);
    expect(JSON.stringify(await next(stream))).toContain('Eva');
    await sessions.lock(seat);
    const locked = await until(stream, 'snapshot');
    expect(locked.masked).toBe(true);
    expect(JSON.stringify(locked)).not.toContain('Eva');
    expect(locked.inside).toHaveLength(1);
    expect((await next(stream)).type).toBe('session');
    await visitors().register(guard, { ...form, name: 'Eva Second' });
    expect(JSON.stringify([await until(stream, 'entry'), await until(stream, 'visit')])).not.toContain('Eva');
    await sessions.unlock(seat, '111111');
    expect(JSON.stringify(await until(stream, 'snapshot'))).toContain('Eva Second');
  });

  it('ends with the session, having said so', async () => {
    const stream = watch(seat);
    await next(stream);
    const token = seat.token;
    await createUsers(ground).add(lead, { name: 'Lin', role: 'lead', secret: '333333' });
    await createUsers(ground).change(lead, { name: 'Ana', active: false });
    await sessions.tick();
    expect((await until(stream, 'session')).type).toBe('session');
    for await (const event of stream) expect(event.type).not.toBe('snapshot');
    expect(feed.seats).toBe(0);
    expect(token).not.toBeNull();
  });

  it('gives a seat that does not read a new snapshot instead of an endless queue', async () => {
    const stream = watch(seat);
    await next(stream);
    for (let n = 0; n < 10_500; n += 1) feed.repeated(1, n);
    const told = [];
    await note('last');
    for (;;) {
      const event = await next(stream);
      told.push(event.type);
      if (event.type === 'snapshot' || told.length > 11_000) break;
    }
    expect(told).toEqual(['snapshot']);
  });

  it('shows the newest rows instead of each when a flood outruns it, and tells each again after it', async () => {
    const stream = watch(seat);
    await next(stream);
    await ground.store.commit((tx) => {
      for (let n = 0; n < 2_500; n += 1) tx.append({ kind: 'panel.event', actor: guard, subject: null, payload: { n } });
    });
    const shown = await until(stream, 'skipped');
    expect(shown.seq).toBe(ground.store.read.lastSeq());
    expect(shown.log.map((entry) => entry.row.payload.n)).toEqual(expect.arrayContaining([2_499, 2_498, 2_400]));
    ground.clock.pass(2_000);
    feed.tick();
    const again = await until(stream, 'skipped');
    ground.clock.pass(2_000);
    feed.tick();
    ground.clock.pass(2_000);
    const row = await note('after the flood');
    feed.tick();
    let told = again.seq;
    for (;;) {
      const { entry } = await until(stream, 'entry');
      if (entry.row.seq === row.seq) break;
      told = Math.max(told, entry.row.seq);
    }
    expect(told).toBe(row.seq - 1);
  });

  it('tells each alarm of a flood as it stands, also where its rows are not told', async () => {
    const stream = watch(seat);
    await next(stream);
    const raised = await alarms.raiseSystem({ source: 'north-in', condition: 'lostCard', momentary: true });
    if (!raised.ok) throw new Error('not raised');
    await until(stream, 'alarm');
    ground.clock.pass(1_000);
    const { alarmId } = raised.value;
    await ground.store.commit((tx) => {
      for (let n = 0; n < 3_000; n += 1) tx.append({ kind: 'alarm.raised', actor: guard, subject: alarmId, payload: { alarmId } });
    });
    const told = [];
    for (let event = await next(stream); event.type !== 'skipped'; event = await next(stream)) told.push(event.type);
    expect((await next(stream)).type).toBe('alarm');
    expect(told).not.toContain('entry');
  });

  it('tells a long board in pieces, the most urgent first, and what happens in between', async () => {
    const board = Array.from({ length: 1_200 }, (_, n) => freshAlarm({ alarmId: `a-${n}`, source: `zone ${n}`, priority: n === 1_000 ? 1 : 3 }));
    await ground.store.commit((tx) => {
      for (const alarm of board) tx.saveAlarm(alarm);
    });
    const stream = watch(seat);
    const first = await next(stream);
    if (first.type !== 'snapshot') throw new Error('no snapshot');
    expect(first).toMatchObject({ alarmsFollow: true, alarms: [{ alarmId: 'a-1000' }, ...Array.from({ length: 499 }, () => ({ priority: 3 }))] });
    const seen = new Set(first.alarms.map((alarm) => alarm.alarmId));
    await note('meanwhile');
    feed.tick();
    const types = [];
    for (let complete = false; !complete; ) {
      const event = await next(stream);
      types.push(event.type);
      if (event.type !== 'alarms') continue;
      for (const alarm of event.alarms) seen.add(alarm.alarmId);
      ({ complete } = event);
    }
    expect(seen.size).toBe(1_200);
    expect(types.lastIndexOf('alarms')).toBeGreaterThan(types.indexOf('entry'));
    expect(types).toContain('entry');
  });

  it('keeps the repeats of a row for a seat that comes later', async () => {
    const row = await ground.store.commit((tx) => tx.append({ kind: 'gate.granted', actor: guard, subject: 'r', payload: {} }));
    feed.repeated(row.seq, 3);
    const first = await next(watch(seat));
    expect(first.type === 'snapshot' && first.gate[0]?.repeats).toBe(3);
  });

  it('tells the glance at most once a second', async () => {
    const stream = watch(seat);
    await next(stream);
    for (let n = 0; n < 5; n += 1) {
      await visitors().register(guard, { ...form, name: `Visitor ${n}` });
      feed.tick();
    }
    ground.clock.pass(1_000);
    feed.tick();
    await note('end');
    feed.tick();
    const glances = [];
    for (;;) {
      const event = await next(stream);
      if (event.type === 'glance') glances.push(event.glance.inside);
      if (event.type === 'entry' && event.entry.row.payload.text === 'end') break;
    }
    expect(glances).toHaveLength(2);
    expect(glances.at(-1)).toBe(5);
  });

  it('leaves nobody behind when a seat goes away', async () => {
    const gone = new AbortController();
    const stream = watch(seat, gone.signal);
    await next(stream);
    const waiting = stream.next();
    gone.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    const dropped = watch(seat);
    feed.drop(seat);
    expect(await dropped.next()).toEqual({ done: true, value: undefined });
    expect(feed.seats).toBe(0);
  });

  describe('of documents that a scanner read', () => {
    const scan = (number = 'L898902C3') => documents.read({ type: 'document', readerId: 'desk', document: travelDocument({ number }), simulated: false });
    const isSilent = async (stream: Stream) => {
      const now = documents.offers().length;
      await note(`after ${now}`);
      return (await untilEither(stream)).type === 'entry';
    };
    /** The next event that is a document's or a row's. */
    async function untilEither(stream: Stream): Promise<LiveEvent> {
      for (;;) {
        const event = await next(stream);
        if (event.type.startsWith('document') || event.type === 'entry') return event;
      }
    }
    async function another(role: 'guard' | 'operator' | 'lead' | 'installer'): Promise<SeatConnection> {
      await createUsers({ ...ground, ledger: storeHealth.ledger }).add(lead, { name: role, role, secret: '222222' });
      const other: SeatConnection = { seatId: role, host: 'node', token: null };
      await sessions.signIn(other, role, '222222');
      return other;
    }
    async function watching(at: SeatConnection): Promise<Stream> {
      const stream = watch(at);
      await next(stream);
      return stream;
    }

    it('tells the one seat that may register that it is alone, and not what the document says', async () => {
      const stream = await watching(seat);
      const installer = await watching(await another('installer'));
      scan();
      const told = await until(stream, 'documentOffered');
      expect(told).toMatchObject({ readerId: 'desk', alone: true });
      expect(JSON.stringify(told)).not.toMatch(/ERIKSSON|L898902C3/);
      expect(await isSilent(installer)).toBe(true);
    });

    it('tells two seats that neither is alone, and both when one has taken it', async () => {
      const streams = [await watching(seat), await watching(await another('operator'))];
      scan();
      for (const stream of streams) expect(await until(stream, 'documentOffered')).toMatchObject({ alone: false });
      const [offer] = documents.offers();
      documents.take(offer?.offerId ?? '');
      for (const stream of streams) expect(await until(stream, 'documentGone')).toEqual({ type: 'documentGone', offerId: offer?.offerId });
    });

    it('tells a locked seat nothing, and when it is unlocked what still waits', async () => {
      const stream = await watching(seat);
      await sessions.lock(seat);
      await until(stream, 'session');
      scan();
      documents.unread({ type: 'documentUnread', readerId: 'desk', problem: { code: 'notMrz', field: null } });
      expect(await isSilent(stream)).toBe(true);
      await sessions.unlock(seat, '111111');
      expect(await until(stream, 'documentOffered')).toMatchObject({ readerId: 'desk', alone: false });
    });

    it('tells a seat that begins to watch what still waits', async () => {
      scan();
      const stream = await watching(seat);
      expect(await until(stream, 'documentOffered')).toMatchObject({ readerId: 'desk', alone: false });
    });

    it('tells that one was forgotten after a minute', async () => {
      const stream = await watching(seat);
      scan();
      ground.clock.pass(60_000);
      documents.tick();
      expect((await until(stream, 'documentGone')).type).toBe('documentGone');
    });

    it('writes no row about them', async () => {
      const before = ground.rows().length;
      scan();
      documents.take(documents.offers()[0]?.offerId ?? '');
      scan('X1');
      feed.tick();
      expect(ground.rows()).toHaveLength(before);
    });
  });
});
