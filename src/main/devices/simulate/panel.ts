/**
 * A simulated panel: a real MQTT client that announces itself and publishes states with QoS 1, with a will as bridges have.
 * Must not know scenarios.
 */
import { connect, type MqttClient } from 'mqtt';
import type { Publication } from './panel-topics.ts';

export interface SimulatedPanelOptions {
  readonly panelId: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Published retained after each connect, before anything else. */
  readonly announcements: readonly Publication[];
  readonly availability: { readonly topic: string; readonly online: string; readonly offline: string } | null;
  /** Published every `heartbeatMs`, or never. */
  readonly heartbeat: Publication | null;
  readonly heartbeatMs: number;
}

export interface SimulatedPanel {
  readonly panelId: string;
  /** Connects and announces itself; goes on trying for ever. */
  start(): void;
  /** Kept and sent later while there is no connection, as real bridges do. */
  publish(publication: Publication): void;
  /** Says `offline` and ends. */
  stop(): Promise<void>;
}

export function createSimulatedPanel(options: SimulatedPanelOptions): SimulatedPanel {
  let client: MqttClient | null = null;
  let heartbeat: NodeJS.Timeout | undefined;
  /** The retained states as they are now, to be told again after a reconnect. */
  const states = new Map(options.announcements.map((publication) => [publication.topic, publication]));
  const send = ({ topic, payload, retain }: Publication): void => void client?.publish(topic, payload, { qos: 1, retain }, () => undefined);
  return {
    panelId: options.panelId,
    start() {
      client = connect(options.url, connectOptions(options));
      // A broker that is not there yet is no error of ours: mqtt.js tries again.
      client.on('error', () => undefined);
      client.on('connect', () => {
        if (options.availability !== null) send({ topic: options.availability.topic, payload: options.availability.online, retain: true });
        for (const publication of states.values()) send(publication);
      });
      const beat = options.heartbeat;
      if (beat !== null) heartbeat = setInterval(() => client?.connected && send(beat), options.heartbeatMs);
    },
    publish(publication) {
      if (publication.retain) states.set(publication.topic, publication);
      // Not connected: the next connect tells the state as it is then; an event in between is the sender's loss, as in life.
      if (client?.connected) send(publication);
    },
    async stop() {
      clearInterval(heartbeat);
      if (client === null) return;
      if (client.connected && options.availability !== null) {
        send({ topic: options.availability.topic, payload: options.availability.offline, retain: true });
      }
      await client.endAsync(!client.connected);
      client = null;
    },
  };
}

function connectOptions(options: SimulatedPanelOptions) {
  const { availability, panelId, username, password } = options;
  return {
    clientId: `sim-${panelId}`,
    username,
    password,
    protocolVersion: 4 as const,
    reconnectPeriod: 1000,
    reconnectOnConnackError: true,
    ...(availability === null ? {} : { will: { topic: availability.topic, payload: Buffer.from(availability.offline), qos: 1 as const, retain: true } }),
  };
}
