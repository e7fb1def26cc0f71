/**
 * A half-duplex line with simulated readers on it: what the panel writes goes in, what the readers answer comes out, with whatever goes wrong between.
 * Works over anything that carries bytes. Pauses are the timer's; after `stop` none is left and nothing more is sent.
 */

import { replyCodes } from '../../readers/osdp/command-codes.ts';
import { Deframer } from '../../readers/osdp/deframer.ts';
import { encodeFrame, type Frame } from '../../readers/osdp/frame.ts';
import type { SeededRandom } from '../random.ts';
import type { FaultKind, Faults } from './faults.ts';
import type { Answer, Peripheral } from './peripheral.ts';

export interface LineTimer {
  /** Calls back once after `afterMs`; answers how to call it off. */
  after(afterMs: number, call: () => void): () => void;
}

export interface SimulatedLineOptions {
  readonly peripherals: readonly Peripheral[];
  /** Towards the panel. */
  readonly send: (bytes: Uint8Array) => void;
  readonly nowMs: () => number;
  readonly timer: LineTimer;
  readonly random: SeededRandom;
  /** What goes wrong for every reader, besides what each has of its own. */
  readonly faults: Faults;
  /** Speed of the panel's end in bit/s; null = a line without speed (a pseudo-terminal): everybody hears everything. */
  readonly baudRate: number | null;
  /** Between the last byte of a command and the first of its reply. */
  readonly turnaroundMs: number;
  /** Bytes take the time that they take at the panel's speed. False: a whole frame is there at once. */
  readonly paced: boolean;
}

const bitsPerByte = 10;
const marks = Uint8Array.of(0xff, 0xff);
/** An address that no simulated reader has, unless a test says otherwise. */
const strangerAddress = 0x6e;

export class SimulatedLine {
  readonly #options: SimulatedLineOptions;
  readonly #deframer = new Deframer();
  readonly #pauses = new Set<() => void>();
  #baudRate: number | null;
  #stopped = false;

  constructor(options: SimulatedLineOptions) {
    this.#options = options;
    this.#baudRate = options.baudRate;
  }

  /** The panel's end speaks at this speed from now on. */
  setBaudRate(baudRate: number): void {
    this.#baudRate = baudRate;
    this.#deframer.purge();
  }

  /** From the panel. */
  received(chunk: Uint8Array): void {
    if (this.#stopped) return;
    for (const frame of this.#deframer.push(chunk, this.#options.nowMs()).frames) this.#heard(frame);
  }

  /** Bytes of nobody. */
  noise(bytes: Uint8Array): void {
    this.#send(bytes, 0);
  }

  /** Ends what is on its way. */
  stop(): void {
    this.#stopped = true;
    for (const end of this.#pauses) end();
    this.#pauses.clear();
  }

  #heard(frame: Frame): void {
    const { peripherals, faults } = this.#options;
    const nowMs = this.#options.nowMs();
    if (faults.strike('echo') !== null) this.#send(frame.bytes, this.#wireMs(frame.bytes));
    const answers = peripherals.flatMap((peripheral) => {
      const answer = this.#reaches(peripheral) ? peripheral.receive(frame, nowMs) : null;
      return answer === null ? [] : [{ peripheral, answer }];
    });
    // Two that speak at once make no word: of the bits, the zeros win.
    const [first, ...others] = answers;
    if (first === undefined) return;
    const bytes = others.reduce((sum, { answer }) => overlaid(sum, answer.bytes), first.answer.bytes);
    this.#answer(first.peripheral, { ...first.answer, bytes }, this.#wireMs(frame.bytes) + this.#options.turnaroundMs);
  }

  #reaches(peripheral: Peripheral): boolean {
    return this.#baudRate === null || peripheral.body.baudRate === this.#baudRate;
  }

  #answer(peripheral: Peripheral, answer: Answer, afterMs: number): void {
    const strike = (kind: FaultKind): number | null => peripheral.faults.strike(kind) ?? this.#options.faults.strike(kind);
    const isLost = strike('drop') !== null;
    const isCorrupt = strike('corrupt') !== null;
    const lateMs = strike('late') ?? 0;
    const pieceMs = strike('split');
    const stray = strike('stray') === null ? [] : [this.#strangersWord()];
    const marked = strike('marks') === null ? [] : [marks];
    if (isLost) return;
    const spoilt = answer.spoil?.(answer.bytes) ?? answer.bytes;
    const bytes = Buffer.concat([...stray, ...marked, isCorrupt ? this.#withOneBitFlipped(spoilt) : spoilt, ...marked]);
    const startMs = afterMs + lateMs;
    if (pieceMs === null) this.#send(bytes, startMs + this.#wireMs(bytes));
    else this.#sendInPieces(bytes, startMs, pieceMs);
  }

  #sendInPieces(bytes: Uint8Array, startMs: number, pieceMs: number): void {
    let atMs = startMs;
    for (let from = 0; from < bytes.length; ) {
      const piece = bytes.subarray(from, from + this.#options.random.between(1, 9));
      from += piece.length;
      atMs += this.#wireMs(piece);
      this.#send(piece, atMs);
      atMs += pieceMs;
    }
  }

  #send(bytes: Uint8Array, afterMs: number): void {
    if (this.#stopped) return;
    if (afterMs <= 0) {
      this.#options.send(bytes);
      return;
    }
    const end = this.#options.timer.after(afterMs, () => {
      this.#pauses.delete(end);
      this.#options.send(bytes);
    });
    this.#pauses.add(end);
  }

  #wireMs(bytes: Uint8Array): number {
    return this.#options.paced && this.#baudRate !== null ? (bytes.length * bitsPerByte * 1000) / this.#baudRate : 0;
  }

  #withOneBitFlipped(bytes: Uint8Array): Uint8Array {
    const copy = Uint8Array.from(bytes);
    const at = this.#options.random.between(0, copy.length - 1);
    copy[at] = (copy[at] ?? 0) ^ (1 << this.#options.random.between(0, 7));
    return copy;
  }

  #strangersWord(): Uint8Array {
    const sequence = this.#options.random.pick([0, 1, 2, 3] as const);
    return encodeFrame({ address: strangerAddress, fromReader: true, sequence, check: 'crc', security: null, code: replyCodes.ack, data: new Uint8Array(0) });
  }
}

const overlaid = (a: Uint8Array, b: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: Math.max(a.length, b.length) }, (_, at) => (a[at] ?? 0xff) & (b[at] ?? 0xff));
