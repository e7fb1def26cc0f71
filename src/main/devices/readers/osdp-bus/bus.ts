/**
 * One serial line with OSDP readers on it: a link and a control panel, and a `ReaderPort` for each reader.
 * The protocol is the control panel's; what a card means is the gate's.
 */
import { randomBytes } from 'node:crypto';
import type { WiegandFormat } from '../../../../shared/model/cards.ts';
import type { OsdpReaderConfig, ReaderConfig, ReaderVoice } from '../../../../shared/model/config.ts';
import type { DeviceCause } from '../../../../shared/model/devices.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { ReaderKeys } from '../../../core/ports/reader-keys.ts';
import type { Link } from '../../link/link.ts';
import type { ByteLine, ControlPanel, PanelEvent, PanelReader, SeenFrame, Timer } from '../osdp/control-panel/words.ts';
import { createControlPanel } from '../osdp/index.ts';
import { BusReader, type BusSide } from './bus-reader.ts';
import { KeyKeeper } from './key-keeper.ts';
import { lineOver, realTimer } from './line-over.ts';

export type OsdpConfig = ReaderConfig & { readonly osdp: OsdpReaderConfig };

export interface OsdpBusOptions {
  /** The readers of one bus; they share its path and speed. At least one. */
  readonly readers: readonly OsdpConfig[];
  readonly link: Link;
  readonly clock: Clock;
  readonly keys: ReaderKeys;
  readonly voice: ReaderVoice;
  readonly cardFormats: readonly WiegandFormat[];
  readonly logBug: (where: string, error: unknown) => void;
  readonly timer?: Timer;
}

/** Somebody who listens to a line instead of the control panel. */
export interface Borrower {
  bytes(chunk: Uint8Array, atMonoMs: number): void;
  down(): void;
}

export class OsdpBus {
  readonly busId: string;
  readonly path: string;
  readonly readers: ReadonlyMap<string, BusReader>;
  readonly panel: ControlPanel;
  readonly keys: KeyKeeper;
  readonly #link: Link;
  readonly #clock: Clock;
  readonly #addresses: Map<string, number>;
  readonly #watchers = new Set<(seen: SeenFrame) => void>();
  #baudRate: number;
  #attached = 0;
  #starting: Promise<void> | null = null;
  #stopped = false;
  #up = false;
  #borrower: Borrower | null = null;

