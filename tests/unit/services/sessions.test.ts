import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SeatConnection } from '../../../src/main/services/seat.ts';
import { createSessions, type Sessions } from '../../../src/main/services/sessions.ts';
import { createUsers, type Users } from '../../../src/main/services/users.ts';
import { type Ground, lead, openGround } from './ground.ts';

const limits = { idleMinutes: 5, maxHours: 12 };

describe('sessions', () => {
  let ground: Ground;
  let sessions: Sessions;
  let users: Users;
  let seats: number;

  beforeEach(async () => {
    ground = openGround();
    seats = 0;
    users = createUsers(ground);
    await users.add(lead, { name: 'Ana', role: 'guard', secret: '111111' });
    await users.add(lead, { name: 'Lin', role: 'lead', secret: '333333' });
    sessions = createSessions({ ...ground, limits });
  });
  afterEach(() => ground.close());

  const seat = (host: 'node' | 'electron' = 'node'): SeatConnection => {
    seats += 1;
    return { seatId: `seat-${seats}`, host, token: null };
  };
  const signedIn = async (name = 'Ana', secret = '111111'): Promise<SeatConnection> => {
    const one = seat();
    expect(await sessions.signIn(one, name, secret)).toMatchObject({ ok: true });
    return one;
  };
  const wrong = async (times: number, name = 'Ana') => {
    const answers = [];
    for (let n = 0; n < times; n += 1) answers.push(await sessions.signIn(seat(), name, 'wrong-secret'));
    return answers;
  };
  const waits = (answers: Awaited<ReturnType<typeof wrong>>) =>
    answers.map((answer) => (answer.ok || answer.error.code !== 'refused' ? 'no' : answer.error.waitMs));

  it('signs in with a row, gives a browser seat a ticket that works once, a window none', async () => {
    const one = seat();
    const answer = await sessions.signIn(one, 'Ana', '111111');
    if (!answer.ok || answer.value.ticket === null) throw new Error('no ticket');
    expect(one.token).toHaveLength(43);
    expect(sessions.redeemTicket(answer.value.ticket)).toBe(one.token);
    expect(sessions.redeemTicket(answer.value.ticket)).toBeNull();
    expect(await sessions.signIn(seat('electron'), 'Ana', '111111')).toEqual({ ok: true, value: { ticket: null } });
    expect(ground.rows('auth.signedIn')).toMatchObject([
      { actor: 'Ana', role: 'guard', seat: 'seat-1', subject: 'Ana' },
      { actor: 'Ana', seat: 'seat-2' },
    ]);
  });

  it('lets a ticket go stale after a minute', async () => {
    const answer = await sessions.signIn(seat(), 'Ana', '111111');
    ground.clock.pass(60_001);
    expect(answer.ok && answer.value.ticket !== null && sessions.redeemTicket(answer.value.ticket)).toBeNull();
  });

  it('answers a wrong secret and an unknown name alike, try by try', async () => {
    const known = waits(await wrong(7));
    expect(known).toEqual([0, 0, 0, 0, 1_000, 1_000, 1_000]);
    expect(waits(await wrong(7, 'Nobody'))).toEqual(known);
  });

  it('writes every refusal, but not the name that nobody has, and one row for each wait', async () => {
    await wrong(7);
    await wrong(1, 'my-secret-in-the-wrong-box');
    const rows = ground.rows('auth.refused');
    expect(rows.map((row) => row.payload.reason)).toEqual([...Array(5).fill('wrongSecret'), 'waiting', 'unknownUser']);
    expect(JSON.stringify(rows)).not.toContain('my-secret-in-the-wrong-box');
  });

  it('does not look at the right secret while a name has to wait, and takes it afterwards', async () => {
    await wrong(5);
    expect(await sessions.signIn(seat(), 'Ana', '111111')).toEqual({ ok: false, error: { code: 'refused', waitMs: 1_000 } });
    ground.clock.pass(1_000);
    expect(await sessions.signIn(seat(), 'Ana', '111111')).toMatchObject({ ok: true });
    expect(ground.store.read.user('Ana')).toMatchObject({ failedTries: 0, blockedUntilUtcMs: null });
  });

  it('gives nothing to who sets the clock or restarts the post', async () => {
    await wrong(7);
    ground.clock.pass(1_000);
    await wrong(1);
    ground.clock.set(ground.clock.utcMs() + 86_400_000);
    expect(waits(await wrong(1))).toEqual([2_000]);
    sessions = createSessions({ ...ground, limits });
    ground.clock.set(ground.clock.utcMs() + 86_400_000);
    expect(waits(await wrong(1))).toEqual([2_000]);
  });

  it('slows a name down on a real clock too, which has fractions of a millisecond', async () => {
    let monoMs = 1_000;
    const clock = {
      ...ground.clock,
      monoMs: () => {
        monoMs += 0.3;
        return monoMs;
      },
    };
    sessions = createSessions({ ...ground, clock, limits });
    const answers = waits(await wrong(6));
    expect(answers.slice(4)).toEqual([1_000, 1_000]);
    expect(ground.store.read.user('Ana')).toMatchObject({ failedTries: 5 });
    expect(ground.store.read.user('Ana')?.blockedUntilUtcMs).toBe(clock.utcMs() + 1_000);
  });

  it('counts a burst from many seats as what it is', async () => {
    const answers = await Promise.all(Array.from({ length: 7 }, () => sessions.signIn(seat(), 'Ana', 'wrong-secret')));
    expect(ground.store.read.user('Ana')?.failedTries).toBe(5);
    expect(answers.every((answer) => !answer.ok)).toBe(true);
  });

  it('does not let in who was switched off, with the same answer', async () => {
    await users.change(lead, { name: 'Ana', active: false });
    expect(await sessions.signIn(seat(), 'Ana', '111111')).toEqual({ ok: false, error: { code: 'refused', waitMs: 0 } });
    expect(ground.rows('auth.refused').at(-1)?.payload.reason).toBe('inactive');
  });

  it('signs nobody in whose sign-in can not be written', async () => {
    ground.failDisk('diskFull');
    const one = seat();
    expect(await sessions.signIn(one, 'Ana', '111111')).toEqual({ ok: false, error: { code: 'storeFailed', cause: 'diskFull' } });
    expect(sessions.at(one)).toBeNull();
  });

  it('locks an unattended seat, whatever the wall clock says, and unlocks with the same secret only', async () => {
    const one = await signedIn();
    ground.clock.set(0);
    ground.clock.pass(4 * 60_000);
    sessions.touch(one);
    ground.clock.pass(4 * 60_000);
    await sessions.tick();
    expect(sessions.at(one)?.locked).toBe(false);
    ground.clock.pass(60_000);
    await sessions.tick();
    expect(sessions.at(one)?.locked).toBe(true);
    expect(await sessions.unlock(one, '333333')).toMatchObject({ ok: false });
    expect(await sessions.unlock(one, '111111')).toEqual({ ok: true, value: undefined });
    expect(sessions.at(one)?.locked).toBe(false);
    expect(ground.rows('auth.locked', 'auth.unlocked').map((row) => [row.kind, row.payload.why])).toEqual([
      ['auth.locked', 'idle'],
      ['auth.unlocked', 'secret'],
    ]);
  });

  it('ends a session after its longest time, touched or not', async () => {
    const one = await signedIn();
    for (let hour = 0; hour < 12; hour += 1) {
      ground.clock.pass(3_600_000);
      sessions.touch(one);
    }
    await sessions.tick();
    expect(sessions.at(one)).toBeNull();
    expect(ground.rows('auth.signedOut').at(-1)?.payload.why).toBe('maxHours');
  });

  it('ends a session at once when its user is switched off or gets another role', async () => {
    const ended: string[] = [];
    sessions.onChange((token) => ended.push(token));
    const ana = await signedIn();
    await users.change(lead, { name: 'Ana', role: 'operator' });
    expect(sessions.at(ana)).toBeNull();
    await sessions.tick();
    expect(ended).toEqual([ana.token]);
    expect(ground.rows('auth.signedOut').at(-1)?.payload.why).toBe('userChanged');
  });

  it('makes the first lead once', async () => {
    expect(await sessions.createFirstLead(seat(), 'Eve', 'password')).toEqual({ ok: false, error: { code: 'rule', rule: 'usersExist' } });
  });

  it('checks a second person without signing them in', async () => {
    expect(await sessions.checkSecret('Lin', '333333')).toEqual({ ok: true, value: { name: 'Lin', role: 'lead' } });
    expect(await sessions.checkSecret('Lin', '000000')).toEqual({ ok: false, error: { code: 'refused', waitMs: 0 } });
    expect(ground.rows('auth.signedIn')).toEqual([]);
  });
});

describe('an empty post', () => {
  it('lets the first person make themselves the lead, signed in', async () => {
    const ground = openGround();
    const sessions = createSessions({ ...ground, limits });
    const seat: SeatConnection = { seatId: 'seat-1', host: 'node', token: null };
    expect(sessions.hasUsers()).toBe(false);
    expect(await sessions.createFirstLead(seat, 'Lin', '333333')).toMatchObject({ ok: true });
    expect(sessions.at(seat)).toMatchObject({ user: { name: 'Lin', role: 'lead' }, locked: false });
    await ground.close();
  });
});
