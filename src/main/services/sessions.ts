/**
 * Who sits at which seat: sign in, lock, unlock, sign out. Every one of these is a row of the journal.
 * A session ends at once when its user is switched off or gets another role, whoever did that (the CLI too).
 * It goes on when wrong tries lock the account: guessing at another seat must not throw out who works at this one.
 */
import type { Actor } from '../../shared/model/journal.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Language, Role, User } from '../../shared/model/users.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger, UserRecord } from '../core/ports/ledger.ts';
import type { SessionLimits } from '../core/session/limits.ts';
import { createAttempts } from './attempts.ts';
import { keep, refuseByRule } from './keep.ts';
import { createListeners } from './listeners.ts';
import type { SeatConnection } from './seat.ts';
import type { Secrets } from './secrets.ts';
import { createSessionBook, type Session } from './session-book.ts';
import { asUser, freshTries, isReservedName } from './users.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

/** Who is at a seat right now. */
export interface SignedIn {
  readonly user: User;
  readonly locked: boolean;
}

export interface Sessions {
  /** null = nobody is signed in at this seat. */
  at(seat: SeatConnection): SignedIn | null;
  /** For the journal; only where `at` is not null. */
  actor(seat: SeatConnection): Actor;
  hasUsers(): boolean;
  /** `ticket`: for the cookie of a browser seat, null for a window. */
  signIn(seat: SeatConnection, name: string, secret: string): Answer<{ ticket: string | null }>;
  signOut(seat: SeatConnection): Answer<void>;
  lock(seat: SeatConnection): Answer<void>;
  unlock(seat: SeatConnection, secret: string): Answer<void>;
  touch(seat: SeatConnection): void;
  setLanguage(seat: SeatConnection, language: Language): Answer<void>;
  /** Rule `usersExist`: only the very first user is made this way. */
  createFirstLead(seat: SeatConnection, name: string, secret: string): Answer<{ ticket: string | null }>;
  /** A second person at someone else's seat: right secret, active. No session comes of it. */
  checkSecret(name: string, secret: string, seatId?: string | null): Answer<{ name: string; role: Role }>;
  redeemTicket(ticket: string): string | null;
  /** A right that was refused (role), once a minute for each user and procedure. */
  refusedRight(seat: SeatConnection, procedure: string): Answer<void>;
  /** Tells the token of a session that changed or ended. */
  onChange(listener: (token: string) => void): () => void;
  /** Locks idle seats, ends old sessions and those of changed users; once a second. */
  tick(): Promise<void>;
}

export interface SessionsDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly limits: SessionLimits;
}