  constructor(options: OsdpBusOptions) {
    const [first] = options.readers;
    if (first === undefined) throw new Error('a bus without readers');
    const { clock, link } = options;
    this.busId = first.osdp.busId;
    this.path = first.path;
    this.#link = link;
    this.#clock = clock;
    this.#baudRate = first.baudRate;
    this.#addresses = new Map(options.readers.map((reader) => [reader.id, reader.osdp.address]));
    this.readers = new Map(options.readers.map((config) => [config.id, new BusReader(config, this.#side(options))]));
    this.panel = createControlPanel({
      baudRate: first.baudRate,
      pollMs: first.osdp.pollMs,
      readers: options.readers.map(withoutKeys),
      nowMs: () => clock.monoMs(),
      randomBytes: (count) => randomBytes(count),
      timer: options.timer ?? realTimer,
      onEvent: (event) => this.#onEvent(event),
    });
    this.keys = new KeyKeeper(options.keys, this.panel, options.logBug);
    this.panel.watchFrames((seen) => this.#onFrame(seen));
  }

  get baudRate(): number {
    return this.#baudRate;
  }

  /** The line can be spoken over: it is open and nobody else has it. */
  get isUp(): boolean {
    return this.#up;
  }

  addressOf(readerId: string): number {
    return this.#addresses.get(readerId) ?? 0;
  }

  addressTaken(address: number, exceptReaderId: string): boolean {
    return [...this.#addresses].some(([readerId, taken]) => taken === address && readerId !== exceptReaderId);
  }

  /** A reader answers at another address from now on; the port has followed its speed. */
  readdressed(readerId: string, to: { readonly address: number; readonly baudRate: number }): void {
    this.#addresses.set(readerId, to.address);
    this.#baudRate = to.baudRate;
  }

  /** Every frame that passes, until the disposer is called. */
  watch(listener: (seen: SeenFrame) => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  /** Takes the line from the readers, which are `serviced` meanwhile; null while it is not up or somebody has it. */
  borrow(borrower: Borrower): ByteLine | null {
    if (!this.#up || this.#borrower !== null) return null;
    this.#borrower = borrower;
    this.#tellDown('serviced', null);
    return lineOver(this.#link);
  }

  /** Gives the line back with the speed that it had. */
  async giveBack(): Promise<void> {
    // Also while it is down: it would come back with the last speed that was tried.
    await this.#link.setBaudRate?.(this.#baudRate);
    this.#borrower = null;
    if (this.#up && !this.#stopped) this.#tellUp();
  }

  #side({ clock, voice, cardFormats }: OsdpBusOptions): BusSide {
    return {
      clock,
      voice,
      cardFormats,
      status: (readerId) => this.panel.status(readerId),
      addressOf: (readerId) => this.addressOf(readerId),
      indicate: (readerId, commands) => this.panel.indicate(readerId, commands),
      attached: () => this.#attach(),
      detached: () => this.#detach(),
    };
  }

  #attach(): void {
    this.#attached += 1;
    this.#starting ??= this.#start();
  }

  /** Keys first: a reader that must be secure is not asked before its key is known. */
  async #start(): Promise<void> {
    await Promise.all([...this.readers.keys()].map((readerId) => this.keys.load(readerId)));
    if (this.#stopped) return;
    this.#link.start({
      up: () => this.#lineUp(),
      bytes: (chunk, _atUtcMs, atMonoMs) => this.#bytes(chunk, atMonoMs),
      down: (cause, detail) => this.#lineDown(cause, detail),
    });
  }

  async #detach(): Promise<void> {
    this.#attached -= 1;
    if (this.#attached > 0 || this.#stopped) return;
    this.#stopped = true;
    await this.#starting;
    this.panel.stop();
    this.panel.watchFrames(null);
    await this.#link.stop();
    await this.keys.settled();
  }

  #bytes(chunk: Uint8Array, atMonoMs: number): void {
    if (this.#borrower === null) this.panel.received(chunk, atMonoMs);
    else this.#borrower.bytes(chunk, atMonoMs);
  }

  #lineUp(): void {
    this.#up = true;
    if (this.#borrower === null) this.#tellUp();
  }

  #lineDown(cause: DeviceCause, detail: string | null): void {
    const wasUp = this.#up;
    this.#up = false;
    if (wasUp) this.#borrower?.down();
    this.#tellDown(cause, detail);
  }

  #tellUp(): void {
    for (const reader of this.readers.values()) reader.lineUp();
    this.panel.lineUp(lineOver(this.#link));
  }

  #tellDown(cause: DeviceCause, detail: string | null): void {
    // The cause first: the control panel only knows that the line went.
    for (const reader of this.readers.values()) reader.lineDown(cause, detail);
    this.panel.lineDown();
  }

  #onEvent(event: PanelEvent): void {
    const reader = this.readers.get(event.readerId);
    if (event.type === 'pendingKey') {
      this.keys.pendingKey(event.readerId, event.proven, () => reader?.signal({ type: 'keyChanged', readerId: event.readerId }));
    }
    reader?.onPanelEvent(event);
  }

  #onFrame(seen: SeenFrame): void {
    for (const [readerId, address] of this.#addresses) if (address === seen.frame.address) this.readers.get(readerId)?.note(seen);
    for (const watcher of this.#watchers) watcher(seen);
  }

  /** Monotonic milliseconds of frames as epoch milliseconds. */
  utcMsOf(atMonoMs: number): number {
    return Math.round(this.#clock.utcMs() - (this.#clock.monoMs() - atMonoMs));
  }
}

const withoutKeys = (reader: OsdpConfig): PanelReader => ({
  readerId: reader.id,
  address: reader.osdp.address,
  secure: reader.osdp.secure,
  keys: { current: null, pending: null },
});
