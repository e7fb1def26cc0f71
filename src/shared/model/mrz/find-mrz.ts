/** Finds the lines of a machine-readable zone in a scanned, typed or pasted text. Pure; says nothing about check digits. */
import type { Result } from '../result.ts';
import type { TravelDocument } from '../travel-documents.ts';
import { layoutOf } from './layouts.ts';
import type { MrzProblem } from './mrz-problem.ts';
import { parseMrz } from './parse-mrz.ts';

/** Lines without anything between them: 2 x 44, 2 x 36, 3 x 30. */
const glued: { readonly [length: number]: number } = { 88: 44, 72: 36, 90: 30 };
/** The first line of every layout begins so; what a machine misread behind it is for the parser to name. */
const firstLine = /^[ACIPV][A-Z0-9<]{4}/;
/** Dates stand in the second line of every layout, names alone in the third: so half a zone and a whole one behind it part rightly. */
const holdsDates = /(?:\d.*){4}/;

/**
 * The lines of the last zone in the text, or null. Spaces in lines are no part of them, letters may be small (people type);
 * any character that no zone has parts two lines, so the separators of scanners need not be known.
 */
export function findMrz(text: string): readonly string[] | null {
  const pieces = text
    .toUpperCase()
    .replace(/[ \t]/g, '')
    .split(/[^A-Z0-9<]+/)
    .flatMap(unglued);
  for (let end = pieces.length; end > 1; end -= 1) {
    for (const count of [3, 2]) {
      const lines = pieces.slice(Math.max(0, end - count), end);
      if (lines.length === count && isZone(lines)) return lines;
    }
  }
  return null;
}

function isZone(lines: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = lines;
  return layoutOf(lines) !== null && firstLine.test(first) && first.includes('<') && holdsDates.test(second) && !holdsDates.test(third);
}

function unglued(piece: string): string[] {
  const width = glued[piece.length];
  return width === undefined ? [piece] : Array.from({ length: piece.length / width }, (_, at) => piece.slice(at * width, (at + 1) * width));
}

/** The document in the text; null = the text is no machine-readable zone at all. */
export function readMrz(text: string, nowUtcMs: number): Result<TravelDocument, MrzProblem> | null {
  const lines = findMrz(text);
  return lines === null ? null : parseMrz(lines, nowUtcMs);
}
