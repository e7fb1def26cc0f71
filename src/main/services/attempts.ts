/**
 * Tries of secrets: one name at a time, counted, slowed down, then locked, and the same for names that do not exist.
 * Documented control against guessing (ASVS 6.1.1): what it costs a name and who is never locked is in core/session/lock-out.ts.
 */
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger, Tx, UserRecord } from '../core/ports/ledger.ts';
import { afterWrongSecret, canBeLocked, isLockDue, type Tries, triesAtStart, waitMs } from '../core/session/lock-out.ts';
import { keep } from './keep.ts';
import type { Secrets } from './secrets.ts';

export type RefusalReason = 'wrongSecret' | 'unknownUser' | 'inactive' | 'waiting' | 'locked';

export interface Attempt {
  readonly name: string;
  readonly secret: string;
  /** Who is told in the journal: the seat, and what the try was for. */
  readonly seat: string | null;
  readonly purpose: 'signIn' | 'unlock' | 'secondPerson';
}

export interface Attempts {
  /** The user's record when the secret is right; else `refused` with the wait or `accountLocked`, the same for every reason. */
  check(attempt: Attempt): Promise<Result<UserRecord, ServiceFailure>>;
}

interface Known extends Tries {
  /** The hash the count belongs to: a new secret starts afresh. */
  readonly hash: string | null;
  /** Was locked when last seen: without the lock the count starts afresh. */
  readonly locked: boolean;
  /** One row for each wait or lock: whoever hammers a name must not fill the journal. */
  readonly waitingLogged: boolean;
}

/** As the user table compares names: a name that nobody has is one name too, however it is typed. */
const folded = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const maxNames = 1_000;
const maxWaitingHashes = 8;

