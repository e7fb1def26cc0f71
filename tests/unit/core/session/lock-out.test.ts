import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWrongSecret, canBeLocked, delayAfterMs, freeTries, isLockDue, triesAtStart, waitMs } from '../../../../src/main/core/session/lock-out.ts';
import { canUnlock, isOpen, type Role, roles, type User } from '../../../../src/shared/model/users.ts';

describe('the lock-out', () => {
  it('lets five wrong secrets pass without a wait, then doubles from one second up to five minutes', () => {
    expect([0, 1, 4, 5, 6, 7, 13, 14, 50].map(delayAfterMs)).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
  });

  it('never gets shorter by another wrong secret', () => {
    fc.assert(
      fc.property(fc.nat(2_000), (failed) => {
        expect(delayAfterMs(failed + 1)).toBeGreaterThanOrEqual(delayAfterMs(failed));
      }),
    );
  });

  it('counts the whole delay again in a new run', () => {
    expect(waitMs(triesAtStart(7, 500), 500)).toBe(4_000);
    expect(waitMs(triesAtStart(freeTries - 1, 500), 500)).toBe(0);
  });

  it('is over when its time has passed', () => {
    const tries = afterWrongSecret({ failed: 4, untilMonoMs: 0 }, 10_000);
    expect(waitMs(tries, 10_999)).toBe(1);
    expect(waitMs(tries, 11_000)).toBe(0);
  });
});

const user = (name: string, role: Role, more: Partial<User> = {}): User => ({ name, role, active: true, locked: false, language: null, ...more });

describe('the lock of an account', () => {
  it('is due with the tenth wrong secret in a row', () => {
    expect([0, 5, 9, 10, 11].map(isLockDue)).toEqual([false, false, false, true, true]);
  });

  it('spares the last lead who can sign in, though an installer is there', () => {
    const users = [user('Lin', 'lead'), user('Sam', 'installer'), user('Ana', 'guard')];
    expect(users.map((one) => canBeLocked(one, users))).toEqual([false, true, true]);
  });

  it('does not count on a lead who is locked or switched off', () => {
    const lin = user('Lin', 'lead');
    expect(canBeLocked(lin, [lin, user('Mo', 'lead')])).toBe(true);
    expect(canBeLocked(lin, [lin, user('Mo', 'lead', { locked: true })])).toBe(false);
    expect(canBeLocked(lin, [lin, user('Mo', 'lead', { active: false })])).toBe(false);
  });

  it('spares the last installer where there is no lead', () => {
    const sam = user('Sam', 'installer');
    const ana = user('Ana', 'guard');
    expect(canBeLocked(sam, [sam, ana])).toBe(false);
    expect(canBeLocked(ana, [sam, ana])).toBe(true);
    expect(canBeLocked(ana, [ana, user('Bo', 'operator')])).toBe(false);
  });

  it('never leaves a post without someone who can sign in and unlock, whoever is guessed at in whatever order', () => {
    const anyUser = fc.record({ role: fc.constantFrom(...roles), active: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyUser, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(7), { maxLength: 30 }), (made, guesses) => {
        let users = made.map(({ role, active }, i) => user(`user-${i}`, role, { active }));
        const unlockers = () => users.filter((one) => isOpen(one) && (one.role === 'lead' || one.role === 'installer'));
        const leads = () => users.filter((one) => isOpen(one) && one.role === 'lead');
        const before = { unlockers: unlockers().length, leads: leads().length };
        for (const at of guesses) {
          const target = users[at];
          if (target !== undefined && canBeLocked(target, users)) users = users.map((one, i) => (i === at ? { ...one, locked: true } : one));
        }
        if (before.leads > 0) expect(leads().length).toBeGreaterThan(0);
        if (before.unlockers > 0) expect(unlockers().length).toBeGreaterThan(0);
        const locked = users.filter((one) => one.locked);
        for (const one of locked) expect(users.some((other) => isOpen(other) && canUnlock(other, one, users))).toBe(true);
      }),
    );
  });

  it('is taken off by a lead, by an installer only where no lead could, and by nobody for themselves', () => {
    const lin = user('Lin', 'lead', { locked: true });
    const mo = user('Mo', 'lead');
    const sam = user('Sam', 'installer');
    const ana = user('Ana', 'guard', { locked: true });
    expect(canUnlock(mo, ana, [lin, mo, sam, ana])).toBe(true);
    expect(canUnlock(sam, ana, [lin, mo, sam, ana])).toBe(false);
    expect(canUnlock(sam, ana, [lin, sam, ana])).toBe(true);
    expect(canUnlock({ name: 'LIN', role: 'lead' }, lin, [lin, mo])).toBe(false);
    expect(canUnlock(ana, lin, [lin, mo, ana])).toBe(false);
  });
});
