/**
 * Our own DC-09 receiver: diallers reach the post over TCP without a gateway. A `PanelsPort` beside the broker's.
 * Must not know the services; it only reports, and commands nobody.
 */
import type { SiaPanelConfig } from '../../../../shared/model/config.ts';
import { fail } from '../../../../shared/model/result.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { PanelEvents, PanelSecrets, PanelsPort } from '../../../core/ports/devices.ts';
import { HealthEntry } from '../mqtt-client/health-board.ts';
import { type LinkState, SupervisedPanel } from '../mqtt-client/supervision.ts';
import { TaughtWords } from '../mqtt-client/taught-words.ts';
import { createSiaDialect } from '../sia/index.ts';
import { SignalMaker } from '../signal-maker.ts';
import { type DiallerLimits, defaultLimits } from './dialler-sockets.ts';
import { Line, type ReceivingPanel } from './line.ts';

export interface Dc09ReceiverOptions {
  /** Those without a receiver are left out. */
  readonly panels: readonly SiaPanelConfig[];
  readonly secrets: PanelSecrets;
  readonly clock: Clock;
  /** Between tries to get a port that is taken; 5 s unless given. */
  readonly retryMs?: number;
  readonly limits?: Partial<DiallerLimits>;
  /** A group could not be kept (its diallers will repeat it). */
  readonly notKept?: (error: unknown) => void;
}

export interface Dc09Receiver extends PanelsPort {
  /** Where it listens now (a configured port 0 is any free one). */
  addresses(): readonly { readonly host: string; readonly port: number }[];
}

const lookEveryMs = 250;
const defaultRetryMs = 5000;
const drainMs = 5000;
const stopped: LinkState = { state: 'offline', cause: 'stopped', detail: null };

interface Group {
  readonly host: string;
  readonly port: number;
  readonly panels: readonly ReceivingPanel[];
}

/** A receiver with one listener per host and port; not started. */
export function createDc09Receiver(options: Dc09ReceiverOptions): Dc09Receiver {
  const words = new TaughtWords();
  const groups = groupsOf(options, words);
  const panels = groups.flatMap((group) => group.panels);
  let running: { readonly lines: readonly Line[]; readonly events: PanelEvents; readonly ticker: NodeJS.Timeout } | null = null;

  return {
    start(events) {
      if (running !== null) throw new Error('the receiver is started already');
      const changed = (): void => look(options.clock, groups, (group) => lines[groups.indexOf(group)]?.link ?? stopped, events);
      const lines = groups.map((group) => lineOf(options, group, events, changed));
      running = { lines, events, ticker: setInterval(changed, lookEveryMs) };
      for (const line of lines) line.start();
    },
    async stop() {
      const was = running;
      if (was === null) return;
      running = null;
      clearInterval(was.ticker);
      await withLimit(Promise.all(was.lines.map((line) => line.stop())), drainMs);
      for (const line of was.lines) line.cut();
      look(options.clock, groups, () => stopped, was.events);
    },
    health: () => panels.map(({ supervised }) => supervised.entry.health()),
    addresses: () => running?.lines.flatMap((line) => line.address() ?? []) ?? [],
    commandsOf: () => [],
    needsCode: () => false,
    command: () => Promise.resolve(fail('notSupported')),
    teach: (taught) => words.teach(taught),
  };
}

/** Works out anew how each panel is; tells those that changed. */
function look(clock: Clock, groups: readonly Group[], linkOf: (group: Group) => LinkState, events: PanelEvents): void {
  const nowUtcMs = clock.utcMs();
  for (const group of groups) {
    for (const { supervised } of group.panels) {
      if (supervised.look(linkOf(group), nowUtcMs, clock.monoMs())) events.health(supervised.entry.health());
    }
  }
}

function groupsOf(options: Dc09ReceiverOptions, words: TaughtWords): readonly Group[] {
  const groups = new Map<string, { host: string; port: number; panels: ReceivingPanel[] }>();
  for (const config of options.panels) {
    const { receiver } = config;
    if (receiver === null) continue;
    const { host, port } = receiver;
    const key = `${host}:${port}`;
    const group = groups.get(key) ?? { host, port, panels: [] };
    group.panels.push(panelOf(config, key, words, options.clock.utcMs()));
    groups.set(key, group);
  }
  return [...groups.values()];
}

function panelOf(config: SiaPanelConfig, address: string, taught: TaughtWords, nowUtcMs: number): ReceivingPanel {
  const words = taught.bookOf(config.id);
  const { id, name, simulated } = config;
  const entry = new HealthEntry({ id, kind: 'panel', name, speaks: 'sia', address, simulated }, nowUtcMs);
  return { supervised: new SupervisedPanel(config, createSiaDialect(config, words), entry), reader: { config, words, maker: new SignalMaker(config) } };
}

function lineOf(options: Dc09ReceiverOptions, group: Group, events: PanelEvents, changed: () => void): Line {
  const { secrets, clock, retryMs = defaultRetryMs, limits, notKept = () => undefined } = options;
  return new Line({ ...group, secrets, clock, events, retryMs, limits: { ...defaultLimits, ...limits }, changed, notKept });
}

async function withLimit(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
