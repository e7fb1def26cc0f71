/** The users of a post: list, add, change. Never answers or logs a secret or its hash. */
import type { Actor } from '../../shared/model/journal.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import type { Role, User } from '../../shared/model/users.ts';
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
  /** Rule `lastLead`: a post keeps one active lead. */
  change(actor: Actor, change: UserChange): Answer<User>;
}

/** What the log calls the post and its devices: a person of that name would make its rows read as someone else's. */
export const isReservedName = (name: string): boolean => /^(system|post|broker|device:.*)$/i.test(name.trim());
const asUser = ({ name, role, active, language }: UserRecord): User => ({ name, role, active, language });

/** Users over the ledger; also what the CLI uses, on its own connection. */
export function createUsers({ ledger, secrets }: { readonly ledger: Ledger; readonly secrets: Secrets }): Users {
  return {
    list: () => ledger.read.users(),
    async add(actor, { name, role, secret }) {
      const secretHash = await secrets.hash(secret);
      return keep(ledger, (tx) => {
        if (isReservedName(name)) refuseByRule('nameReserved');
        if (tx.read.user(name) !== null) refuseByRule('userExists');
        const record: UserRecord = { name, role, secretHash, active: true, language: null, failedTries: 0, blockedUntilUtcMs: null };
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
          ...(secretHash === null ? {} : { secretHash, failedTries: 0, blockedUntilUtcMs: null }),
        };
        if (losesLastLead(tx, before, after)) refuseByRule('lastLead');
        tx.saveUser(after);
        const payload = { role: after.role, active: after.active, roleBefore: before.role, activeBefore: before.active, newSecret: secretHash !== null };
        tx.append({ kind: 'user.changed', actor, subject: change.name, payload });
        return asUser(after);
      });
    },
  };
}

function losesLastLead(tx: Tx, before: UserRecord, after: UserRecord): boolean {
  const wasLead = before.role === 'lead' && before.active;
  const isLead = after.role === 'lead' && after.active;
  return wasLead && !isLead && !tx.read.users().some((user) => user.role === 'lead' && user.active && user.name !== before.name);
}
