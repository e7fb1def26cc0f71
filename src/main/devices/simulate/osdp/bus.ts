/** Simulated OSDP readers on one line in memory: a link for the console, and a handle for each reader. */
import { randomBytes } from 'node:crypto';
import type { OsdpReaderConfig, ReaderConfig, ReaderVoice } from '../../../../shared/model/config.ts';
import { defaultVoice } from '../../../../shared/model/site-defaults.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { ReaderKeys } from '../../../core/ports/reader-keys.ts';
import type { Link } from '../../link/link.ts';
import { createSimulatedLink } from '../../link/simulated-link.ts';
import type { Command } from '../../readers/osdp/messages.ts';
import { IndicationLog } from '../indications.ts';
import { createSeededRandom, type SeededRandom } from '../random.ts';
import { Faults } from './faults.ts';
import { type LineTimer, SimulatedLine } from './line.ts';
import type { PeripheralModel } from './model.ts';
import { Peripheral } from './peripheral.ts';
import { createSimulatedOsdpReader, decisionShown, type SimulatedOsdpReader } from './reader.ts';

export type SimulatedBusConfig = Pick<ReaderConfig, 'id' | 'baudRate'> & { readonly osdp: Pick<OsdpReaderConfig, 'address' | 'secure'> };

export interface SimulatedBusDeps {
  readonly clock: Clock;
  /** What each reader's key is before anything is said: the one that the post knows for it. None there, or absent = it waits for its first key. */
  readonly keys?: Pick<ReaderKeys, 'load'>;
  /** By which its lamps are understood; the usual one unless given. */
  readonly voice?: ReaderVoice;
  /** Changes what a reader is, by reader id. */
  readonly models?: { readonly [readerId: string]: Partial<PeripheralModel> };
  /** Each command that a reader carried out (polls aside), before its reply leaves. */
  readonly onCommand?: (readerId: string, command: Command) => void;
  readonly timer?: LineTimer;
  readonly seed?: number;
  /** From the last byte of a command to the first of its reply; 2 ms unless given. */
  readonly turnaroundMs?: number;
  /** Bytes take their time at the line's speed; true unless given. */
  readonly paced?: boolean;
}

/** Readers with a line between them and the console, whatever it is made of. */
export interface SimulatedReaders {
  readonly readers: readonly SimulatedOsdpReader[];
  readonly line: SimulatedLine;
  /** What goes wrong for all of them. */
  readonly faults: Faults;
  reader(readerId: string): SimulatedOsdpReader;
}

export interface SimulatedBus extends SimulatedReaders {
  /** The console's end. */
  readonly link: Link;
  /** Takes the cable out at the console: its port is gone. */
  unplug(): void;
  replug(): void;
}

const systemTimer: LineTimer = {
  after(afterMs, call) {
    const timer = setTimeout(call, afterMs);
    return () => clearTimeout(timer);
  },
};

/** Readers of one bus, plugged in; nothing runs before `link.start`, and nothing after `link.stop`. */
export function createSimulatedBus(configs: readonly SimulatedBusConfig[], deps: SimulatedBusDeps): SimulatedBus {
  const { link: wire, farEnd } = createSimulatedLink(deps.clock, {
    written: (bytes) => far.line.received(bytes),
    decided: () => undefined,
    baudRate: (baudRate) => far.line.setBaudRate(baudRate),
  });
  const link: Link = {
    ...boundTo(wire),
    start(events) {
      void loadKeys(far.readers, deps.keys).then(() => wire.start(events));
    },
    async stop() {
      far.line.stop();
      await wire.stop();
    },
  };
  const far = createSimulatedReaders(configs, { ...deps, link, send: (bytes) => farEnd.send(bytes), baudRate: configs[0]?.baudRate ?? null });
  return { ...far, link, unplug: () => farEnd.unplug(), replug: () => farEnd.plug() };
}

export interface SimulatedReadersOptions extends SimulatedBusDeps {
  /** The console's end, where there is one here. */
  readonly link: Link;
  readonly send: (bytes: Uint8Array) => void;
  /** null = the line has no speed (a pseudo-terminal). */
  readonly baudRate: number | null;
}

/** The readers and their line, over any stream of bytes: feed `line.received`, and take what is sent. */
export function createSimulatedReaders(configs: readonly SimulatedBusConfig[], options: SimulatedReadersOptions): SimulatedReaders {
  const { clock, timer = systemTimer, seed = 1, turnaroundMs = 2, paced = true, voice = defaultVoice } = options;
  const random = createSeededRandom(seed);
  const faults = new Faults(random);
  const made = configs.map((config) => ({
    config,
    ...makePeripheral(config, { clock, voice, random, change: options.models?.[config.id] ?? {}, onCommand: options.onCommand }),
  }));
  const peripherals = made.map(({ peripheral }) => peripheral);
  const line = new SimulatedLine({
    peripherals,
    send: options.send,
    nowMs: () => clock.monoMs(),
    timer,
    random,
    faults,
    baudRate: options.baudRate,
    turnaroundMs,
    paced,
  });
  const readers = made.map(({ config, peripheral, indications }) =>
    createSimulatedOsdpReader({ readerId: config.id, link: options.link, clock, peripheral, indications, voice, noise: (bytes) => line.noise(bytes) }),
  );
  const reader = (readerId: string): SimulatedOsdpReader => {
    const found = readers.find((one) => one.readerId === readerId);
    if (found === undefined) throw new Error(`no simulated reader ${readerId}`);
    return found;
  };
  return { readers, line, faults, reader };
}

interface MakeParts {
  readonly clock: Clock;
  readonly voice: ReaderVoice;
  readonly random: SeededRandom;
  readonly change: Partial<PeripheralModel>;
  readonly onCommand: SimulatedBusDeps['onCommand'];
}

function makePeripheral(
  config: SimulatedBusConfig,
  { clock, voice, random, change, onCommand }: MakeParts,
): { peripheral: Peripheral; indications: IndicationLog } {
  const indications = new IndicationLog();
  const { address, secure } = config.osdp;
  const model = { address, baudRate: config.baudRate, key: null, fullSecurity: secure === 'required', ...change };
  const peripheral = new Peripheral(model, {
    faults: new Faults(random),
    randomBytes: (count) => randomBytes(count),
    told(command) {
      onCommand?.(config.id, command);
      const granted = decisionShown(command, voice);
      if (granted !== null) indications.add({ granted, reason: granted ? 'ok' : null, atUtcMs: clock.utcMs() });
    },
  });
  return { peripheral, indications };
}

/** A key store that fails leaves the reader without a key: it waits for its first one, as a new reader would. */
async function loadKeys(readers: readonly SimulatedOsdpReader[], keys: SimulatedBusDeps['keys']): Promise<void> {
  if (keys === undefined) return;
  for (const { readerId, peripheral } of readers) {
    const { current } = await keys.load(readerId).catch(() => ({ current: null }));
    if (current !== null) peripheral.security.takeKey(current);
  }
}

const boundTo = (link: Link): Link => ({
  start: (events) => link.start(events),
  stop: () => link.stop(),
  write: (bytes) => link.write(bytes),
  ...(link.setBaudRate === undefined ? {} : { setBaudRate: link.setBaudRate }),
});
