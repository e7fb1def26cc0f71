/**
 * What every card decoder does: chunks of any size in, whole checked frames out, everything else counted.
 * A decoder holds bounded memory whatever comes, never throws on bytes, and owns no timer and no clock.
 */
import type { CardNumber } from '../../../shared/model/cards.ts';
import type { MrzProblem } from '../../../shared/model/mrz/mrz-problem.ts';
import type { Result } from '../../../shared/model/result.ts';
import type { TravelDocument } from '../../../shared/model/travel-documents.ts';

export interface CardFrame {
  readonly card: CardNumber;
  /** The frame as it came; of a line or a record, without the CR or LF that ended it. */
  readonly raw: Uint8Array;
  /** AIM symbology identifier that a scanner put before the code, e.g. `]Q1`; null elsewhere. */
  readonly symbology: string | null;
}

export interface Decoded {
  readonly frames: readonly CardFrame[];
  /** Identity documents, read or not; absent for what reads cards. With any of them `secret` is set. */
  readonly documents?: readonly DocumentRead[];
  /** Bytes given up as not understood. */
  readonly discardedBytes: number;
  /** Payment data came by: what was just received must neither be kept nor shown. */
  readonly secret: boolean;
}

/** A document, or why the one that was held to the scanner could not be read. */
export type DocumentRead = Result<TravelDocument, MrzProblem>;

export interface CardDecoder {
  /** Sent whenever the line comes up, to a device that must be asked once; absent = none. */
  readonly greeting?: Uint8Array | undefined;
  /** After this much silence call `idle`; 0 = not needed. */
  readonly idleEndMs: number;
  /** Bytes taken that may still become a frame. */
  readonly pendingBytes: number;
  push(chunk: Uint8Array, atMonoMs: number): Decoded;
  /** The silence came: ends a record that has no end mark. */
  idle(): Decoded;
  /** The line was cut: what is pending will never be finished. */
  reset(): Decoded;
}

/** Collects the outcome of one call. */
export class DecodedCollector implements Decoded {
  readonly frames: CardFrame[] = [];
  discardedBytes = 0;
  secret = false;
}
