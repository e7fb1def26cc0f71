/** What the parts of the OSDP bench agree on: keys, cards, and the time that bytes take. */
import type { CardNumber } from '../../src/shared/model/cards.ts';

export interface ReaderLine {
  /** The readers' end. */
  readonly path: string;
  /** Of the line that is played, in bit/s: a pseudo-terminal has none of its own. */
  readonly baudRate: number;
  /** From the last byte of a command to the first of its reply. */
  readonly turnaroundMs: number;
  readonly readers: number;
  /** One after the other over all readers, numbers from 1, the next one so long after the last was decided; as many as the file says by then. */
  readonly cards?: { readonly everyMs: number; readonly allowedFile: string };
  /** For how long rounds are counted once all readers are on-line. */
  readonly measureMs?: number;
}

/** One line at work, as its readers saw it. */
export interface LineAtWork {
  readonly elapsedMs: number;
  /** New ones; a repetition is counted apart. */
  readonly polls: number;
  readonly repeats: number;
  /** Of one POLL and its ACK, marks included, as they really were. */
  readonly pollBytes: number;
  readonly ackBytes: number;
  /** By how much the played line itself came late, p95. */
  readonly lateP95Ms: number;
  /** From the end of a reply to the next command of anyone, p50 and p95. */
  readonly gapP50Ms: number;
  readonly gapP95Ms: number;
}

/** One card, from the moment at which it was held to the reader. */
export interface ShownCard {
  /** To the last byte of the lamp's command at the reader. */
  readonly presentedToShownMs: number;
  /** From the last byte of RAW to the last byte of the lamp's command. */
  readonly rawToShownMs: number;
  /** Bytes of both frames, marks included. */
  readonly rawBytes: number;
  readonly lampBytes: number;
  /** Commands for anyone between RAW and the lamp. */
  readonly between: number;
}

const bitsPerByte = 10;

/** The time that bytes take on the line. */
export const wireMs = (bytes: number, baudRate: number): number => (bytes * bitsPerByte * 1000) / baudRate;

export const keyOf = (address: number): Uint8Array => new Uint8Array(16).fill(0x40 + address);
export const badge = (number: number): CardNumber => ({ format: 'H10301', facility: '45', number: String(number) });
