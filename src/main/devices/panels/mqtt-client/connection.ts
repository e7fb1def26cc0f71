/**
 * One MQTT 3.1.1 connection, from dialling to its end; there is a new one for each try (docs/adr/0010).
 * Acknowledges nothing by itself: who takes the messages says when they are kept.
 */
import type { Socket } from 'node:net';
import { generate, type IConnackPacket, type IPublishPacket, type ISubackPacket, type Packet } from 'mqtt-packet';
import type { Outgoing } from '../dialect.ts';
import { type CloseFacts, type ConnectionEnd, closeCause, protocolErrorCode } from './close-cause.ts';
import { dial, hangUp } from './dial.ts';
import { Keepalive } from './keepalive.ts';
import { PacketReader } from './packet-reader.ts';
import { Pending } from './pending.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly clientId: string;
  /** Certificate authority for mqtts, PEM. */
  readonly ca: string | null;
  /** False: the broker keeps our subscriptions and queues QoS 1 messages while we are away. */
  readonly clean: boolean;
}

export interface IncomingMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1 | 2;
  readonly retained: boolean;
  readonly duplicate: boolean;
  /** null for QoS 0. */
  readonly messageId: number | null;
}

export interface ConnectionEvents {
  connected(sessionPresent: boolean): void;
  /** The next message comes only after `next()`; that alone acknowledges nothing. */
  message(message: IncomingMessage, next: () => void): void;
  /** Once, whoever ended it. */
  closed(end: ConnectionEnd): void;
}

export interface Connection {
  /** Subscribes with QoS 1; answers the filters that the broker refused. Rejects if the connection ends meanwhile. */
  subscribe(filters: readonly string[], qos?: 0 | 1): Promise<readonly string[]>;
  unsubscribe(filters: readonly string[]): void;
  publishRetained(topic: string, payload: string): void;
  /**
   * Publishes with QoS 1, not retained. null: the broker has taken it. MQTT 3.1.1 has no way to say no to a PUBLISH but to end
   * the connection (3.3.5): that is `refusedByBroker`, and any other end `offline`. Nothing of it is sent on a later connection.
   */
  publish(message: Outgoing): Promise<'offline' | 'refusedByBroker' | null>;
  /** PUBACK for each, in the order of arrival (MQTT-4.6.0-2), in one write. Nothing is sent once the connection is gone. */
  acknowledge(messageIds: readonly number[]): void;
  /** Ends at once without DISCONNECT; what has not left this machine yet never does. */
  drop(): void;
  /** Ends with DISCONNECT; resolves when closed. */
  end(): Promise<void>;
}

const keepaliveSeconds = 10;
const answerTimeoutMs = 10_000;
/** How long a broker may take to close after our DISCONNECT. */
const goodbyeMs = 2000;

/** Begins to connect; never throws for a broker that can't be reached. Throws on an URL that is none. */
export function openConnection(options: ConnectionOptions, events: ConnectionEvents): Connection {
  return new SocketConnection(options, events);
}

/** An answer to something that we asked: the granted QoS of a SUBACK, or nothing but that it came. */
type Answer = readonly number[] | null;

class SocketConnection implements Connection {
  readonly #events: ConnectionEvents;
  readonly #socket: Socket;
  readonly #reader: PacketReader;
  readonly #keepalive: Keepalive;
  readonly #pending = new Pending<Answer>();
  readonly #facts: { -readonly [K in keyof CloseFacts]: CloseFacts[K] } = { error: null, wasConnected: false };
  readonly #closed: Promise<void>;
  #isUp = false;
  #wasDropped = false;

