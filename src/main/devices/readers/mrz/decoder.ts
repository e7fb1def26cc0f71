/**
 * Documents from scanners of machine-readable zones (serial-readers 3.6): bytes in, checked documents out.
 * Every byte is personal: whatever comes, `secret` keeps it out of the ring of last bytes. It decides nothing about persons.
 */
import type { ScannerFraming, ScannerTrigger } from '../../../../shared/model/config.ts';
import { readMrz } from '../../../../shared/model/mrz/find-mrz.ts';
import { fail } from '../../../../shared/model/result.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { CardDecoder, CardFrame, Decoded, DocumentRead } from '../card-decoder.ts';
import { jsonTexts } from './json-texts.ts';
import { type ScannerRecord, ScannerRecords } from './scanner-records.ts';

export interface MrzDecoderOptions {
  readonly framing?: ScannerFraming | undefined;
  readonly trigger?: ScannerTrigger | undefined;
  readonly idleEndMs?: number | undefined;
  /** Gives the years of a document their century. */
  readonly clock: Pick<Clock, 'utcMs'>;
}

/** Longer than any pause inside one document (USB adapters: up to 110 ms), shorter than a hand turns it over. */
const defaultIdleEndMs = 300;
/** Elyctis: read by yourself from now on. */
const readContinuously = Uint8Array.of(0x43, 0x00, 0x01, 0x01);
/** A longer zone there is not: what stands before can't belong to it. */
const maxLines = 3;
/** Noise is no document: a person is only told of what has the look of one. */
const resemblesZone = /[A-Z0-9<]{15}/;

export function createMrzDecoder(options: MrzDecoderOptions): CardDecoder {
  return new MrzDecoder(options);
}

class DocumentCollector implements Decoded {
  readonly frames: readonly CardFrame[] = [];
  readonly documents: DocumentRead[] = [];
  readonly secret = true;
  discardedBytes = 0;
}

class MrzDecoder implements CardDecoder {
  readonly idleEndMs: number;
  readonly greeting: Uint8Array | undefined;
  readonly #clock: Pick<Clock, 'utcMs'>;
  readonly #records: ScannerRecords;
  #lines: string[] = [];
  #out = new DocumentCollector();
  /** What follows a document without a pause (its picture's name, a second text) is no failed try at another. */
  #told = false;
  #lastMonoMs = Number.NEGATIVE_INFINITY;

  constructor({ framing = 'auto', trigger, idleEndMs = defaultIdleEndMs, clock }: MrzDecoderOptions) {
    this.idleEndMs = idleEndMs;
    this.greeting = trigger === 'elyctis' ? readContinuously : undefined;
    this.#clock = clock;
    this.#records = new ScannerRecords(framing, { record: (record) => this.#record(record), lost: (bytes) => this.#lose(bytes) });
  }

  get pendingBytes(): number {
    return this.#records.pendingBytes + this.#lineBytes;
  }

  push(chunk: Uint8Array, atMonoMs: number): Decoded {
    if (atMonoMs - this.#lastMonoMs > this.idleEndMs) this.#told = false;
    this.#lastMonoMs = atMonoMs;
    for (const byte of chunk) this.#records.add(byte);
    return this.#take();
  }

  idle(): Decoded {
    this.#records.end();
    const rest = this.#lines.join('\n');
    this.#dropLines(0);
    this.#unread(rest);
    this.#told = false;
    return this.#take();
  }

  reset(): Decoded {
    this.#records.giveUp();
    this.#dropLines(0);
    this.#told = false;
    return this.#take();
  }

  get #lineBytes(): number {
    return this.#lines.reduce((total, line) => total + line.length, 0);
  }

  #take(): Decoded {
    const out = this.#out;
    this.#out = new DocumentCollector();
    return out;
  }

  #lose(bytes: number): void {
    this.#out.discardedBytes += bytes;
  }

  #dropLines(kept: number): void {
    const dropped = this.#lines.splice(0, Math.max(0, this.#lines.length - kept));
    this.#lose(dropped.reduce((total, line) => total + line.length, 0));
  }

  #record({ type, bytes }: ScannerRecord): void {
    const text = Buffer.from(bytes).toString('latin1');
    if (type === 'line') this.#line(text);
    else this.#whole(text, bytes.length);
  }

  /** A document is taken as soon as its last line is there. */
  #line(text: string): void {
    this.#lines.push(text);
    const read = readMrz(this.#lines.join('\n'), this.#clock.utcMs());
    if (read === null) this.#dropLines(maxLines - 1);
    else {
      this.#tell(read, this.#lineBytes);
      this.#lines = [];
    }
  }

  #whole(text: string, bytes: number): void {
    const texts = jsonTexts(text) ?? [text];
    const now = this.#clock.utcMs();
    const reads = [...texts, texts.join('\n')].flatMap((one) => readMrz(one, now) ?? []);
    const read = reads.find((one) => one.ok) ?? reads[0];
    if (read !== undefined) this.#tell(read, bytes);
    else {
      this.#lose(bytes);
      this.#unread(texts.join('\n'));
    }
  }

  #tell(read: DocumentRead, bytes: number): void {
    this.#told = true;
    this.#out.documents.push(read);
    if (!read.ok) this.#lose(bytes);
  }

  #unread(text: string): void {
    if (!this.#told && resemblesZone.test(text) && text.includes('<')) this.#out.documents.push(fail({ code: 'notMrz', field: null }));
  }
}
