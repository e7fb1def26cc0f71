/**
 * What a text in the scan-anything box may be: a badge, a card, a plate, a name, a number.
 * Says only what is possible by its shape; what fits it in the store is the service's question. Pure.
 */
import type { CardNumber } from '../../../shared/model/cards.ts';

export interface ScanShape {
  /** Text without the spaces around it. */
  readonly text: string;
  readonly badgeNumber: number | null;
  readonly hasLetters: boolean;
  /** Cards whose number this may be, likeliest first. */
  readonly cards: readonly CardNumber[];
}

/** Badges are short numbers, as printed or as the badge's own code (`B17`). */
const badgePattern = /^(?:B-?)?0*(\d{1,4})$/i;

/** The shapes of a scanned or typed text. */
export function scanShape(raw: string): ScanShape {
  const text = raw.trim();
  const badge = badgePattern.exec(text)?.[1];
  return { text, badgeNumber: badge === undefined ? null : Number(badge), hasLetters: /\p{L}/u.test(text), cards: possibleCards(text) };
}

function possibleCards(text: string): CardNumber[] {
  const cards: CardNumber[] = [];
  if (text === '') return cards;
  if (/^[0-9a-f]{10}$/i.test(text)) cards.push({ format: 'em4100', facility: null, number: text.toUpperCase() });
  const pair = /^(\d{1,8})[-: ](\d{1,8})$/.exec(text);
  const facility = pair?.[1];
  const number = pair?.[2];
  if (facility !== undefined && number !== undefined) {
    for (const format of ['H10301', 'H10306', 'H10304', 'C1000-35', 'C1000-48'] as const) {
      cards.push({ format, facility: String(Number(facility)), number: String(Number(number)) });
    }
  }
  if (/^\d{5,12}$/.test(text)) cards.push({ format: 'H10302', facility: null, number: String(BigInt(text)) });
  cards.push({ format: 'text', facility: null, number: text });
  return cards;
}
