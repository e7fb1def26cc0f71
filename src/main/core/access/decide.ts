/**
 * The decision at the gate: pure, so that the same read under the same rules always gets the same answer.
 * It must not read a clock, load anything or remember anything: all it needs comes in.
 */
import type { CardNumber, CardRead, Credential, Direction, GateDecision, GateReason } from '../../../shared/model/cards.ts';
import type { LastPass } from '../ports/ledger.ts';

/** What of a reader's configuration matters to the decision. A `ReaderConfig` fits. */
export interface ReaderRules {
  readonly direction: Direction | null;
  readonly passBack: boolean;
  /** Seconds in which the same card at this reader folds into the row before; 0 = never. */
  readonly repeatSeconds: number;
}

/** The last read at this reader, whatever was decided. Update it on every read (also a folded one): the window slides. */
export interface LastRead {
  readonly card: CardNumber;
  readonly atMonoMs: number;
}

/** How a PIN was given, where a reader asks for one. */
export type PinProof = 'right' | 'wrong' | 'missing';

export interface DecideInput {
  readonly read: Pick<CardRead, 'card'>;
  readonly credential: Credential | null;
  /** Where the card was last let through, at any reader with a direction. */
  readonly lastPass: LastPass | null;
  readonly lastReadAtReader: LastRead | null;
  readonly reader: ReaderRules;
  /** Absent = this reader asks for none. */
  readonly pin?: PinProof;
  /** Wall clock, for the validity of the card. */
  readonly nowUtcMs: number;
  /** Clock that never jumps back (arrival of the read), for folding. */
  readonly nowMonoMs: number;
}

/**
 * Decides about a read. Reasons are tried in this order, the first that holds wins:
 * repeated, unknown, blocked, lost, notYetValid, expired, wrongDirection, pinMissing or pinWrong, ok.
 *
 * `repeated` is never granted on its own: it means "show the row before once more". Validity is half-open:
 * a card is good from `validFromUtcMs` (inclusive) to `validUntilUtcMs` (exclusive).
 */
export function decide(input: DecideInput): GateDecision {
  const reason = reasonFor(input);
  return { granted: reason === 'ok', reason };
}

function reasonFor(input: DecideInput): GateReason {
  const { credential, nowUtcMs } = input;
  if (isRepeat(input)) return 'repeated';
  if (credential === null) return 'unknown';
  if (credential.status === 'blocked') return 'blocked';
  if (credential.status === 'lost') return 'lost';
  if (credential.validFromUtcMs !== null && nowUtcMs < credential.validFromUtcMs) return 'notYetValid';
  if (credential.validUntilUtcMs !== null && nowUtcMs >= credential.validUntilUtcMs) return 'expired';
  if (isWrongDirection(input.reader, input.lastPass)) return 'wrongDirection';
  if (input.pin === 'missing') return 'pinMissing';
  return input.pin === 'wrong' ? 'pinWrong' : 'ok';
}

function isRepeat({ read, lastReadAtReader: last, reader, nowMonoMs }: DecideInput): boolean {
  if (last === null || !sameCard(read.card, last.card)) return false;
  return nowMonoMs - last.atMonoMs < reader.repeatSeconds * 1000;
}

/** Pass-back: going the same way twice in a row means that someone else went the other way on this card. */
function isWrongDirection(reader: ReaderRules, lastPass: LastPass | null): boolean {
  if (!reader.passBack || reader.direction === null || lastPass === null) return false;
  return lastPass.direction === reader.direction;
}

/** The same card: format, facility and number agree. */
export function sameCard(a: CardNumber, b: CardNumber): boolean {
  return a.number === b.number && a.facility === b.facility && a.format === b.format;
}
