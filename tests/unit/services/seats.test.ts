import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Alarms, createAlarms } from '../../../src/main/services/alarms.ts';
import type { SeatConnection } from '../../../src/main/services/seat.ts';
import { createSeatSound, type SeatSound } from '../../../src/main/services/seat-sound.ts';
import { createSeats, type Seats } from '../../../src/main/services/seats.ts';
import { createSessions, type Sessions } from '../../../src/main/services/sessions.ts';
import { createUsers } from '../../../src/main/services/users.ts';
import type { Actor } from '../../../src/shared/model/journal.ts';
import { type Ground, lead, openGround } from './ground.ts';

let ground: Ground;
let sessions: Sessions;
let seats: Seats;
let alarms: Alarms;
let sound: SeatSound;
let desk: SeatConnection;
let office: SeatConnection;

beforeEach(async () => {
  ground = openGround();
  sessions = createSessions({ ...ground, limits: { idleMinutes: 60, maxHours: 12 } });
  seats = createSeats({ ...ground, sessions });
  alarms = createAlarms({ ...ground, checkSecret: sessions.checkSecret, seatsWatching: seats.watching });
  sound = createSeatSound({ ...ground, seats, alarms });
  await createUsers(ground).add(lead, { name: 'Ana', role: 'operator', secret: '111111' });
  desk = await signedIn('console');
  office = await signedIn('browser-1');
});
afterEach(() => ground.close());

async function signedIn(seatId: string): Promise<SeatConnection> {
  const seat: SeatConnection = { seatId, host: 'node', token: null };
  await sessions.signIn(seat, 'Ana', '111111');
  return seat;
}
const at = (seat: SeatConnection): Actor => sessions.actor(seat);
const names = () => seats.list().map(({ seat, duty, sound: state }) => [seat, duty, state]);

describe('seats that watch', () => {
  it('are those with an open stream where somebody is signed in, each once', async () => {
    expect(seats.list()).toEqual([]);
    seats.opened(desk);
    seats.opened(desk);
    seats.opened(office);
    expect(seats.list()).toMatchObject([
      { seat: 'browser-1', user: 'Ana', duty: 'first', sound: 'unknown' },
      { seat: 'console', user: 'Ana' },
    ]);
    seats.closed(desk);
    expect(names()).toHaveLength(2);
    seats.closed(desk);
    expect(names().map(([seat]) => seat)).toEqual(['browser-1']);
    await sessions.signOut(office);
    expect(seats.list()).toEqual([]);
  });

  it('are told whenever one comes, goes, or changes its duty or sound', async () => {
    const told: number[] = [];
    const stop = seats.onChange((list) => told.push(list.length));
    seats.opened(desk);
    await seats.setDuty(at(desk), 'second');
    await seats.soundState(at(desk), 'muted');
    seats.closed(desk);
    stop();
    expect(told).toEqual([1, 1, 1, 0]);
  });

  it('keep their duty under their name, also over a restart, with a row for the change', async () => {
    await seats.setDuty(at(office), 'lead');
    await seats.setDuty(at(office), 'lead');
    expect(ground.rows('seat.dutyChanged')).toMatchObject([
      { actor: 'Ana', seat: 'browser-1', subject: 'browser-1', payload: { seat: 'browser-1', duty: 'lead', before: 'first' } },
    ]);
    const restarted = createSeats({ ...ground, sessions });
    restarted.opened(office);
    expect(restarted.list()).toMatchObject([{ seat: 'browser-1', duty: 'lead' }]);
    expect([restarted.watching('lead'), restarted.watching('second')]).toEqual([1, 0]);
  });
});

describe('the sound of a seat', () => {
  it('is a row when it is lost and when it is back, and none when a page says for the first time that it is fine', async () => {
    for (const state of ['ready', 'ready', 'blocked', 'muted', 'ready', 'failed'] as const) await seats.soundState(at(desk), state);
    expect(ground.rows('sound.muted', 'sound.restored').map(({ kind, payload }) => [kind, payload.state, payload.before])).toEqual([
      ['sound.muted', 'blocked', 'ready'],
      ['sound.muted', 'muted', 'blocked'],
      ['sound.restored', 'ready', 'muted'],
      ['sound.muted', 'failed', 'ready'],
    ]);
  });

  it('that nobody heard in the test is a row of its own', async () => {
    await seats.soundTest(at(desk), false);
    expect(ground.rows('sound.tested')).toMatchObject([{ subject: 'console', actor: 'Ana', payload: { seat: 'console', heard: false } }]);
  });

  it('is not taken as changed when the row could not be written', async () => {
    seats.opened(desk);
    ground.failDisk('diskFull');
    expect(await seats.soundState(at(desk), 'muted')).toMatchObject({ ok: false, error: { code: 'storeFailed' } });
    expect(names()).toEqual([['console', 'first', 'unknown']]);
  });
});

describe('a seat that must ring first and can not', () => {
  const lost = () => alarms.board().map(({ source, condition, state, text }) => [source, condition, state, text]);
  const wait = async (ms: number) => {
    ground.clock.pass(ms);
    await sound.tick();
  };
  beforeEach(async () => {
    seats.opened(desk);
    await seats.soundState(at(desk), 'muted');
    await sound.tick();
  });

  it('is an alarm after a minute, once, and over when it can be heard again', async () => {
    await wait(59_999);
    expect(lost()).toEqual([]);
    await wait(1);
    await wait(60_000);
    expect(lost()).toEqual([['console', 'soundLost', 'unacknowledged', 'muted']]);
    await seats.soundState(at(desk), 'ready');
    await sound.tick();
    expect(lost()).toEqual([['console', 'soundLost', 'returnedUnacknowledged', 'muted']]);
    expect(ground.rows('alarm.raised')).toHaveLength(1);
  });

  it('is none any more when the seat is given up or rings second', async () => {
    await wait(60_000);
    seats.closed(desk);
    await sound.tick();
    expect(alarms.board()[0]?.active).toBe(false);
    seats.opened(desk);
    await seats.setDuty(at(desk), 'second');
    await wait(120_000);
    expect(alarms.board()[0]?.active).toBe(false);
  });

  it('is raised once the disk is back, and cleared after a restart when nobody sits there', async () => {
    ground.failDisk('ioError');
    await wait(60_000);
    ground.failDisk(null);
    await wait(1_000);
    expect(lost()).toHaveLength(1);
    const nobody = createSeats({ ...ground, sessions });
    await createSeatSound({ ...ground, seats: nobody, alarms }).tick();
    expect(alarms.board()[0]?.active).toBe(false);
  });
});
