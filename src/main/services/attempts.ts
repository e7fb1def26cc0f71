/**
 * Tries of secrets: one name at a time, counted, slowed down, and the same for names that do not exist.
 * Documented control against guessing (ASVS 6.1.1): it slows a name down, it never shuts a name out for good.
 */
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger, UserRecord } from '../core/ports/ledger.ts';
import { afterWrongSecret, type Tries, triesAtStart, waitMs } from '../core/session/lock-out.ts';
import { keep } from './keep.ts';
import type { Secrets } from './secrets.ts';

export type RefusalReason = 'wrongSecret' | 'unknownUser' | 'inactive' | 'waiting' | 'tooMany';

export interface Attempt {
  readonly name: string;
  readonly secret: string;
  /** Who is told in the journal: the seat, and what the try was for. */
  readonly seat: string | null;
  readonly purpose: 'signIn' | 'unlock' | 'secondPerson';
}

export interface Attempts {
  /** The user's record when the secret is right; `refused` with the wait otherwise, the same for every reason. */
  check(attempt: Attempt): Promise<Result<UserRecord, ServiceFailure>>;
}

interface Known extends Tries {
  /** The hash the count belongs to: a new secret starts afresh. */
  readonly hash: string | null;
  readonly waitingLogged: boolean;
}

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
    if (known !== undefined && known.hash === hash) return known;
    return { ...triesAtStart(record?.failedTries ?? 0, startedMonoMs), hash, waitingLogged: false };
  }

  function remember(name: string, known: Known): void {
    names.delete(name);
    names.set(name, known);
    const oldest = names.keys().next();
    if (names.size > maxNames && oldest.done !== true) names.delete(oldest.value);
  }

  async function logRefusal(attempt: Attempt, record: UserRecord | null, reason: RefusalReason, wait: number): Promise<Result<unknown, ServiceFailure>> {
    // The name of nobody may be a secret typed in the wrong box: it is not written down.
    const actor = { name: record === null ? 'system' : record.name, role: record?.role ?? null, seat: attempt.seat };
    const payload = { reason, purpose: attempt.purpose, waitMs: Math.ceil(wait) };
    return keep(ledger, (tx) => {
      const now = record === null ? null : tx.read.user(record.name);
      const counted = names.get(attempt.name)?.failed ?? 0;
      if (now !== null && reason !== 'waiting') tx.saveUser({ ...now, failedTries: counted, blockedUntilUtcMs: wait > 0 ? clock.utcMs() + wait : null });
      tx.append({ kind: 'auth.refused', actor, subject: record?.name ?? null, payload });
    });
  }

  async function refuseNow(attempt: Attempt, record: UserRecord | null, reason: RefusalReason, wait: number): Promise<Result<never, ServiceFailure>> {
    const logged = await logRefusal(attempt, record, reason, wait);
    return logged.ok ? fail({ code: 'refused', waitMs: wait }) : logged;
  }

  async function check(typed: Attempt): Promise<Result<UserRecord, ServiceFailure>> {
    const record = ledger.read.user(typed.name);
    const attempt = { ...typed, name: record?.name ?? typed.name };
    const known = knownOf(attempt.name, record);
    const wait = waitMs(known, clock.monoMs());
    if (wait > 0) {
      // One row for each wait: whoever hammers a name must not fill the journal.
      remember(attempt.name, { ...known, waitingLogged: true });
      return known.waitingLogged ? fail({ code: 'refused', waitMs: wait }) : refuseNow(attempt, record, 'waiting', wait);
    }
    const right = await secrets.verify(attempt.secret, record?.secretHash ?? null);
    if (right && record?.active === true) return accept(record);
    const tries = afterWrongSecret(known, clock.monoMs());
    remember(attempt.name, { ...tries, hash: known.hash, waitingLogged: false });
    const reason = record === null ? 'unknownUser' : right ? 'inactive' : 'wrongSecret';
    return refuseNow(attempt, record, reason, waitMs(tries, clock.monoMs()));
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
