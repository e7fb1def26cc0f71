/** Where the fields of each layout stand (ICAO Doc 9303-4 to -7). A table, no rules. */
import type { MrzLayout } from '../travel-documents.ts';

/** Line from 0, first and last position from 1 as the standard counts them. */
export type Place = readonly [line: number, first: number, last: number];

export interface LayoutPlaces {
  readonly lines: number;
  readonly width: number;
  readonly code: Place;
  readonly issuer: Place;
  readonly name: Place;
  readonly number: Place;
  readonly nationality: Place;
  /** The check digit of a date stands right behind it. */
  readonly birthDate: Place;
  readonly sex: Place;
  readonly expiryDate: Place;
  readonly optional: readonly Place[];
  /** A number that is too long for its field goes on in the optional data behind it (9303-5 and -6). */
  readonly longNumbers: boolean;
  /** TD3 only: optional data with a check digit of its own, right behind it. */
  readonly personalNumber: Place | null;
  readonly composite: { readonly digit: Place; readonly over: readonly Place[] } | null;
}

const twoLines = {
  lines: 2,
  code: [0, 1, 2],
  issuer: [0, 3, 5],
  number: [1, 1, 9],
  nationality: [1, 11, 13],
  birthDate: [1, 14, 19],
  sex: [1, 21, 21],
  expiryDate: [1, 22, 27],
} as const;

export const mrzPlaces: { readonly [layout in MrzLayout]: LayoutPlaces } = {
  TD1: {
    lines: 3,
    width: 30,
    code: [0, 1, 2],
    issuer: [0, 3, 5],
    number: [0, 6, 14],
    birthDate: [1, 1, 6],
    sex: [1, 8, 8],
    expiryDate: [1, 9, 14],
    nationality: [1, 16, 18],
    name: [2, 1, 30],
    optional: [
      [0, 16, 30],
      [1, 19, 29],
    ],
    longNumbers: true,
    personalNumber: null,
    composite: {
      digit: [1, 30, 30],
      over: [
        [0, 6, 30],
        [1, 1, 7],
        [1, 9, 15],
        [1, 19, 29],
      ],
    },
  },
  TD2: {
    ...twoLines,
    width: 36,
    name: [0, 6, 36],
    optional: [[1, 29, 35]],
    longNumbers: true,
    personalNumber: null,
    composite: {
      digit: [1, 36, 36],
      over: [
        [1, 1, 10],
        [1, 14, 20],
        [1, 22, 35],
      ],
    },
  },
  TD3: {
    ...twoLines,
    width: 44,
    name: [0, 6, 44],
    optional: [],
    longNumbers: false,
    personalNumber: [1, 29, 42],
    composite: {
      digit: [1, 44, 44],
      over: [
        [1, 1, 10],
        [1, 14, 20],
        [1, 22, 43],
      ],
    },
  },
  'MRV-A': { ...twoLines, width: 44, name: [0, 6, 44], optional: [[1, 29, 44]], longNumbers: false, personalNumber: null, composite: null },
  'MRV-B': { ...twoLines, width: 36, name: [0, 6, 36], optional: [[1, 29, 36]], longNumbers: false, personalNumber: null, composite: null },
};

/** The layout of whole lines, by their number, width and first letter; null = none. */
export function layoutOf(lines: readonly string[]): MrzLayout | null {
  const [first] = lines;
  if (first === undefined || lines.some((line) => line.length !== first.length)) return null;
  const isVisa = first.startsWith('V');
  if (lines.length === 3) return first.length === 30 ? 'TD1' : null;
  if (lines.length !== 2) return null;
  if (first.length === 44) return isVisa ? 'MRV-A' : 'TD3';
  return first.length === 36 ? (isVisa ? 'MRV-B' : 'TD2') : null;
}
