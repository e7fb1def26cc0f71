/**
 * The way to the panels: the broker of the configuration, or the embedded one. A port that is taken must not keep the
 * post from starting: it shows as a device that is down, and is tried again.
 */
import { randomBytes } from 'node:crypto';
import type { BrokerConfig, MqttConfig, PostConfig } from '../../shared/model/config.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { TaughtWord } from '../../shared/model/panels.ts';
import { fail } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { PanelEvents, PanelSecrets, PanelsPort } from '../core/ports/devices.ts';
import { type Broker, type BrokerProblem, type BrokerRefusal, createDc09Receiver, createPanels, startBroker } from '../devices/panels/index.ts';
import { isBehindBroker, isDialling, mergeHealth } from './panel-health.ts';

export interface PanelLinkOptions {
  readonly config: PostConfig;
  readonly broker: BrokerConfig;
  readonly dataDir: string;
  /** The same after a restart, and another one for each post. */
  readonly clientId: string;
  readonly clock: Clock;
  readonly secrets: PanelSecrets;
  readonly onRefused: (refusal: BrokerRefusal) => void;
  readonly logBug: (where: string, error: unknown) => void;
}

export interface PanelLink extends Pick<PanelsPort, 'commandsOf' | 'needsCode' | 'command' | 'teach'> {
  start(events: PanelEvents): Promise<void>;
  stop(): Promise<void>;
  health(): readonly DeviceHealth[];
  /** Where the embedded broker listens; null when there is none (yet). */
  brokerUrl(): string | null;
}

const retryMs = 5_000;

/** A link that is not started. It also runs without panels: whoever adds the first one sees beforehand whether the broker is there. */
export function createPanelLink(options: PanelLinkOptions): PanelLink {
  const { config, clock } = options;
  const postPassword = randomBytes(24).toString('base64url');
  const behindBroker = config.panels.filter(isBehindBroker);
  const receiver = createDc09Receiver({ panels: config.panels.filter(isDialling), secrets: options.secrets, clock });
  let broker: Broker | null = null;
  let panels: PanelsPort | null = null;
  let problem: BrokerProblem | null = null;
  let sinceUtcMs = clock.utcMs();
  let timer: NodeJS.Timeout | null = null;
  let taught: readonly TaughtWord[] = [];
  let stopped = false;

  function startPanels(mqtt: MqttConfig, events: PanelEvents): void {
    panels = createPanels({ panels: behindBroker, mqtt: { ...mqtt, clientId: mqtt.clientId ?? options.clientId }, clock, secrets: options.secrets });
    panels.teach(taught);
    panels.start(events);
  }

  async function startEmbedded(events: PanelEvents): Promise<void> {
    const onTrouble = (detail: string): void => options.logBug('broker files', detail);
    const started = await startBroker({ dataDir: options.dataDir, config: options.broker, postPassword, clock, onTrouble });
    if (stopped) {
      if (started.ok) await started.value.stop();
      return;
    }
    if (started.ok) {
      problem = null;
      broker = started.value;
      broker.onRefused(options.onRefused);
      startPanels({ url: broker.url, username: 'post', password: postPassword, clientId: null, caFile: options.broker.tls?.certFile ?? null }, events);
      return;
    }
    if (problem?.code !== started.error.code) sinceUtcMs = clock.utcMs();
    problem = started.error;
    for (const device of brokerHealth()) events.health(device);
    timer = setTimeout(() => void startEmbedded(events).catch((error: unknown) => options.logBug('broker', error)), retryMs);
  }

  const brokerHealth = (): readonly DeviceHealth[] => panels?.health() ?? (problem === null ? [] : brokenHealth(options, problem, sinceUtcMs));
  const health = (): DeviceHealth[] => mergeHealth(brokerHealth(), receiver.health());

  return {
    async start(told) {
      const events = { ...told, health: (device: DeviceHealth) => told.health(health().find(({ id }) => id === device.id) ?? device) };
      receiver.start(events);
      if (config.mqtt === null) await startEmbedded(events);
      else startPanels(config.mqtt, events);
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await Promise.all([panels?.stop(), receiver.stop()]);
      await broker?.stop();
      panels = null;
      broker = null;
    },
    health,
    brokerUrl: () => broker?.url ?? null,
    commandsOf: (panelId) => panels?.commandsOf(panelId) ?? [],
    needsCode: (panelId, kind) => panels?.needsCode(panelId, kind) ?? false,
    command: async (request) => (panels === null ? fail('offline') : panels.command(request)),
    teach(words) {
      taught = words;
      receiver.teach(words);
      panels?.teach(words);
    },
  };
}

/** What is shown while the embedded broker does not run. */
function brokenHealth({ config, broker }: PanelLinkOptions, problem: BrokerProblem, sinceUtcMs: number): DeviceHealth[] {
  const address = `mqtt://${broker.host}:${broker.port}`;
  const rest = { address, sinceUtcMs, lastSignOfLifeUtcMs: null, understood: 0, discarded: 0, lastTraffic: [] };
  const cause = problem.code === 'portTaken' ? ('portTaken' as const) : ('openFailed' as const);
  const own: DeviceHealth = {
    ...rest,
    id: 'broker',
    kind: 'broker',
    name: 'MQTT',
    speaks: 'mqtt',
    state: 'offline',
    cause,
    detail: problem.detail,
    simulated: false,
  };
  const panels = config.panels.filter(isBehindBroker).map(
    (panel): DeviceHealth => ({
      ...rest,
      id: panel.id,
      kind: 'panel',
      name: panel.name,
      speaks: panel.dialect,
      state: 'offline',
      cause: 'notReachable',
      detail: null,
      simulated: panel.simulated,
    }),
  );
  return [own, ...panels];
}
