/** Makes a port for each reader of the configuration; the readers of an OSDP bus share one line. Starts nothing. */
import type { PostConfig, ReaderConfig } from '../../shared/model/config.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { ReaderPort } from '../core/ports/devices.ts';
import type { ReaderKeys } from '../core/ports/reader-keys.ts';
import type { ReaderTools } from '../core/ports/reader-tools.ts';
import type { Link } from '../devices/link/link.ts';
import { createSerialLink } from '../devices/link/serial-link.ts';
import { createReader } from '../devices/readers/index.ts';
import { createReaderTools, OsdpBus, type OsdpConfig } from '../devices/readers/osdp-bus/index.ts';
import { createSimulatedBus } from '../devices/simulate/osdp/bus.ts';
import { createSimulatedReader, type SimulatedReader } from '../devices/simulate/reader.ts';

export interface ReaderPortsInput {
  readonly config: Pick<PostConfig, 'readers' | 'voice' | 'cardFormats'>;
  readonly clock: Clock;
  readonly keys: ReaderKeys;
  readonly logBug: (where: string, error: unknown) => void;
}

export interface ReaderPorts {
  readonly ports: ReadonlyMap<string, ReaderPort>;
  readonly simulated: ReadonlyMap<string, SimulatedReader>;
  readonly tools: ReaderTools;
}

const isOsdp = (reader: ReaderConfig): reader is OsdpConfig => reader.osdp !== undefined;

/** Ports in the order of the configuration, the far ends of those that are simulated, and the tools for those that answer. */
export function createReaderPorts(input: ReaderPortsInput): ReaderPorts {
  const { config, clock } = input;
  const simulated = new Map<string, SimulatedReader>();
  const buses = busesOf(config.readers).map((readers) => createBus(input, readers, simulated));
  const made = new Map<string, ReaderPort>(buses.flatMap((bus) => [...bus.readers]));
  const sendOnly = config.readers.filter((reader) => !isOsdp(reader));
  for (const reader of sendOnly) made.set(reader.id, createSendOnly(reader, clock, simulated));
  const openLink = ({ path, baudRate }: { path: string; baudRate: number }) => createSerialLink({ path, baudRate, clock });
  return {
    ports: new Map(config.readers.flatMap(({ id }) => pairOf(id, made.get(id)))),
    simulated: new Map(config.readers.flatMap(({ id }) => pairOf(id, simulated.get(id)))),
    tools: createReaderTools({ buses, sendOnly: new Set(sendOnly.map((reader) => reader.id)), openLink, clock }),
  };
}

const pairOf = <T>(id: string, value: T | undefined): [string, T][] => (value === undefined ? [] : [[id, value]]);

function busesOf(readers: readonly ReaderConfig[]): OsdpConfig[][] {
  const buses = new Map<string, OsdpConfig[]>();
  for (const reader of readers.filter(isOsdp)) buses.set(reader.osdp.busId, [...(buses.get(reader.osdp.busId) ?? []), reader]);
  return [...buses.values()];
}

function createBus(input: ReaderPortsInput, readers: readonly OsdpConfig[], simulated: Map<string, SimulatedReader>): OsdpBus {
  const { config, clock, keys, logBug } = input;
  const { voice, cardFormats } = config;
  return new OsdpBus({ readers, link: busLink(input, readers, simulated), clock, keys, voice, cardFormats, logBug });
}

function busLink({ config, clock, keys }: ReaderPortsInput, readers: readonly OsdpConfig[], simulated: Map<string, SimulatedReader>): Link {
  const [first] = readers;
  if (first?.simulated === false) return createSerialLink({ path: first.path, baudRate: first.baudRate, clock });
  const bus = createSimulatedBus(readers, { clock, keys, voice: config.voice });
  for (const farEnd of bus.readers) simulated.set(farEnd.readerId, farEnd);
  return bus.link;
}

function createSendOnly(reader: ReaderConfig, clock: Clock, simulated: Map<string, SimulatedReader>): ReaderPort {
  if (!reader.simulated) return createReader(reader, { clock });
  const farEnd = createSimulatedReader(reader, { clock });
  simulated.set(reader.id, farEnd);
  return createReader(reader, { clock, openLink: () => farEnd.link });
}
