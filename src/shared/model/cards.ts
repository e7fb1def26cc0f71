/** Cards, holders and what a reader reports. */

/** Wiegand formats by the names of the trade (serial-readers.md 3.2); `generic-34`: facility of 8 bits, number of 24. */
export const wiegandFormats = ['H10301', 'H10306', 'generic-34', 'C1000-35', 'H10302', 'H10304', 'C1000-48'] as const;
export type WiegandFormat = (typeof wiegandFormats)[number];

/** `raw`: bits that fit no format of the site, the identity of last resort. */
export const cardFormats = ['em4100', ...wiegandFormats, 'magstripe', 'text', 'raw'] as const;
export type CardFormat = (typeof cardFormats)[number];

/**
 * A card's identity. `facility` is null where the format has none (em4100, H10302, text).
 * em4100: number = the ten hex characters, upper case. Wiegand: decimal without leading zeros.
 * magstripe: the digits of track 2. text: the code as read. raw: `<bit count>:<bits as upper-case hex, left aligned, zero padded>`.
 */
export interface CardNumber {
  readonly format: CardFormat;
  readonly facility: string | null;
  readonly number: string;
}

export const cardStatuses = ['active', 'blocked', 'lost'] as const;
export type CardStatus = (typeof cardStatuses)[number];

/** A card and who holds it, as the gate needs it. Validity: epoch milliseconds, null = open end. */
export interface Credential extends CardNumber {
  readonly holderId: string;
  readonly status: CardStatus;
  /** Why and since when the status is what it is (shown to the guard), and by whom: a code (`cardReasons`), words beside it. */
  readonly statusReason: string | null;
  readonly statusNote: string | null;
  readonly statusAtUtcMs: number | null;
  readonly statusBy: string | null;
  readonly validFromUtcMs: number | null;
  readonly validUntilUtcMs: number | null;
}

/** Personal data of a holder, from the vault. */
export interface Holder {
  readonly holderId: string;
  readonly name: string;
  readonly department: string;
  readonly hasPhoto: boolean;
}

export const directions = ['in', 'out'] as const;
export type Direction = (typeof directions)[number];

/** A card at a reader, decoded and checked. Never a frame with a bad checksum. */
export interface CardRead {
  readonly readerId: string;
  readonly card: CardNumber;
  /** The frame as it came, lower-case hex, for proof. */
  readonly rawHex: string;
  readonly arrivedAtUtcMs: number;
  /** Monotonic milliseconds (performance.now of the post) at the last byte. */
  readonly arrivedAtMonoMs: number;
  readonly simulated: boolean;
}

/** Why the gate decided as it did. `repeated` folds into the row before and is never a row itself. */
export const gateReasons = [
  'ok',
  'unknown',
  'blocked',
  'lost',
  'expired',
  'notYetValid',
  'wrongDirection',
  'pinMissing',
  'pinWrong',
  'repeated',
  'storeFailed',
] as const;
export type GateReason = (typeof gateReasons)[number];

export interface GateDecision {
  readonly granted: boolean;
  readonly reason: GateReason;
}

/** Text of a card for people: `45-12345`, `0C000621A5`. */
export function cardText(card: CardNumber): string {
  return card.facility === null ? card.number : `${card.facility}-${card.number}`;
}
