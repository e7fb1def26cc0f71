/**
 * All panels behind one broker: keeps a connection up, takes messages in, supervises each panel (alarms.md 2).
 * Must not decide what an alarm is worth, and must not acknowledge what is not on disk.
 */
import type { MqttConfig, PanelConfig } from '../../../../shared/model/config.ts';
import type { PanelCommandKind, TaughtWord } from '../../../../shared/model/panels.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { PanelCommandRequest, PanelEvents, PanelSecrets, PanelsPort } from '../../../core/ports/devices.ts';
import { createDialect } from '../create-dialect.ts';
import { Arrivals } from './arrivals.ts';
import { askForDrops, takeBrokerWord } from './broker-watch.ts';
import { Commands } from './commands.ts';
import type { Connection, ConnectionOptions } from './connection.ts';
import { ConnectionKeeper } from './connection-keeper.ts';
import { type DeviceIdentity, HealthEntry } from './health-board.ts';
import { Leftovers } from './leftovers.ts';
import { RedeliveryWindow } from './redelivery.ts';
import { Subscriptions } from './subscriptions.ts';
import { type LinkState, SupervisedPanel } from './supervision.ts';
import { TaughtWords } from './taught-words.ts';

export interface CreatePanelsOptions {
  readonly panels: readonly PanelConfig[];
  /** `clientId` null: `guardpost`. It must be the same after a restart and differ between posts on one broker. */
  readonly mqtt: MqttConfig;
  readonly clock: Clock;
  /** Says which panels have a code; absent = none has. */
  readonly secrets?: Pick<PanelSecrets, 'code'>;
  /** First and longest wait between tries to connect; 250 ms and 5 s unless given. */
  readonly rejoinMs?: { readonly min: number; readonly max: number };
}

const lookEveryMs = 250;
/** The event loop stood still this long: the broker may have dropped what its queue could not hold. */
const stalledMs = 2000;
/** The longest that `stop` waits for messages on their way to the disk. */
const drainMs = 5000;
const defaultRejoinMs = { min: 250, max: 5000 };

export function createPanels(options: CreatePanelsOptions): PanelsPort {
  return new Panels(options);
}

class Panels implements PanelsPort {
  readonly #options: CreatePanelsOptions;
  readonly #broker: HealthEntry;
  readonly #panels: readonly SupervisedPanel[];
  #link: LinkState = { state: 'connecting', cause: null, detail: null };
  #running: Running | null = null;
  readonly #words = new TaughtWords();
  readonly #commands: Commands;

