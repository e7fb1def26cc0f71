/**
 * What wrong secrets cost a name: five tries are free, then the delay doubles, after ten the account is locked until a lead
 * unlocks it. The last one who could unlock is never locked: for them the delay goes on doubling. Pure; owns no clock.
 */
import { isOpen, sameUser, type User } from '../../../shared/model/users.ts';

/** Wrong secrets in a row that cost nothing. */
export const freeTries = 5;
/** Wrong secrets in a row after which a lead must unlock. */
export const lockAfterTries = 10;
const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;

/** Milliseconds that must pass before the next try, after so many wrong ones in a row. */
export function delayAfterMs(failedTries: number): number {
  if (failedTries < freeTries) return 0;
  return Math.min(firstDelayMs * 2 ** Math.min(failedTries - freeTries, 30), longestDelayMs);
}

/**
 * May this account be locked? Only while someone who can sign in is left to unlock it, so that nobody can lock a post out by
 * guessing: of the leads one always stays open (an installer may be far away), and where there is no lead, one installer.
 */
export function canBeLocked(account: Pick<User, 'name' | 'role'>, users: readonly User[]): boolean {
  const others = users.filter((user) => isOpen(user) && !sameUser(user.name, account.name));
  return others.some((user) => user.role === 'lead' || (user.role === 'installer' && account.role !== 'lead'));
}

/** Are there so many wrong secrets that the account is to be locked, if it may be? */
export const isLockDue = (failedTries: number): boolean => failedTries >= lockAfterTries;

/** What is remembered of a name: wrong tries in a row, and the monotonic time before which none is looked at. */
export interface Tries {
  readonly failed: number;
  readonly untilMonoMs: number;
}

/** After a wrong secret. Monotonic, so that setting the clock gives nothing. */
export function afterWrongSecret(tries: Tries, nowMonoMs: number): Tries {
  const failed = tries.failed + 1;
  return { failed, untilMonoMs: nowMonoMs + delayAfterMs(failed) };
}

/**
 * What a new run knows of a name from its stored count. The whole delay counts again from the start of the run:
 * a restart must not shorten it, and the wall clock is not asked because it can be set.
 */
export function triesAtStart(failed: number, startedMonoMs: number): Tries {
  return { failed, untilMonoMs: startedMonoMs + delayAfterMs(failed) };
}

/** Whole milliseconds left to wait; 0 = may try. Whole, since a real monotonic clock has fractions and this is stored and shown. */
export function waitMs(tries: Tries, nowMonoMs: number): number {
  return Math.max(0, Math.ceil(tries.untilMonoMs - nowMonoMs));
}
