/** A bus of OSDP readers on simulated far ends, with everything that it tells, and a way to wait for what it tells. */
import { setImmediate } from 'node:timers/promises';
import type { ReaderSignal } from '../../../../../src/main/core/ports/devices.ts';
import type { ReaderKeys } from '../../../../../src/main/core/ports/reader-keys.ts';
import { createReaderTools, OsdpBus, type OsdpConfig } from '../../../../../src/main/devices/readers/osdp-bus/index.ts';
import { createSimulatedBus, type SimulatedBusDeps } from '../../../../../src/main/devices/simulate/osdp/bus.ts';
import type { CardRead } from '../../../../../src/shared/model/cards.ts';
import type { DeviceHealth } from '../../../../../src/shared/model/devices.ts';
import { defaultCardFormats, defaultVoice } from '../../../../../src/shared/model/site-defaults.ts';

export const key = (fill: number): Uint8Array => new Uint8Array(16).fill(fill);

export function busReader(id: string, address: number, osdp: Partial<OsdpConfig['osdp']> = {}, change: Partial<OsdpConfig> = {}): OsdpConfig {
  return {
    id,
    name: id,
    path: 'simulated:bus1',
    baudRate: 115_200,
    protocol: 'osdp',
    direction: 'in',
    area: null,
    repeatSeconds: 3,
    passBack: false,
    template: null,
    simulated: true,
    ...change,
    osdp: { busId: 'bus1', address, secure: 'required', pollMs: 10, pin: 'off', inputs: [], ...osdp },
  };
}

type Stored = { current: Uint8Array | null; pending: Uint8Array | null };

/** A key store in memory that remembers what was asked of it. */
export function keyStore(keys: { readonly [readerId: string]: Partial<Stored> } = {}) {
  const stored = new Map<string, Stored>(Object.entries(keys).map(([id, one]) => [id, { current: null, pending: null, ...one }]));
  const calls: string[] = [];
  let broken = false;
  const of = (readerId: string): Stored => stored.get(readerId) ?? { current: null, pending: null };
  const change = async (call: string, readerId: string, next: (before: Stored) => Stored): Promise<void> => {
    if (broken) throw new Error('the disk is full');
    calls.push(`${call} ${readerId}`);
    stored.set(readerId, next(of(readerId)));
  };
  const store: ReaderKeys = {
    load: async (readerId) => of(readerId),
    savePending: (readerId, pending) => change('savePending', readerId, (before) => ({ ...before, pending })),
    promotePending: (readerId) => change('promotePending', readerId, ({ pending }) => ({ current: pending, pending: null })),
    dropPending: (readerId) => change('dropPending', readerId, ({ current }) => ({ current, pending: null })),
    set: (readerId, current) => change('set', readerId, () => ({ current, pending: null })),
  };
  const breakDown = (): void => {
    broken = true;
  };
  return { store, calls, of, breakDown };
}

export interface BusPostOptions {
  readonly readers: readonly OsdpConfig[];
  /** What the post knows. */
  readonly keys?: ReturnType<typeof keyStore>;
  readonly far?: Partial<SimulatedBusDeps>;
}

/** Started; `stop` ends it. */
export function openBus({ readers, keys = keyStore(), far = {} }: BusPostOptions) {
  const clock = { utcMs: () => Date.now(), monoMs: () => performance.now() };
  const simulated = createSimulatedBus(readers, { clock, keys: keys.store, paced: false, turnaroundMs: 0, ...far });
  const bugs: unknown[] = [];
  const bus = new OsdpBus({
    ...{ readers, link: simulated.link, clock, keys: keys.store, voice: defaultVoice, cardFormats: defaultCardFormats },
    logBug: (where, error) => bugs.push([where, error]),
  });
  const reads: CardRead[] = [];
  const healths: DeviceHealth[] = [];
  const signals: ReaderSignal[] = [];
  for (const port of bus.readers.values()) {
    port.start({ read: (read) => reads.push(read), health: (health) => healths.push(health), signal: (signal) => signals.push(signal) });
  }
  const openLink = () => {
    throw new Error('no other port here');
  };
  const port = (readerId: string) => {
    const found = bus.readers.get(readerId);
    if (found === undefined) throw new Error(`no reader ${readerId}`);
    return found;
  };
  return {
    ...{ bus, simulated, keys, bugs, reads, healths, signals, port },
    tools: createReaderTools({ buses: [bus], sendOnly: new Set(['desk-scanner']), openLink, clock }),
    lineUp: () => until(() => bus.isUp),
    /** Online, and the readers have said what parts they have. */
    online: (...ids: string[]) => until(() => ids.every((id) => port(id).health().state === 'online' && bus.panel.status(id)?.capabilities.length !== 0)),
    stop: () => Promise.all([...bus.readers.values()].map((one) => one.stop())),
  };
}

/** Resolves in the turn of the event loop in which it holds; the test's own time limit ends a wait for nothing. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setImmediate();
}
