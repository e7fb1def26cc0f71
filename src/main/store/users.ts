/** Users of the console. Holds only hashes of secrets. */

import type { User } from '../../shared/model/users.ts';
import type { Reads, Tx, UserRecord } from '../core/ports/ledger.ts';
import type { Connection } from './connection.ts';

type UserReads = Pick<Reads, 'user' | 'users'>;
type UserWrites = Pick<Tx, 'saveUser'>;
type WithFlag<T> = Omit<T, 'active' | 'locked'> & { readonly active: number };

export function userReads(connection: Connection): UserReads {
  return {
    user(name) {
      const row = connection.get<WithFlag<UserRecord>>('SELECT * FROM user WHERE name = ?', name);
      return row === undefined ? null : { ...row, active: row.active === 1 };
    },
    users: () =>
      connection
        .all<WithFlag<User> & { readonly locked: number }>(
          'SELECT name, role, active, lockedAtUtcMs IS NOT NULL AS locked, language FROM user ORDER BY name LIMIT 1000',
        )
        .map((row) => ({ ...row, active: row.active === 1, locked: row.locked === 1 })),
  };
}

export function userWrites(connection: Connection): UserWrites {
  return {
    saveUser(user) {
      connection.run(
        `INSERT INTO user (name, role, secretHash, active, language, failedTries, blockedUntilUtcMs, lockedAtUtcMs) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET role = excluded.role, secretHash = excluded.secretHash, active = excluded.active, language = excluded.language,
           failedTries = excluded.failedTries, blockedUntilUtcMs = excluded.blockedUntilUtcMs, lockedAtUtcMs = excluded.lockedAtUtcMs`,
        user.name,
        user.role,
        user.secretHash,
        user.active ? 1 : 0,
        user.language,
        user.failedTries,
        user.blockedUntilUtcMs,
        user.lockedAtUtcMs,
      );
    },
  };
}
