/** What a post is made of, from outside. */
import type { PostConfig } from '../../shared/model/config.ts';
import type { Role } from '../../shared/model/users.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { HostKind } from '../services/seat.ts';
import type { HashCost } from '../services/secrets.ts';
import type { SettingsPort } from '../services/settings.ts';
import type { Sealer } from './reader-keys.ts';

export interface DemoUser {
  readonly name: string;
  readonly role: Role;
  readonly pin: string;
}

export interface PostOptions {
  readonly config: PostConfig;
  /** Folder of this post's data; made when absent. */
  readonly dataDir: string;
  readonly host: HostKind;
  readonly version: string;
  /** Reads and writes the configuration file; absent = the settings screen says that there is no file. */
  readonly settings?: SettingsPort;
  /** Asked for by settings.restart: the host stops this post and starts it anew. */
  readonly onRestart?: () => void;
  /** Users made at start and shown on the sign-in screen; simulated cards come along. */
  readonly demo?: { readonly users: readonly DemoUser[] };
  /** Where this post can be reached, for the one who starts a second one on the same data. */
  readonly address?: string;
  /** What the simulated devices do; `tour` unless given, null = only what a test makes them do. */
  readonly scenario?: 'tour' | 'morning-rush' | 'quiet-night' | 'fire' | null;
  /** The operating system's key store, for the keys of readers; absent = this host has none. */
  readonly sealer?: Sealer;
  /** Cheaper hashes for tests. */
  readonly hashCost?: HashCost;
  readonly clock?: Clock;
  readonly newId?: NewId;
}
