/**
 * The embedded broker: aedes with its sessions, queues and retained states on disk (alarms.md 2). MQTT 3.1.1.
 * Every client has an account and sees its own topics only. Must not know panels or what messages mean.
 */
import type { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { AedesOptions, Client } from 'aedes';
import type { BrokerConfig } from '../../../../shared/model/config.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import { type Account, createAccounts } from './accounts.ts';
import { type BrokerDatabase, openBrokerDatabase } from './database.ts';
import { type Listener, type ListenProblem, listen } from './listener.ts';
import { OrderedAedes } from './ordered-aedes.ts';
import { WatchedPersistence } from './persistence.ts';

export interface StartBrokerOptions {
  /** The post's data folder; the broker keeps its files in `broker` below it. */
  readonly dataDir: string;
  readonly config: BrokerConfig;
  /** Password of the post's own account, which is named `postUsername` and may use every topic. */
  readonly postPassword: string;
  readonly clock: Clock;
  /** The broker goes on, but its disk did not do what it should (in words). */
  readonly onTrouble?: (detail: string) => void;
}

export type BrokerProblem = ListenProblem;

/** A sign-in or a topic that was refused. Never carries a password. */
export interface BrokerRefusal {
  readonly what: 'signIn' | 'publish' | 'subscribe';
  readonly clientId: string;
  readonly username: string | null;
  readonly topic: string | null;
  readonly atUtcMs: number;
}

export interface Broker {
  /** For clients on this machine. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
  /** Answers its disposer. */
  onRefused(listener: (refusal: BrokerRefusal) => void): () => void;
}

/** The name of the post's own account on the embedded broker. */
export const postUsername = 'post';

/** CONNACK return code 4: bad user name or password (MQTT 3.1.1, 3.2.2.3). */
const badUserOrPassword = 4;

const slowClientMs = 5000;

/** Starts listening. What was queued for the post or retained before the last stop is there again. */
export async function startBroker(options: StartBrokerOptions): Promise<Result<Broker, BrokerProblem>> {
  const opened = await openBrokerDatabase(join(options.dataDir, 'broker'));
  if (!opened.ok) return fail({ code: 'ioError', detail: opened.error });
  const refusals = new Set<(refusal: BrokerRefusal) => void>();
  const rules = accessRules(options, (refusal) => {
    for (const listener of refusals) listener({ ...refusal, atUtcMs: options.clock.utcMs() });
  });
  const aedes = await OrderedAedes.open({
    id: instanceId(options.clock),
    persistence: new WatchedPersistence(opened.value, (detail) => options.onTrouble?.(detail)),
    // One message at a time also means that a client which takes nothing holds up the others: not for long.
    drainTimeout: slowClientMs,
    ...rules,
    authorizePublish: (client, packet, done) =>
      rules.authorizePublish(client, packet, (error) => (error ? done(error) : aedes.publishBeforeAck(packet, client, done))),
  });
  // aedes tells trouble with its files this way, though its types do not say so.
  const emitter: EventEmitter = aedes;
  emitter.on('error', (error: Error) => options.onTrouble?.(error.message));
  const listening = await listen(options.config, (socket) => void aedes.handle(socket));
  if (!listening.ok) {
    await closeAll(aedes, opened.value, null);
    return listening;
  }
  const { port } = listening.value;
  return ok({
    url: `${options.config.tls === null ? 'mqtt' : 'mqtts'}://${reachable(options.config.host)}:${port}`,
    port,
    stop: () => closeAll(aedes, opened.value, listening.value),
    onRefused(listener) {
      refusals.add(listener);
      return () => refusals.delete(listener);
    },
  });
}

/**
 * Queues are ordered by this id and a counter that begins anew with each start: the id has to grow, or messages
 * that were queued before a restart would be overwritten or come last.
 */
function instanceId(clock: Clock): string {
  return `post-${clock.utcMs().toString(36).padStart(9, '0')}`;
}

type Refuse = (refusal: Omit<BrokerRefusal, 'atUtcMs'>) => void;
type AccessRules = Required<Pick<AedesOptions, 'authenticate' | 'authorizePublish' | 'authorizeSubscribe' | 'authorizeForward'>>;

function accessRules(options: StartBrokerOptions, refuse: Refuse): AccessRules {
  const accounts = createAccounts(options.config.users, { username: postUsername, password: options.postPassword });
  const signedIn = new WeakMap<Client, Account>();
  const refused = (what: BrokerRefusal['what'], client: Client, topic: string): void =>
    refuse({ what, clientId: client.id, username: signedIn.get(client)?.username ?? null, topic });
  return {
    authenticate(client, username, password, done) {
      const account = accounts.signIn(username, password);
      if (account === null) {
        refuse({ what: 'signIn', clientId: client.id, username: username ?? null, topic: null });
        done(Object.assign(new Error('bad user name or password'), { returnCode: badUserOrPassword }), false);
        return;
      }
      signedIn.set(client, account);
      done(null, true);
    },
    authorizePublish(client, packet, done) {
      if (client === null || signedIn.get(client)?.mayPublish(packet.topic) === true) return done(null);
      refused('publish', client, packet.topic);
      // MQTT 3.1.1 has no way to say no to a PUBLISH (3.3.5): the connection ends.
      done(new Error('topic not allowed'));
    },
    authorizeSubscribe(client, subscription, done) {
      if (signedIn.get(client)?.maySubscribe(subscription.topic) === true) return done(null, subscription);
      refused('subscribe', client, subscription.topic);
      done(null, null);
    },
    /** What an old session still subscribes to is not delivered once the account may no longer see it. */
    authorizeForward: (client, packet) => (signedIn.get(client)?.maySubscribe(packet.topic) === true ? packet : null),
  };
}

async function closeAll(aedes: OrderedAedes, db: BrokerDatabase, listener: Listener | null): Promise<void> {
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  await listener?.stop();
  await db.close();
}

/** A broker that listens everywhere is reached by loopback from this machine. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
