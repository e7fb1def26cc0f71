/** The product's control panel and simulated readers on one line, in a time that passes only when a test says so. */
import { randomBytes } from 'node:crypto';
import type { Link } from '../../../../src/main/devices/link/link.ts';
import type { ControlPanel, PanelEvent } from '../../../../src/main/devices/readers/osdp/control-panel/words.ts';
import { createControlPanel } from '../../../../src/main/devices/readers/osdp/index.ts';
import {
  createSimulatedReaders,
  type SimulatedBusConfig,
  type SimulatedBusDeps,
  type SimulatedReaders,
} from '../../../../src/main/devices/simulate/osdp/bus.ts';
import { ownKey } from './asking-panel.ts';

/** Timers that run in the order of their time. */
export class VirtualTime {
  nowMs = 1_000_000;
  readonly #waiting = new Map<number, { readonly atMs: number; readonly call: () => void }>();
  #ids = 0;

  get waiting(): number {
    return this.#waiting.size;
  }

  after(afterMs: number, call: () => void): () => void {
    const id = ++this.#ids;
    this.#waiting.set(id, { atMs: this.nowMs + Math.max(0, afterMs), call });
    return () => this.#waiting.delete(id);
  }

  pass(forMs: number): void {
    const endMs = this.nowMs + forMs;
    for (;;) {
      const next = [...this.#waiting].reduce<[number, number] | null>((best, [id, { atMs }]) => (best === null || atMs < best[1] ? [id, atMs] : best), null);
      if (next === null || next[1] > endMs) break;
      const call = this.#waiting.get(next[0])?.call;
      this.#waiting.delete(next[0]);
      this.nowMs = Math.max(this.nowMs, next[1]);
      call?.();
    }
    this.nowMs = endMs;
  }
}

export interface VirtualLine extends SimulatedReaders {
  readonly time: VirtualTime;
  readonly panel: ControlPanel;
  readonly events: PanelEvent[];
  of<T extends PanelEvent['type']>(type: T): Extract<PanelEvent, { type: T }>[];
}

export const busOf = (count: number, secure: 'required' | 'off' = 'required'): SimulatedBusConfig[] =>
  Array.from({ length: count }, (_, address) => ({ id: `reader-${address}`, baudRate: 115_200, osdp: { address, secure } }));

/** The readers' bytes are handed over without one. */
export const noLink: Link = { start: () => undefined, stop: () => Promise.resolve(), write: () => undefined };

/** All readers have `ownKey`, and the panel knows it. Nothing has been sent. */
export function virtualLine(configs: readonly SimulatedBusConfig[], deps: Omit<SimulatedBusDeps, 'clock' | 'timer'> = {}): VirtualLine {
  const time = new VirtualTime();
  const events: PanelEvent[] = [];
  const readers = createSimulatedReaders(configs, {
    ...deps,
    clock: { utcMs: () => time.nowMs, monoMs: () => time.nowMs },
    timer: time,
    baudRate: configs[0]?.baudRate ?? null,
    link: noLink,
    send: (bytes) => panel.received(bytes, time.nowMs),
  });
  for (const { readerId, peripheral } of readers.readers) if (deps.models?.[readerId]?.key === undefined) peripheral.security.takeKey(ownKey);
  const panel = createControlPanel({
    baudRate: configs[0]?.baudRate ?? 9600,
    pollMs: 50,
    readers: configs.map(({ id, osdp }) => ({ readerId: id, address: osdp.address, secure: osdp.secure, keys: { current: ownKey, pending: null } })),
    nowMs: () => time.nowMs,
    randomBytes: (count) => randomBytes(count),
    timer: time,
    onEvent: (event) => events.push(event),
  });
  panel.lineUp({
    write: (bytes) => readers.line.received(bytes),
    setBaudRate: (baudRate) => {
      readers.line.setBaudRate(baudRate);
      return Promise.resolve();
    },
  });
  return {
    ...readers,
    time,
    panel,
    events,
    of: <T extends PanelEvent['type']>(type: T) => events.filter((event): event is Extract<PanelEvent, { type: T }> => event.type === type),
  };
}
