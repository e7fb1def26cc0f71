/** A half-duplex line in virtual time with the panel on one end and scripted readers on the other. What happens to a reply can be decided one by one. */
import {
  type ByteLine,
  type ControlPanel,
  createControlPanel,
  Deframer,
  type Frame,
  type PanelEvent,
  type PanelReader,
  type Reply,
} from '../../../../../../src/main/devices/readers/osdp/index.ts';
import type { ScriptedReader } from './scripted-reader.ts';
import { VirtualTime } from './virtual-time.ts';

/** What becomes of one reply on its way: nothing, lost, broken, late, or other bytes altogether (in pieces, 5 ms apart unless said otherwise). */
export type Fate = 'fine' | 'lost' | 'broken' | { readonly lateMs: number } | { readonly pieces: readonly Uint8Array[]; readonly everyMs?: number };

export interface BusOptions {
  readonly baudRate?: number;
  readonly pollMs?: number;
  readonly turnaroundMs?: number;
  readonly fate?: (reader: ScriptedReader, reply: Uint8Array) => Fate;
  readonly echo?: boolean;
}

export class VirtualBus {
  readonly time = new VirtualTime();
  readonly panel: ControlPanel;
  readonly events: (PanelEvent & { readonly toldAtMs: number })[] = [];
  readonly sent: { readonly frame: Frame; readonly atMs: number }[] = [];
  readonly readers: ScriptedReader[];
  /** Readers that have no power. */
  readonly dead = new Set<ScriptedReader>();
  cut = false;
  fate: (reader: ScriptedReader, reply: Uint8Array) => Fate;
  baudRates: number[] = [];
  randoms = 0;
  readonly #options: BusOptions;

  constructor(readers: readonly { readonly device: ScriptedReader; readonly as: Omit<PanelReader, 'address'> }[], options: BusOptions = {}) {
    this.readers = readers.map(({ device }) => device);
    this.#options = options;
    this.fate = options.fate ?? (() => 'fine');
    this.panel = createControlPanel({
      baudRate: options.baudRate ?? 38_400,
      pollMs: options.pollMs ?? 50,
      readers: readers.map(({ device, as }) => ({ ...as, address: device.address })),
      nowMs: () => this.time.nowMs,
      randomBytes: (count) => Uint8Array.from({ length: count }, () => this.#random()),
      timer: this.time,
      onEvent: (event) => this.events.push({ ...event, toldAtMs: this.time.nowMs }),
    });
  }

  get line(): ByteLine {
    return {
      write: (bytes) => this.#carry(bytes),
      drained: async () => undefined,
      setBaudRate: async (baudRate) => {
        this.baudRates.push(baudRate);
      },
    };
  }

  up(): void {
    this.panel.lineUp(this.line);
  }

  /** Events of one kind, of one reader if it is named. */
  told<T extends PanelEvent['type']>(type: T, readerId?: string): (Extract<PanelEvent, { type: T }> & { readonly toldAtMs: number })[] {
    const isWanted = (event: (typeof this.events)[number]): event is Extract<PanelEvent, { type: T }> & { readonly toldAtMs: number } =>
      event.type === type && (readerId ?? event.readerId) === event.readerId;
    return this.events.filter(isWanted);
  }

  #random(): number {
    this.randoms = (this.randoms * 5 + 3) % 251;
    return this.randoms;
  }

  online(readerId: string): boolean {
    return this.panel.status(readerId)?.online ?? false;
  }

  /** Bytes that come from nowhere. */
  inject(bytes: Uint8Array): void {
    this.panel.received(bytes, this.time.nowMs);
  }

  #carry(bytes: Uint8Array): void {
    const wireMs = (count: number): number => (count * 10_000) / (this.#options.baudRate ?? 38_400);
    const { frames } = new Deframer().push(bytes, this.time.nowMs);
    for (const frame of frames) this.sent.push({ frame, atMs: this.time.nowMs });
    if (this.#options.echo) this.time.after(wireMs(bytes.length), () => this.inject(bytes));
    for (const frame of frames) {
      const reader = this.readers.find((each) => each.address === frame.address);
      if (reader === undefined || this.dead.has(reader) || this.cut) continue;
      this.time.after(wireMs(bytes.length) + (this.#options.turnaroundMs ?? 5), () => this.#reply(reader, frame, wireMs));
    }
  }

  #reply(reader: ScriptedReader, frame: Frame, wireMs: (count: number) => number): void {
    if (this.dead.has(reader) || this.cut) return;
    const reply = reader.answer(frame, this.time.nowMs);
    if (reply === null) return;
    const fate = this.fate(reader, reply);
    if (fate === 'lost') return;
    const bytes = fate === 'broken' ? reply.map((byte, at) => (at === reply.length - 1 ? byte ^ 0x55 : byte)) : reply;
    const pieces = typeof fate === 'object' && 'pieces' in fate ? fate.pieces : [bytes];
    const everyMs = (typeof fate === 'object' && 'pieces' in fate ? fate.everyMs : undefined) ?? 5;
    const lateMs = typeof fate === 'object' && 'lateMs' in fate ? fate.lateMs : 0;
    for (const [at, piece] of pieces.entries()) this.time.after(wireMs(bytes.length) + lateMs + at * everyMs, () => this.inject(piece));
  }
}

export const key = (seed: number): Uint8Array => Uint8Array.from({ length: 16 }, (_, at) => (seed * 29 + at * 7) % 256);

export const card = (number: number): Reply => ({
  name: 'raw',
  reader: 0,
  format: 0,
  bitCount: 32,
  bits: Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number),
});

export const numberOf = (event: Extract<PanelEvent, { type: 'card' }>): number => event.bits.reduce((sum, byte) => sum * 256 + byte, 0);

export const clearReader = (readerId: string): Omit<PanelReader, 'address'> => ({ readerId, secure: 'off', keys: { current: null, pending: null } });

export const secureReader = (readerId: string, current: Uint8Array | null, pending: Uint8Array | null = null): Omit<PanelReader, 'address'> => ({
  readerId,
  secure: 'required',
  keys: { current, pending },
});
