/**
 * The card formats in numbers: how many bits, where facility and number sit, which parity bits there are.
 * A table, no code that reads readers. Layouts as in proxmark3's list of Wiegand formats; bits count from 1, most significant first.
 */
import type { WiegandFormat } from '../../../shared/model/cards.ts';

/** First and last bit, both inclusive. */
export type BitRange = readonly [first: number, last: number];

export interface ParityBit {
  readonly bit: number;
  readonly kind: 'even' | 'odd';
  /** The bits under this parity bit, without itself. */
  readonly over: readonly number[];
}

export interface WiegandLayout {
  readonly bits: number;
  readonly facility: BitRange | null;
  readonly number: BitRange;
  /** In the order in which they must be worked out (a later one may cover an earlier one). */
  readonly parity: readonly ParityBit[];
}

const span = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Bits first..last without every third one, as both Corporate 1000 formats weave their parities. */
const weave = (first: number, last: number, skip: number): number[] => span(first, last).filter((bit) => bit % 3 !== skip);

/** Both 34-bit formats: one parity for each half. */
const halves34: readonly ParityBit[] = [
  { bit: 1, kind: 'even', over: span(2, 17) },
  { bit: 34, kind: 'odd', over: span(18, 33) },
];

const halves37: readonly ParityBit[] = [
  { bit: 1, kind: 'even', over: span(2, 19) },
  { bit: 37, kind: 'odd', over: span(19, 36) },
];

export const wiegandLayouts: { readonly [format in WiegandFormat]: WiegandLayout } = {
  H10301: {
    bits: 26,
    facility: [2, 9],
    number: [10, 25],
    parity: [
      { bit: 1, kind: 'even', over: span(2, 13) },
      { bit: 26, kind: 'odd', over: span(14, 25) },
    ],
  },
  H10306: { bits: 34, facility: [2, 17], number: [18, 33], parity: halves34 },
  'generic-34': { bits: 34, facility: [2, 9], number: [10, 33], parity: halves34 },
  H10302: { bits: 37, facility: null, number: [2, 36], parity: halves37 },
  H10304: { bits: 37, facility: [2, 17], number: [18, 36], parity: halves37 },
  'C1000-35': {
    bits: 35,
    facility: [3, 14],
    number: [15, 34],
    parity: [
      { bit: 2, kind: 'even', over: weave(3, 34, 2) },
      { bit: 35, kind: 'odd', over: weave(2, 33, 1) },
      { bit: 1, kind: 'odd', over: span(2, 35) },
    ],
  },
  'C1000-48': {
    bits: 48,
    facility: [3, 24],
    number: [25, 47],
    parity: [
      { bit: 2, kind: 'even', over: weave(3, 47, 0) },
      { bit: 48, kind: 'odd', over: weave(3, 47, 2) },
      { bit: 1, kind: 'odd', over: span(2, 48) },
    ],
  },
};

/** Greatest value that fits into the range. All ranges are below 53 bits, so plain numbers are exact. */
export const maxOf = (range: BitRange): number => 2 ** (range[1] - range[0] + 1) - 1;
