/** T9: guessing a PIN. The tenth wrong try locks the account until someone unlocks it; nobody can lock a post out. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockAfterTries } from '../../../src/main/core/session/lock-out.ts';
import type { SeatConnection } from '../../../src/main/services/seat.ts';
import { createSessions, type Sessions } from '../../../src/main/services/sessions.ts';
import { createUsers, type Users } from '../../../src/main/services/users.ts';
import type { Actor } from '../../../src/shared/model/journal.ts';
import { type Ground, lead, openGround } from './ground.ts';

const limits = { idleMinutes: 5, maxHours: 12 };
const accountLocked = { ok: false, error: { code: 'accountLocked' } };
const rule = (name: string) => ({ ok: false, error: { code: 'rule', rule: name } });
const mo: Actor = { name: 'Mo', role: 'lead', seat: 'desk-2' };
const sam: Actor = { name: 'Sam', role: 'installer', seat: 'desk-2' };

describe('an account that is guessed at', () => {
  let ground: Ground;
  let sessions: Sessions;
  let users: Users;
  let seats = 0;

  beforeEach(async () => {
    ground = openGround();
    users = createUsers(ground);
    await users.add(lead, { name: 'Ana', role: 'guard', secret: '111111' });
    await users.add(lead, { name: 'Lin', role: 'lead', secret: '333333' });
    sessions = createSessions({ ...ground, limits });
  });
  afterEach(() => ground.close());

  const seat = (): SeatConnection => {
    seats += 1;
    return { seatId: `seat-${seats}`, host: 'node', token: null };
  };
  /** Tries that wait as long as they are told to; the last answer. */
  const guess = async (name: string, times: number) => {
    let answer = await sessions.signIn(seat(), name, 'wrong-secret');
    for (let n = 1; n < times; n += 1) {
      ground.clock.pass(5 * 60_000);
      answer = await sessions.signIn(seat(), name, 'wrong-secret');
    }
    return answer;
  };
  const isLocked = (name: string) => users.list().find((user) => user.name === name)?.locked;

  it('is locked with the tenth wrong try, not before, and the right secret is not looked at any more', async () => {
    expect(await guess('Ana', lockAfterTries - 1)).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(isLocked('Ana')).toBe(false);
    ground.clock.pass(5 * 60_000);
    expect(await guess('Ana', 1)).toEqual(accountLocked);
    expect(isLocked('Ana')).toBe(true);
    ground.clock.pass(365 * 86_400_000);
    expect(await sessions.signIn(seat(), 'ANA', '111111')).toEqual(accountLocked);
    expect(ground.rows('auth.locked')).toMatchObject([
      { actor: 'system', subject: 'Ana', payload: { what: 'account', why: 'tooManyTries', failedTries: lockAfterTries } },
    ]);
  });

  it('stays locked after a restart and a clock that was set', async () => {
    await guess('Ana', lockAfterTries);
    for (const jumpMs of [86_400_000 * 365, -86_400_000 * 900]) {
      ground.clock.set(ground.clock.utcMs() + jumpMs);
      sessions = createSessions({ ...ground, limits });
      expect(await sessions.signIn(seat(), 'Ana', '111111')).toEqual(accountLocked);
    }
  });

  it('does not fill the journal when it is hammered on', async () => {
    await guess('Ana', lockAfterTries);
    const before = ground.rows().length;
    await guess('Ana', 30);
    expect(ground.rows().slice(before)).toMatchObject([{ kind: 'auth.refused', payload: { reason: 'locked' } }]);
  });

  it('gets the same answers, try by try, as a name that nobody has', async () => {
    const answers = async (name: string) => {
      const got = [];
      for (let n = 0; n < lockAfterTries + 2; n += 1) {
        got.push(await sessions.signIn(seat(), name, 'wrong-secret'));
        ground.clock.pass(5 * 60_000);
      }
      return got;
    };
    expect(await answers('Nobody')).toEqual(await answers('Ana'));
  });

  it('gets the same answers as a name that nobody has when the letters change their case, too', async () => {
    const answers = async (names: string[]) => {
      const got = [];
      for (const name of names) got.push(await sessions.signIn(seat(), name, 'wrong-secret'));
      return got;
    };
    expect(await answers(['nobody', 'NOBODY', 'Nobody', 'noBody', 'nobodY', 'NoBoDy'])).toEqual(await answers(['ana', 'ANA', 'Ana', 'aNa', 'anA', 'AnA']));
  });

  it('goes on waiting when so many other names are tried that not all can be remembered', { timeout: 30_000 }, async () => {
    for (let n = 0; n < 6; n += 1) {
      await sessions.signIn(seat(), 'Lin', 'wrong-secret');
      ground.clock.pass(1_000);
    }
    expect(await guess('Lin', 1)).toMatchObject({ error: { code: 'refused', waitMs: 1_000 } });
    for (let n = 0; n < 1_001; n += 1) await sessions.signIn(seat(), `nobody-${n}`, 'wrong-secret');
    expect(await sessions.signIn(seat(), 'Lin', '333333')).toEqual({ ok: false, error: { code: 'refused', waitMs: 1_000 } });
  });

  it('can sign in at once when a lead has unlocked it, and begins to count anew', async () => {
    await guess('Ana', lockAfterTries);
    expect(await users.unlock(lead, 'ana')).toMatchObject({ ok: true, value: { name: 'Ana', locked: false } });
    expect(await guess('Ana', 1)).toEqual({ ok: false, error: { code: 'refused', waitMs: 0 } });
    expect(await sessions.signIn(seat(), 'Ana', '111111')).toMatchObject({ ok: true });
    expect(ground.rows('auth.unlocked')).toMatchObject([{ actor: 'Lin', subject: 'Ana', payload: { what: 'account', why: 'asked' } }]);
    expect(await users.unlock(lead, 'Ana')).toEqual(rule('notLocked'));
    expect(await users.unlock(lead, 'Nobody')).toEqual({ ok: false, error: { code: 'notFound' } });
  });

  it('is unlocked by a new secret from a lead, with a row of its own', async () => {
    await guess('Ana', lockAfterTries);
    expect(await users.change(lead, { name: 'Ana', secret: '222222' })).toMatchObject({ ok: true, value: { locked: false } });
    expect(await sessions.signIn(seat(), 'Ana', '222222')).toMatchObject({ ok: true });
    expect(ground.rows('user.changed', 'auth.unlocked').map((row) => [row.kind, row.payload.why])).toEqual([
      ['user.changed', undefined],
      ['auth.unlocked', 'newSecret'],
    ]);
  });

  it('stays locked when it is switched off and on again or gets another role', async () => {
    await guess('Ana', lockAfterTries);
    for (const change of [{ active: false }, { active: true }, { role: 'operator' as const }]) await users.change(lead, { name: 'Ana', ...change });
    expect(await sessions.signIn(seat(), 'Ana', '111111')).toEqual(accountLocked);
  });

  it('is locked by wrong tries to unlock a screen and as second person as well, and its session goes on', async () => {
    const here = seat();
    await sessions.signIn(here, 'Ana', '111111');
    for (let n = 0; n < lockAfterTries; n += 1) {
      const answer = n % 2 === 0 ? await sessions.unlock(here, 'wrong-secret') : await sessions.checkSecret('Ana', 'wrong-secret');
      expect(answer.ok).toBe(false);
      ground.clock.pass(5 * 60_000);
    }
    expect(isLocked('Ana')).toBe(true);
    expect(await sessions.unlock(here, '111111')).toEqual(accountLocked);
    expect(sessions.at(here)?.user).toMatchObject({ name: 'Ana', locked: true });
  });

  it('of the only lead is never locked: the delay goes on doubling, and the right secret gets in', async () => {
    await users.add(lead, { name: 'Sam', role: 'installer', secret: '444444' });
    expect(await guess('Lin', 40)).toEqual({ ok: false, error: { code: 'refused', waitMs: 5 * 60_000 } });
    ground.clock.pass(5 * 60_000);
    expect(await sessions.signIn(seat(), 'Lin', '333333')).toMatchObject({ ok: true });
    expect(ground.rows('auth.locked')).toEqual([]);
  });

  it('of two leads who are both guessed at locks the first alone, at the same moment as well', async () => {
    await users.add(lead, { name: 'Mo', role: 'lead', secret: '555555' });
    await guess('Lin', lockAfterTries - 1);
    await guess('Mo', lockAfterTries - 1);
    ground.clock.pass(5 * 60_000);
    const answers = await Promise.all(['Lin', 'Mo'].map((name) => sessions.signIn(seat(), name, 'wrong-secret')));
    expect(answers.map((answer) => !answer.ok && answer.error.code).toSorted()).toEqual(['accountLocked', 'refused']);
    expect(users.list().filter((user) => user.role === 'lead' && user.locked)).toHaveLength(1);
  });

  it('of a lead is not unlocked by the lead, neither so nor by a new secret', async () => {
    await users.add(lead, { name: 'Mo', role: 'lead', secret: '555555' });
    await guess('Lin', lockAfterTries);
    expect(await users.unlock(lead, 'lin')).toEqual(rule('ownAccount'));
    expect(await users.change(lead, { name: 'Lin', secret: '999999' })).toEqual(rule('ownAccount'));
    expect(isLocked('Lin')).toBe(true);
    expect(await users.unlock(mo, 'Lin')).toMatchObject({ ok: true });
  });

  it('of a lead counts as none when the other lead would go', async () => {
    await users.add(lead, { name: 'Mo', role: 'lead', secret: '555555' });
    await guess('Lin', lockAfterTries);
    for (const change of [{ active: false }, { role: 'guard' as const }]) expect(await users.change(lead, { name: 'Mo', ...change })).toEqual(rule('lastLead'));
  });

  it('is unlocked by an installer only where no lead could', async () => {
    await users.add(lead, { name: 'Sam', role: 'installer', secret: '444444' });
    await guess('Ana', lockAfterTries);
    expect(await users.unlock(sam, 'Ana')).toEqual(rule('leadUnlocks'));
    expect(isLocked('Ana')).toBe(true);
  });

  it('is not locked when the disk keeps nothing, and is locked by the next wrong try when it does again', async () => {
    await guess('Ana', lockAfterTries - 1);
    ground.clock.pass(5 * 60_000);
    ground.failDisk('diskFull');
    expect(await guess('Ana', 1)).toEqual({ ok: false, error: { code: 'storeFailed', cause: 'diskFull' } });
    ground.failDisk(null);
    ground.clock.pass(5 * 60_000);
    expect(await guess('Ana', 1)).toEqual(accountLocked);
  });
});

describe('a post without a lead', () => {
  it('has its accounts unlocked by an installer, the last of whom is never locked', async () => {
    const ground = openGround();
    const users = createUsers(ground);
    await users.add(lead, { name: 'Sam', role: 'installer', secret: '444444' });
    await users.add(lead, { name: 'Ana', role: 'guard', secret: '111111' });
    const sessions = createSessions({ ...ground, limits });
    for (const name of ['Ana', 'Sam']) {
      for (let n = 0; n < lockAfterTries; n += 1) {
        await sessions.signIn({ seatId: 's', host: 'node', token: null }, name, 'wrong-secret');
        ground.clock.pass(5 * 60_000);
      }
    }
    expect(users.list().map((user) => [user.name, user.locked])).toEqual([
      ['Ana', true],
      ['Sam', false],
    ]);
    expect(await users.unlock(sam, 'Ana')).toMatchObject({ ok: true });
    await ground.close();
  });
});