  constructor(options: CreatePanelsOptions) {
    this.#options = options;
    const address = shownAddress(options.mqtt.url);
    const nowUtcMs = options.clock.utcMs();
    const simulated = options.panels.length > 0 && options.panels.every((panel) => panel.simulated);
    this.#broker = new HealthEntry({ id: 'broker', kind: 'broker', name: 'MQTT', speaks: 'mqtt', address, simulated }, nowUtcMs);
    this.#panels = options.panels.map((config) => {
      const identity: DeviceIdentity = { id: config.id, kind: 'panel', name: config.name, speaks: config.dialect, address, simulated: config.simulated };
      return new SupervisedPanel(config, createDialect(config, this.#words.bookOf(config.id)), new HealthEntry(identity, nowUtcMs));
    });
    this.#commands = new Commands({
      clock: options.clock,
      dialects: this.#panels.map((panel) => panel.dialect),
      connection: () => this.#running?.connection() ?? null,
      ...(options.secrets === undefined ? {} : { secrets: options.secrets }),
    });
  }

  start(events: PanelEvents): void {
    if (this.#running !== null) throw new Error('panels are started already');
    this.#running = startRunning(this.#options, this.#panels, this.#broker, events, {
      link: (link) => {
        this.#link = link;
        this.#look(events);
      },
      look: () => this.#look(events),
    });
  }

  async stop(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    await running.stop();
  }

  health() {
    return [this.#broker.health(), ...this.#panels.map((panel) => panel.entry.health())];
  }

  commandsOf(panelId: string) {
    return this.#commands.of(panelId);
  }

  needsCode(panelId: string, kind: PanelCommandKind) {
    return this.#commands.needsCode(panelId, kind);
  }

  command(request: PanelCommandRequest) {
    return this.#commands.send(request);
  }

  teach(words: readonly TaughtWord[]): void {
    this.#words.teach(words);
  }

  #look(events: PanelEvents): void {
    const nowUtcMs = this.#options.clock.utcMs();
    const nowMonoMs = this.#options.clock.monoMs();
    const { state, cause, detail } = this.#link;
    if (this.#broker.change(state, cause, detail, nowUtcMs)) events.health(this.#broker.health());
    for (const panel of this.#panels) {
      if (panel.look(this.#link, nowUtcMs, nowMonoMs)) events.health(panel.entry.health());
    }
  }
}

interface Running {
  /** The connection that is up; null while there is none. */
  connection(): Connection | null;
  stop(): Promise<void>;
}

interface Outward {
  link(link: LinkState): void;
  look(): void;
}

function startRunning(options: CreatePanelsOptions, panels: readonly SupervisedPanel[], broker: HealthEntry, events: PanelEvents, outward: Outward): Running {
  const { clock } = options;
  const connectionOptions = connectionOptionsOf(options.mqtt);
  const window = new RedeliveryWindow(connectionOptions.clientId);
  const leftovers = new Leftovers();
  const subscriptions = new Subscriptions(panels, () => {
    if (leftovers.subscribed()) subscriptions.renew();
    outward.look();
  });
  const arrivals = new Arrivals({
    clock,
    panels,
    broker,
    window,
    leftovers,
    events,
    subscriptionsChanged: () => subscriptions.changed(),
    healthMayHaveChanged: outward.look,
    notKept: (error) => keeper.notKept(error),
  });
  const keeper = new ConnectionKeeper({
    clock,
    panels,
    connection: connectionOptions,
    rejoinMs: options.rejoinMs ?? defaultRejoinMs,
    link(link) {
      if (link.state === 'online') broker.signOfLife(clock.utcMs());
      outward.link(link);
    },
    gap: (gap) => events.gap(gap),
    connected(connection, sessionPresent) {
      window.connected(sessionPresent);
      leftovers.connected(sessionPresent);
      for (const panel of panels) panel.connected(clock.monoMs());
      subscriptions.connected(connection);
      askForDrops(connection);
    },
    closed: () => subscriptions.disconnected(),
    message(message, connection, next) {
      if (takeBrokerWord(message, events)) next();
      else arrivals.arrived(message, connection, next);
    },
  });
  const ticker = watch(clock, panels, keeper, arrivals, outward.look);
  keeper.start();
  return {
    connection: () => keeper.connection,
    async stop() {
      clearInterval(ticker);
      await drain(arrivals, keeper);
      outward.link({ state: 'offline', cause: 'stopped', detail: null });
    },
  };
}

/** Keeps and acknowledges what has arrived, then ends the connection. */
async function drain(arrivals: Arrivals, keeper: ConnectionKeeper): Promise<void> {
  await withLimit(arrivals.idle(), drainMs);
  await keeper.stop();
  // What came in between is kept too; the broker will repeat it and its key is known.
  await withLimit(arrivals.idle(), drainMs);
}

function watch(clock: Clock, panels: readonly SupervisedPanel[], keeper: ConnectionKeeper, arrivals: Arrivals, look: () => void): NodeJS.Timeout {
  let lastMonoMs = clock.monoMs();
  return setInterval(() => {
    const nowMonoMs = clock.monoMs();
    const stoodMs = nowMonoMs - lastMonoMs;
    lastMonoMs = nowMonoMs;
    if (stoodMs > stalledMs) keeper.stalled(stoodMs);
    keeper.settle();
    const { connection } = keeper;
    if (connection !== null) {
      for (const panel of panels) for (const { topic, signal } of panel.dialect.due(nowMonoMs)) arrivals.due(connection, topic, signal);
    }
    look();
  }, lookEveryMs);
}

function connectionOptionsOf(mqtt: MqttConfig): Omit<ConnectionOptions, 'clean' | 'ca'> & { readonly caFile: string | null } {
  return { url: mqtt.url, username: mqtt.username, password: mqtt.password, clientId: mqtt.clientId ?? 'guardpost', caFile: mqtt.caFile };
}

/** The address without user and password. */
function shownAddress(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

async function withLimit(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
