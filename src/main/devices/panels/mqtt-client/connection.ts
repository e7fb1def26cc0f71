/**
 * One MQTT connection, from dialling to its end; there is a new one for each try. Speaks MQTT 3.1.1 through mqtt.js.
 * Acknowledges nothing by itself: who takes the messages says when they are kept.
 */
import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import { type CloseFacts, type ConnectionEnd, closeCause } from './close-cause.ts';

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
  /** PUBACK for each, in the order of arrival (MQTT-4.6.0-2), in one write. Nothing is sent once the connection is gone. */
  acknowledge(messageIds: readonly number[]): void;
  /** Ends at once without DISCONNECT. */
  drop(): void;
  /** Ends with DISCONNECT; resolves when closed. */
  end(): Promise<void>;
}

/** What is known of a connection, changing while it lives. */
interface Facts extends CloseFacts {
  error: unknown;
  wasConnected: boolean;
  dropped: boolean;
}

const keepaliveSeconds = 10;
const answerTimeoutMs = 10_000;

/** Begins to connect; never throws for a broker that can't be reached. Throws on an URL that is none. */
export function openConnection(options: ConnectionOptions, events: ConnectionEvents): Connection {
  const client = connect(options.url, clientOptions(options));
  const facts: Facts = { error: null, wasConnected: false, dropped: false };
  client.on('error', (error) => {
    facts.error ??= error;
  });
  client.on('packetreceive', (packet) => {
    if (packet.cmd !== 'connack' || packet.returnCode !== 0) return;
    facts.wasConnected = true;
    events.connected(packet.sessionPresent);
  });
  takeMessages(client, facts, events);
  return control(client, facts, whenClosed(client, facts, events));
}

function clientOptions(options: ConnectionOptions): IClientOptions {
  return {
    clientId: options.clientId,
    clean: options.clean,
    protocolVersion: 4,
    // We try again ourselves, with a new client: nothing of the last connection stays.
    reconnectPeriod: 0,
    connectTimeout: answerTimeoutMs,
    keepalive: keepaliveSeconds,
    queueQoSZero: false,
    ...(options.username === null ? {} : { username: options.username }),
    ...(options.password === null ? {} : { password: options.password }),
    ...(options.ca === null ? {} : { ca: options.ca }),
  };
}

/**
 * `handleMessage` is mqtt.js's hook for back-pressure: its PUBACK follows a call back without an error.
 * We always call back with one, so that mqtt.js goes on reading and leaves the PUBACK to us.
 */
function takeMessages(client: MqttClient, facts: Facts, events: ConnectionEvents): void {
  client.handleMessage = (packet, callback) => {
    // What mqtt.js had read before we dropped the connection comes again with the next one.
    if (facts.dropped) return;
    const next = (): void => callback(keptLater);
    events.message(incoming(packet), next);
  };
}

const keptLater = new Error('acknowledged once kept');

function incoming(packet: IPublishPacket): IncomingMessage {
  const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload, 'utf8') : packet.payload;
  return {
    topic: packet.topic,
    payload,
    qos: packet.qos,
    retained: packet.retain,
    duplicate: packet.dup,
    messageId: packet.qos === 0 ? null : (packet.messageId ?? null),
  };
}

function whenClosed(client: MqttClient, facts: CloseFacts, events: ConnectionEvents): Promise<void> {
  return new Promise((resolve) => {
    client.once('close', () => {
      events.closed(closeCause(facts));
      resolve();
    });
  });
}

function control(client: MqttClient, facts: Facts, closed: Promise<void>): Connection {
  const { stream } = client;
  return {
    subscribe: (filters, qos = 1) => subscribe(client, closed, filters, qos),
    unsubscribe(filters) {
      if (client.connected && filters.length > 0) client.unsubscribe([...filters], () => undefined);
    },
    publishRetained(topic, payload) {
      client.publish(topic, payload, { qos: 1, retain: true }, () => undefined);
    },
    acknowledge(messageIds) {
      if (messageIds.length > 0 && client.connected && stream.writable) stream.write(encodePubacks(messageIds));
    },
    drop() {
      facts.dropped = true;
      stream.destroy();
    },
    async end() {
      if (!client.connected) stream.destroy();
      else client.end(false);
      await closed;
    },
  };
}

function subscribe(client: MqttClient, closed: Promise<void>, filters: readonly string[], qos: 0 | 1): Promise<readonly string[]> {
  if (filters.length === 0) return Promise.resolve([]);
  return new Promise((resolve, reject) => {
    void closed.then(() => reject(new Error('connection closed')));
    client.subscribe([...filters], { qos }, (error, _asked, suback) => {
      // A refused filter (0x80, MQTT 3.1.1, 3.9.3) is told as an error of them all; the packet says which.
      if (suback !== undefined) resolve(filters.filter((_, index) => refused(suback.granted[index])));
      else if (error) reject(error);
      else resolve([]);
    });
  });
}

function refused(granted: unknown): boolean {
  return typeof granted === 'number' && granted >= 128;
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
