/** A gate row as words for the screen. Pure. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import { type CardNumber, cardFormats, cardText, type Direction, directions } from '../../../shared/model/cards.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const readerOf = (entry: Entry): string => text(entry.row.payload.readerId) || (entry.row.subject ?? '');
export const directionOf = (entry: Entry): Direction | null => directions.find((direction) => direction === entry.row.payload.direction) ?? null;

/** The card of the row; null when the row does not name one that we know the format of. */
export function cardOf(entry: Entry): CardNumber | null {
  const { format, facility, number } = entry.row.payload;
  const known = cardFormats.find((each) => each === format);
  if (known === undefined || typeof number !== 'string') return null;
  return { format: known, facility: typeof facility === 'string' ? facility : null, number };
}

export function cardTextOf(entry: Entry): string {
  const card = cardOf(entry);
  return card === null ? text(entry.row.payload.number) : cardText(card);
}

/** The raw frame in pairs, `02 30 43`; empty when the row has none. */
export function rawHexOf(entry: Entry): string {
  return text(entry.row.payload.rawHex).replace(/(..)(?=.)/g, '$1 ');
}

/** Up to two letters for a face that we have no photo of; for Han names the last two characters, as people are called. */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (/^\p{Script=Han}+$/u.test(trimmed)) return trimmed.slice(-2);
  const words = trimmed.split(/\s+/).filter((word) => word !== '');
  const [first, last] = [words[0] ?? '', words.length > 1 ? (words.at(-1) ?? '') : ''];
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}
