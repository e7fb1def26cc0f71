/**
 * A simulated panel: a real MQTT client that announces itself and publishes states with QoS 1, with a will as bridges have.
 * Must not know scenarios.
 */
import { connect, type MqttClient } from 'mqtt';
import type { PanelPublication } from './panels/simulated-dialect.ts';

export interface SimulatedPanelOptions {
  readonly panelId: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Published retained after each connect, before anything else. */
  readonly announcements: readonly PanelPublication[];
  readonly availability: { readonly topic: string; readonly online: string; readonly offline: string } | null;
  /** Published every `heartbeatMs`, or never. */
  readonly heartbeat: PanelPublication | null;
  readonly heartbeatMs: number;
  /** What it does when it is told to arm, disarm or bypass; null = it only reports. */
  readonly commands: PanelCommandAnswers | null;
}

export interface PanelCommandAnswers {
  readonly filters: readonly string[];
  answer(topic: string, payload: Uint8Array): readonly PanelPublication[];
}

export interface SimulatedPanel {
  readonly panelId: string;
  /** Connects and announces itself; goes on trying for ever. */
  start(): void;
  /** Kept and sent later while there is no connection, as real bridges do. */
  publish(publication: PanelPublication): void;
  /** Says `offline` and ends. */
  stop(): Promise<void>;
}

export function createSimulatedPanel(options: SimulatedPanelOptions): SimulatedPanel {
  let client: MqttClient | null = null;
  let heartbeat: NodeJS.Timeout | undefined;
  /** The retained states as they are now, to be told again after a reconnect. */
  const states = new Map(options.announcements.map((publication) => [publication.topic, publication]));
  const send = ({ topic, payload, retain }: PanelPublication): void =>
    void client?.publish(topic, typeof payload === 'string' ? payload : Buffer.from(payload), { qos: 1, retain }, () => undefined);
  const tell = (publication: PanelPublication): void => {
    if (publication.retain) states.set(publication.topic, publication);
    // Not connected: the next connect tells the state as it is then; an event in between is the sender's loss, as in life.
    if (client?.connected) send(publication);
  };
  return {
    panelId: options.panelId,
    start() {
      client = connect(options.url, connectOptions(options));
      // A broker that is not there yet is no error of ours: mqtt.js tries again.
      client.on('error', () => undefined);
      client.on('connect', () => {
        if (options.availability !== null) send({ topic: options.availability.topic, payload: options.availability.online, retain: true });
        for (const publication of states.values()) send(publication);
        if (options.commands !== null) client?.subscribe([...options.commands.filters], { qos: 1 }, () => undefined);
      });
      client.on('message', (topic, payload, packet) => {
        // As the real bridges do: a retained command is somebody's old one.
        if (!packet.retain) for (const answer of options.commands?.answer(topic, payload) ?? []) tell(answer);
      });
      const beat = options.heartbeat;
      if (beat !== null) heartbeat = setInterval(() => client?.connected && send(beat), options.heartbeatMs);
    },
    publish: tell,
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
