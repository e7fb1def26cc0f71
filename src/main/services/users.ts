/** The users of a post: list, add, change, unlock. Never answers or logs a secret or its hash. */
import type { Actor } from '../../shared/model/journal.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import { canUnlock, isOpen, type Role, sameUser, type User } from '../../shared/model/users.ts';
import type { Ledger, Tx, UserRecord } from '../core/ports/ledger.ts';
import { keep, refuse, refuseByRule } from './keep.ts';
import type { Secrets } from './secrets.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

export interface UserChange {
  readonly name: string;
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
  readonly secret?: string | undefined;
}

export interface Users {
  list(): User[];
  /** Rules `userExists`, `nameReserved`. */
  add(actor: Actor, input: { readonly name: string; readonly role: Role; readonly secret: string }): Answer<User>;
  /**
   * A new secret also unlocks the account. Rules `lastLead` (a post keeps one lead who can sign in), `ownAccount`
   * (nobody takes the lock off their own account).
   */
  change(actor: Actor, change: UserChange): Answer<User>;
  /** Rules `notLocked`, `ownAccount`, `leadUnlocks`. */
  unlock(actor: Actor, name: string): Answer<User>;
}

/** What the log calls the post and its devices: a person of that name would make its rows read as someone else's. */
export const isReservedName = (name: string): boolean => /^(system|post|broker|(device|cli):.*)$/i.test(name.trim());
/** A record without what no seat may know. */
export const asUser = ({ name, role, active, lockedAtUtcMs, language }: UserRecord): User => ({
  name,
  role,
  active,
  locked: lockedAtUtcMs !== null,
  language,
});
/** Wrong tries forgotten, and no lock. */
export const freshTries = { failedTries: 0, blockedUntilUtcMs: null, lockedAtUtcMs: null } as const;

/** Users over the ledger; also what the CLI uses, on its own connection. */
export function createUsers({ ledger, secrets }: { readonly ledger: Ledger; readonly secrets: Secrets }): Users {
  return {
    list: () => ledger.read.users(),
    async add(actor, { name, role, secret }) {
      const secretHash = await secrets.hash(secret);
      return keep(ledger, (tx) => {
        if (isReservedName(name)) refuseByRule('nameReserved');
        if (tx.read.user(name) !== null) refuseByRule('userExists');
        const record: UserRecord = { name, role, secretHash, active: true, language: null, ...freshTries };
        tx.saveUser(record);
        tx.append({ kind: 'user.added', actor, subject: name, payload: { role } });
        return asUser(record);
      });
    },
    async change(actor, change) {
      const secretHash = change.secret === undefined ? null : await secrets.hash(change.secret);
      return keep(ledger, (tx) => {
        const before = tx.read.user(change.name) ?? refuse({ code: 'notFound' });
        const after: UserRecord = {
          ...before,
          role: change.role ?? before.role,
          active: change.active ?? before.active,
          ...(secretHash === null ? {} : { secretHash, ...freshTries }),
        };
        const unlocks = before.lockedAtUtcMs !== null && secretHash !== null;
        if (unlocks && sameUser(actor.name, before.name)) refuseByRule('ownAccount');
        if (losesLastLead(tx, before, after)) refuseByRule('lastLead');
        tx.saveUser(after);
        const payload = { role: after.role, active: after.active, roleBefore: before.role, activeBefore: before.active, newSecret: secretHash !== null };
        tx.append({ kind: 'user.changed', actor, subject: change.name, payload });
        if (unlocks) appendUnlocked(tx, actor, before, 'newSecret');
        return asUser(after);
      });
    },
    unlock: (actor, name) =>
      keep(ledger, (tx) => {
        const before = tx.read.user(name) ?? refuse({ code: 'notFound' });
        if (before.lockedAtUtcMs === null) refuseByRule('notLocked');
        if (sameUser(actor.name, before.name)) refuseByRule('ownAccount');
        const by = tx.read.user(actor.name) ?? refuse({ code: 'notFound' });
        if (!canUnlock(by, before, tx.read.users())) refuseByRule('leadUnlocks');
        const after: UserRecord = { ...before, ...freshTries };
        tx.saveUser(after);
        appendUnlocked(tx, actor, before, 'asked');
        return asUser(after);
      }),
  };
}

/** `what` tells it from the unlocking of a screen. */
function appendUnlocked(tx: Tx, actor: Actor, { name, failedTries }: UserRecord, why: 'asked' | 'newSecret'): void {
  tx.append({ kind: 'auth.unlocked', actor, subject: name, payload: { what: 'account', why, failedTries } });
}

function losesLastLead(tx: Tx, before: UserRecord, after: UserRecord): boolean {
  const wasLead = before.role === 'lead' && before.active;
  const isLead = after.role === 'lead' && after.active;
  return wasLead && !isLead && !tx.read.users().some((user) => user.role === 'lead' && isOpen(user) && user.name !== before.name);
}