  constructor(options: ConnectionOptions, events: ConnectionEvents) {
    this.#events = events;
    this.#socket = dial(options.url, options.ca, () => this.#send(connectPacket(options)));
    this.#reader = new PacketReader(this.#socket, {
      packet: (packet, next) => this.#take(packet, next),
      broken: (error) => this.#fail(notMqtt(error instanceof Error ? error.message : 'unreadable')),
    });
    this.#keepalive = new Keepalive({
      seconds: keepaliveSeconds,
      ping: () => this.#isUp && this.#send({ cmd: 'pingreq' }),
      silent: () => this.#fail(new Error('Keepalive timeout')),
      isDeaf: () => this.#reader.isHeldUp,
    });
    const answer = setTimeout(() => this.#facts.wasConnected || this.#fail(new Error('connack timeout')), answerTimeoutMs);
    this.#socket.on('data', () => this.#keepalive.heard());
    this.#socket.on('error', (error) => {
      this.#facts.error ??= error;
    });
    this.#closed = new Promise((resolve) => {
      this.#socket.once('close', () => {
        clearTimeout(answer);
        this.#keepalive.stop();
        this.#reader.stop();
        this.#isUp = false;
        this.#pending.close();
        resolve();
        events.closed(closeCause(this.#facts));
      });
    });
  }

  subscribe(filters: readonly string[], qos: 0 | 1 = 1): Promise<readonly string[]> {
    if (filters.length === 0) return Promise.resolve([]);
    if (!this.#isUp) return Promise.reject(new Error('connection closed'));
    return new Promise((resolve, reject) => {
      const messageId = this.#pending.add((granted) => {
        // A refused filter is told with 0x80 (3.9.3).
        if (granted !== 'closed') resolve(filters.filter((_, index) => (granted?.[index] ?? 0) >= 0x80));
        else reject(new Error('connection closed'));
      });
      this.#send({ cmd: 'subscribe', messageId, subscriptions: filters.map((topic) => ({ topic, qos })) });
    });
  }

  unsubscribe(filters: readonly string[]): void {
    if (!this.#isUp || filters.length === 0) return;
    this.#send({ cmd: 'unsubscribe', messageId: this.#pending.add(() => undefined), unsubscriptions: [...filters] });
  }

  publishRetained(topic: string, payload: string): void {
    if (this.#isUp) this.#send({ cmd: 'publish', messageId: this.#pending.add(() => undefined), topic, payload, qos: 1, retain: true, dup: false });
  }

  publish({ topic, payload }: Outgoing): Promise<'offline' | 'refusedByBroker' | null> {
    if (!this.#isUp) return Promise.resolve('offline');
    return new Promise((resolve) => {
      const messageId = this.#pending.add((answer) => resolve(answer === 'closed' ? this.#whyNotTaken() : null));
      const bytes = typeof payload === 'string' ? payload : Buffer.from(payload);
      this.#send({ cmd: 'publish', messageId, topic, payload: bytes, qos: 1, retain: false, dup: false });
    });
  }

  acknowledge(messageIds: readonly number[]): void {
    if (this.#isUp && messageIds.length > 0) this.#socket.write(encodePubacks(messageIds));
  }

  drop(): void {
    this.#isUp = false;
    this.#wasDropped = true;
    // What was read and not given out yet comes again with the next connection.
    this.#reader.stop();
    hangUp(this.#socket);
  }

  async end(): Promise<void> {
    if (!this.#isUp) this.#socket.destroy();
    else {
      this.#send({ cmd: 'disconnect' });
      this.#isUp = false;
      this.#socket.end();
      // Messages that still come must not keep it from closing.
      this.#reader.stop();
      this.#socket.resume();
    }
    const late = setTimeout(() => this.#socket.destroy(), goodbyeMs);
    await this.#closed;
    clearTimeout(late);
  }

  #whyNotTaken(): 'offline' | 'refusedByBroker' {
    return closeCause(this.#facts).cause === 'closedByBroker' && !this.#wasDropped ? 'refusedByBroker' : 'offline';
  }

  #fail(error: unknown): void {
    this.#facts.error ??= error;
    this.drop();
  }

  #send(packet: Packet): void {
    if (this.#socket.writable) this.#socket.write(generate(packet));
  }

  #take(packet: Packet, next: () => void): void {
    if (packet.cmd === 'publish' && this.#isUp) {
      this.#message(packet, next);
      return;
    }
    if (packet.cmd === 'connack' && !this.#facts.wasConnected) this.#answered(packet);
    else if (packet.cmd === 'suback') this.#pending.settle(packet.messageId, grantedBy(packet));
    else if (packet.cmd === 'puback' || packet.cmd === 'unsuback') this.#pending.settle(packet.messageId, null);
    else if (packet.cmd !== 'pingresp') this.#fail(notMqtt(`unexpected packet: ${packet.cmd}`));
    next();
  }

  #answered({ returnCode = 0, sessionPresent }: IConnackPacket): void {
    if (returnCode !== 0) {
      this.#fail(Object.assign(new Error(`Connection refused: ${refusals[returnCode] ?? returnCode}`), { code: returnCode }));
      return;
    }
    this.#facts.wasConnected = true;
    this.#isUp = true;
    this.#events.connected(sessionPresent);
  }

  #message(packet: IPublishPacket, next: () => void): void {
    // We subscribe with QoS 1 at most: it would have to be acknowledged in another way.
    if (packet.qos === 2) this.#fail(notMqtt('QoS 2 was not asked for'));
    else this.#events.message(incoming(packet), next);
  }
}

const notMqtt = (what: string): Error => Object.assign(new Error(what), { code: protocolErrorCode });

/** CONNACK return codes (3.2.2.3). */
const refusals: readonly (string | undefined)[] = [
  undefined,
  'Unacceptable protocol version',
  'Identifier rejected',
  'Server unavailable',
  'Bad username or password',
  'Not authorized',
];

function connectPacket({ clientId, clean, username, password }: ConnectionOptions): Packet {
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId,
    clean,
    keepalive: keepaliveSeconds,
    // A password without a name is no MQTT (3.1.2.9).
    ...(username === null ? {} : { username, ...(password === null ? {} : { password: Buffer.from(password, 'utf8') }) }),
  };
}

const grantedBy = ({ granted }: ISubackPacket): readonly number[] => granted.map((qos) => (typeof qos === 'number' ? qos : 0x80));

function incoming({ topic, payload, qos, retain, dup, messageId }: IPublishPacket): IncomingMessage {
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'utf8') : payload;
  return { topic, payload: bytes, qos, retained: retain, duplicate: dup, messageId: qos === 0 ? null : (messageId ?? null) };
}

/** PUBACK (MQTT 3.1.1, 3.4): 0x40, remaining length 2, message id high byte, low byte. */
export function encodePubacks(messageIds: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(messageIds.length * 4);
  for (const [index, messageId] of messageIds.entries()) {
    bytes.writeUInt16BE(0x4002, index * 4);
    bytes.writeUInt16BE(messageId, index * 4 + 2);
  }
  return bytes;
}