/** Attempts against the users of the ledger. A new run begins now: see `triesAtStart`. */
export function createAttempts(deps: { readonly ledger: Ledger; readonly clock: Clock; readonly secrets: Secrets }): Attempts {
  const { ledger, clock, secrets } = deps;
  const startedMonoMs = clock.monoMs();
  const names = new Map<string, Known>();
  const running = new Map<string, Promise<unknown>>();

  function knownOf(name: string, record: UserRecord | null): Known {
    const hash = record?.secretHash ?? null;
    const known = names.get(name);
    const unlocked = known?.locked === true && record !== null && record.lockedAtUtcMs === null;
    if (known !== undefined && known.hash === hash && !unlocked) return known;
    return { ...triesAtStart(record?.failedTries ?? 0, startedMonoMs), hash, locked: false, waitingLogged: false };
  }

  /** Of the names that nobody has: a user's wait must not end because many others were tried. Users are few. */
  function forgetOldest(): void {
    for (const [name, { hash }] of names) {
      if (hash !== null) continue;
      names.delete(name);
      return;
    }
  }

  function remember(name: string, known: Known): void {
    names.delete(name);
    names.set(name, known);
    if (names.size > maxNames) forgetOldest();
  }

  /** The row of a refusal; with the count of a wrong try, and the lock that comes of it. Answers whether the account is locked. */
  function logRefusal(
    attempt: Attempt,
    record: UserRecord | null,
    reason: RefusalReason,
    tries: Tries,
    wait: number,
  ): Promise<Result<boolean, ServiceFailure>> {
    // The name of nobody may be a secret typed in the wrong box: it is not written down.
    const actor = { name: record === null ? 'system' : record.name, role: record?.role ?? null, seat: attempt.seat };
    const payload = { reason, purpose: attempt.purpose, waitMs: wait };
    return keep(ledger, (tx) => {
      tx.append({ kind: 'auth.refused', actor, subject: record?.name ?? null, payload });
      const now = record === null ? null : tx.read.user(record.name);
      if (reason === 'waiting' || reason === 'locked') return reason === 'locked';
      if (now === null) return wouldBeLocked(tx, attempt.name, tries);
      const counted: UserRecord = { ...now, failedTries: tries.failed, blockedUntilUtcMs: wait > 0 ? clock.utcMs() + wait : null };
      return saveCount(tx, counted, attempt.seat);
    });
  }

  function saveCount(tx: Tx, counted: UserRecord, seat: string | null): boolean {
    const locks = isLockDue(counted.failedTries) && canBeLocked(counted, tx.read.users());
    tx.saveUser(locks ? { ...counted, blockedUntilUtcMs: null, lockedAtUtcMs: clock.utcMs() } : counted);
    if (!locks) return false;
    const payload = { what: 'account', why: 'tooManyTries', failedTries: counted.failedTries };
    tx.append({ kind: 'auth.locked', actor: { name: 'system', role: null, seat }, subject: counted.name, payload });
    return true;
  }

  /** A name that nobody has is answered as a guard's would be. */
  const wouldBeLocked = (tx: Tx, name: string, tries: Tries) => isLockDue(tries.failed) && canBeLocked({ name, role: 'guard' }, tx.read.users());

  /** A try that is not even looked at: the account is locked, or its wait isn't over. */
  async function turnAway(
    attempt: Attempt,
    record: UserRecord | null,
    known: Known,
    why: 'locked' | { waitMs: number },
  ): Promise<Result<never, ServiceFailure>> {
    const locked = why === 'locked';
    const failure: ServiceFailure = locked ? { code: 'accountLocked' } : { code: 'refused', waitMs: why.waitMs };
    remember(attempt.name, { ...known, locked, waitingLogged: true });
    if (known.waitingLogged) return fail(failure);
    const logged = await logRefusal(attempt, record, locked ? 'locked' : 'waiting', known, locked ? 0 : why.waitMs);
    return logged.ok ? fail(failure) : logged;
  }

  async function countWrong(attempt: Attempt, record: UserRecord | null, known: Known, right: boolean): Promise<Result<never, ServiceFailure>> {
    const tries: Known = { ...known, ...afterWrongSecret(known, clock.monoMs()), waitingLogged: false };
    remember(attempt.name, tries);
    const reason = record === null ? 'unknownUser' : right ? 'inactive' : 'wrongSecret';
    const wait = waitMs(tries, clock.monoMs());
    const logged = await logRefusal(attempt, record, reason, tries, wait);
    if (!logged.ok) return logged;
    remember(attempt.name, { ...tries, locked: logged.value });
    return fail(logged.value ? { code: 'accountLocked' } : { code: 'refused', waitMs: wait });
  }

  async function check(typed: Attempt): Promise<Result<UserRecord, ServiceFailure>> {
    const record = ledger.read.user(typed.name);
    const attempt = { ...typed, name: record?.name ?? folded(typed.name) };
    const known = knownOf(attempt.name, record);
    const locked = record === null ? known.locked : record.lockedAtUtcMs !== null;
    const wait = waitMs(known, clock.monoMs());
    if (locked || wait > 0) return turnAway(attempt, record, known, locked ? 'locked' : { waitMs: wait });
    const right = await secrets.verify(attempt.secret, record?.secretHash ?? null);
    return right && record?.active === true ? accept(record) : countWrong(attempt, record, known, right);
  }

  async function accept(record: UserRecord): Promise<Result<UserRecord, ServiceFailure>> {
    names.delete(record.name);
    if (record.failedTries === 0) return ok(record);
    return keep(ledger, (tx) => {
      const fresh = { ...(tx.read.user(record.name) ?? record), failedTries: 0, blockedUntilUtcMs: null };
      tx.saveUser(fresh);
      return fresh;
    });
  }

  /** Tries of one name run one after the other, so that a burst is counted as what it is. */
  async function inTurn(attempt: Attempt): Promise<Result<UserRecord, ServiceFailure>> {
    if (secrets.pending() >= maxWaitingHashes) return fail({ code: 'refused', waitMs: 1_000 });
    const turn = attempt.name.toLowerCase();
    const before = running.get(turn) ?? Promise.resolve();
    const mine = before.then(() => check(attempt));
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    running.set(turn, settled);
    try {
      return await mine;
    } finally {
      if (running.get(turn) === settled) running.delete(turn);
    }
  }

  return { check: inTurn };
}
