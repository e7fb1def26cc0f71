/** Who may sign in to the embedded broker, and to which topics. Pure but for hashing. Must never tell a password to anyone. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { BrokerUser } from '../../../../shared/model/config.ts';
import { coversFilter, matchTopic } from '../topic-filter.ts';

export interface Account {
  readonly username: string;
  mayPublish(topic: string): boolean;
  maySubscribe(filter: string): boolean;
}

export interface Accounts {
  /** null: unknown user or wrong password; both cost the same. */
  signIn(username: string | undefined, password: Uint8Array | undefined): Account | null;
}

/** The broker's own topics, which `#` does not cover (MQTT 3.1.1, 4.7.2). */
const ofTheBroker = '$SYS/#';

/** The accounts of the configuration, and the post's own, which may use every topic and read what the broker says of itself. */
export function createAccounts(users: readonly BrokerUser[], post: { readonly username: string; readonly password: string }): Accounts {
  const stored = new Map(users.map((user) => [user.username, { hash: digest(user.password), account: accountOf(user) }]));
  stored.set(post.username, { hash: digest(post.password), account: accountOf({ ...post, topics: ['#'] }, [ofTheBroker]) });
  const nobody = digest('');
  return {
    signIn(username, password) {
      const known = username === undefined ? undefined : stored.get(username);
      const matches = timingSafeEqual(digest(password ?? ''), known?.hash ?? nobody);
      return known !== undefined && password !== undefined && matches ? known.account : null;
    },
  };
}

/** Equal lengths, so that the comparison takes the same time for every password. */
function digest(password: string | Uint8Array): Buffer {
  return createHash('sha256').update(password).digest();
}

function accountOf(user: BrokerUser, alsoReads: readonly string[] = []): Account {
  return {
    username: user.username,
    mayPublish: (topic) => user.topics.some((filter) => matchTopic(filter, topic) !== null),
    maySubscribe: (asked) => [...user.topics, ...alsoReads].some((filter) => coversFilter(filter, asked)),
  };
}