/** Sessions over the users of the ledger. */
export function createSessions({ ledger, clock, secrets, limits }: SessionsDeps): Sessions {
  const book = createSessionBook();
  const attempts = createAttempts({ ledger, clock, secrets });
  const changes = createListeners<string>();
  const refusedAt = new Map<string, number>();

  /** The session of a seat and its user as they are now; a changed user has no session any more. */
  function current(seat: SeatConnection): { session: Session; record: UserRecord } | null {
    const session = book.get(seat.token);
    const record = session === null ? null : ledger.read.user(session.user);
    if (session === null || record === null || !record.active || record.role !== session.role) return null;
    return { session, record };
  }

  const actorOf = (session: Session, seatId: string): Actor => ({ name: session.user, role: session.role, seat: seatId });

  const logAuth = (kind: 'auth.signedIn' | 'auth.signedOut' | 'auth.locked' | 'auth.unlocked', session: Session, seatId: string, why: string) =>
    keep(ledger, (tx) => void tx.append({ kind, actor: actorOf(session, seatId), subject: session.user, payload: { why } }));

  async function openSession(seat: SeatConnection, record: UserRecord): Answer<{ ticket: string | null }> {
    const before = book.get(seat.token);
    if (before !== null) await endSession(before, seat.seatId, 'signedInAnew');
    const session = book.open(record, seat.seatId, clock.monoMs());
    const logged = await logAuth('auth.signedIn', session, seat.seatId, 'secret');
    if (!logged.ok) {
      book.close(session.token);
      return logged;
    }
    seat.token = session.token;
    return ok({ ticket: seat.host === 'node' ? book.ticketFor(session.token, clock.monoMs()) : null });
  }

  /** The session ends even when its row can't be written: nobody stays signed in because a disk is full. */
  async function endSession(session: Session, seatId: string, why: string): Answer<void> {
    book.close(session.token);
    changes.tell(session.token);
    return logAuth('auth.signedOut', session, seatId, why);
  }

  async function lockSession(session: Session, seatId: string, why: string): Answer<void> {
    if (session.locked) return ok(undefined);
    session.locked = true;
    changes.tell(session.token);
    return logAuth('auth.locked', session, seatId, why);
  }

  async function unlock(seat: SeatConnection, secret: string): Answer<void> {
    const now = current(seat);
    if (now === null) return fail({ code: 'notFound' });
    const checked = await attempts.check({ name: now.session.user, secret, seat: seat.seatId, purpose: 'unlock' });
    if (!checked.ok) return checked;
    const logged = await logAuth('auth.unlocked', now.session, seat.seatId, 'secret');
    if (!logged.ok) return logged;
    now.session.locked = false;
    now.session.touchedMonoMs = clock.monoMs();
    changes.tell(now.session.token);
    return logged;
  }

  async function createFirstLead(seat: SeatConnection, name: string, secret: string): Answer<{ ticket: string | null }> {
    if (ledger.read.users().length > 0) return fail({ code: 'rule', rule: 'usersExist' });
    if (isReservedName(name)) return fail({ code: 'rule', rule: 'nameReserved' });
    const secretHash = await secrets.hash(secret);
    const made = await keep(ledger, (tx) => {
      if (tx.read.users().length > 0) refuseByRule('usersExist');
      const record: UserRecord = { name, role: 'lead', secretHash, active: true, language: null, ...freshTries };
      tx.saveUser(record);
      tx.append({ kind: 'user.added', actor: { name, role: 'lead', seat: seat.seatId }, subject: name, payload: { role: 'lead', first: true } });
      return record;
    });
    return made.ok ? openSession(seat, made.value) : made;
  }

  async function tick(): Promise<void> {
    for (const session of book.all()) {
      const record = ledger.read.user(session.user);
      if (record === null || !record.active || record.role !== session.role) await endSession(session, session.seatId, 'userChanged');
    }
    for (const { session, what } of book.due(limits, clock.monoMs())) {
      if (what === 'end') await endSession(session, session.seatId, 'maxHours');
      else await lockSession(session, session.seatId, 'idle');
    }
  }

  return {
    at(seat) {
      const now = current(seat);
      return now === null ? null : { user: asUser(now.record), locked: now.session.locked };
    },
    actor(seat) {
      const now = current(seat);
      if (now === null) throw new Error('an actor was asked for at a seat where nobody is signed in');
      return actorOf(now.session, seat.seatId);
    },
    hasUsers: () => ledger.read.users().length > 0,
    async signIn(seat, name, secret) {
      const checked = await attempts.check({ name, secret, seat: seat.seatId, purpose: 'signIn' });
      return checked.ok ? openSession(seat, checked.value) : checked;
    },
    async signOut(seat) {
      const session = book.get(seat.token);
      seat.token = null;
      return session === null ? ok(undefined) : endSession(session, seat.seatId, 'person');
    },
    async lock(seat) {
      const now = current(seat);
      return now === null ? ok(undefined) : lockSession(now.session, seat.seatId, 'person');
    },
    unlock,
    touch(seat) {
      const now = current(seat);
      if (now !== null) now.session.touchedMonoMs = clock.monoMs();
    },
    async setLanguage(seat, language) {
      const now = current(seat);
      if (now === null) return fail({ code: 'notFound' });
      return keep(ledger, (tx) => tx.saveUser({ ...(tx.read.user(now.record.name) ?? now.record), language }));
    },
    createFirstLead,
    async checkSecret(name, secret, seatId = null) {
      const checked = await attempts.check({ name, secret, seat: seatId, purpose: 'secondPerson' });
      return checked.ok ? ok({ name: checked.value.name, role: checked.value.role }) : checked;
    },
    redeemTicket: (ticket) => book.redeem(ticket, clock.monoMs()),
    async refusedRight(seat, procedure) {
      const now = current(seat);
      const key = `${now?.session.user ?? ''} ${procedure}`;
      const nowMs = clock.monoMs();
      if (now === null || nowMs - (refusedAt.get(key) ?? Number.NEGATIVE_INFINITY) < 60_000) return ok(undefined);
      refusedAt.set(key, nowMs);
      const actor = actorOf(now.session, seat.seatId);
      return keep(ledger, (tx) => void tx.append({ kind: 'auth.refused', actor, subject: now.session.user, payload: { reason: 'role', procedure } }));
    },
    onChange: (listener) => changes.add(listener),
    tick,
  };
}
