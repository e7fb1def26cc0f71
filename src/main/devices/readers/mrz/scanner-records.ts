/**
 * Cuts the bytes of a document scanner into records, whatever the framing (serial-readers 3.6). Knows nothing of documents.
 *
 * - text: lines ended by CR, LF or CR LF, or by silence;
 * - enclosed: STX, anything, ETX (a vendor's JSON);
 * - counted: a letter, length high, length low, data (Elyctis). An answer without data says "no document".
 *
 * `auto` tells them apart by their first bytes: no line has STX in it, and none has a zero byte behind its first letter.
 */
import type { ScannerFraming } from '../../../../shared/model/config.ts';
import { RecordBuffer } from '../record-buffer.ts';

const startOfText = 0x02;
const endOfText = 0x03;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** `I`: the answer to the inquiry, the only one that holds a document. */
const documentAnswer = 0x49;
/** A vendor's JSON may bring more than the zone; pictures it may not. */
const maxRecordBytes = 65_536;
const maxCountedBytes = 4096;

export interface ScannerRecord {
  readonly type: 'line' | 'whole';
  readonly bytes: Uint8Array;
}

/** Where the records go. `lost`: so many bytes were given up. */
export interface RecordTaker {
  record(record: ScannerRecord): void;
  lost(bytes: number): void;
}

type State = 'text' | 'enclosed' | 'lengthHigh' | 'lengthLow' | 'counted';

export class ScannerRecords {
  readonly #framing: ScannerFraming;
  readonly #taker: RecordTaker;
  readonly #buffer = new RecordBuffer(maxRecordBytes);
  #state: State = 'text';
  #answer = 0;
  #lengthHigh = 0;
  #left = 0;

  constructor(framing: ScannerFraming, taker: RecordTaker) {
    this.#framing = framing;
    this.#taker = taker;
  }

  get pendingBytes(): number {
    return this.#buffer.size + (this.#state === 'text' ? 0 : 1);
  }

  add(byte: number): void {
    if (this.#state === 'text') this.#text(byte);
    else if (this.#state === 'enclosed') this.#enclosed(byte);
    else if (this.#state === 'lengthHigh') this.#takeLengthHigh(byte);
    else if (this.#state === 'lengthLow') this.#begin((this.#lengthHigh << 8) | byte);
    else this.#counted(byte);
  }

  /** The line fell silent: text under way is a line, anything else will never be whole. */
  end(): void {
    if (this.#state === 'text') this.#finish('line');
    else this.giveUp();
  }

  giveUp(): void {
    const { pendingBytes } = this;
    this.#buffer.take();
    this.#state = 'text';
    if (pendingBytes > 0) this.#taker.lost(pendingBytes);
  }

  #text(byte: number): void {
    if (byte === startOfText && this.#framing !== 'elyctis') {
      this.#finish('line');
      if (this.#framing !== 'lines') this.#state = 'enclosed';
    } else if (byte === carriageReturn || byte === lineFeed || byte === endOfText) this.#finish('line');
    else if (this.#framing === 'elyctis') this.#takeAnswer(byte);
    else if (this.#framing === 'json') this.#taker.lost(1);
    else if (byte === 0 && this.#framing === 'auto' && this.#buffer.size === 1) this.#takeAnswerBefore();
    else this.#buffer.add(byte);
  }

  #enclosed(byte: number): void {
    if (byte === startOfText) {
      this.giveUp();
      this.#state = 'enclosed';
    } else if (byte === endOfText) this.#finish('whole');
    else this.#buffer.add(byte);
  }

  #takeAnswer(byte: number): void {
    this.#answer = byte;
    this.#state = 'lengthHigh';
  }

  /** A zero behind the first byte of a line: it was the letter of a counted answer, and this its length, high byte. */
  #takeAnswerBefore(): void {
    this.#takeAnswer(this.#buffer.take()[0] ?? 0);
    this.#takeLengthHigh(0);
  }

  #takeLengthHigh(byte: number): void {
    this.#lengthHigh = byte;
    this.#state = 'lengthLow';
    if (byte << 8 <= maxCountedBytes) return;
    this.#state = 'text';
    this.#taker.lost(2);
  }

  #begin(length: number): void {
    this.#left = length;
    this.#state = length === 0 ? 'text' : 'counted';
  }

  #counted(byte: number): void {
    this.#buffer.add(byte);
    this.#left -= 1;
    if (this.#left > 0) return;
    if (this.#answer === documentAnswer) this.#finish('whole');
    else {
      this.#buffer.take();
      this.#state = 'text';
    }
  }

  #finish(type: ScannerRecord['type']): void {
    this.#state = 'text';
    const { size, overflowed } = this.#buffer;
    if (size === 0) return;
    const bytes = this.#buffer.take();
    if (overflowed) this.#taker.lost(size);
    else this.#taker.record({ type, bytes });
  }
}
