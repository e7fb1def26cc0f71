/**
 * What a text in the scan-anything box may be: a badge, a card, a plate, a name, a number.
 * Says only what is possible by its shape; what fits it in the store is the service's question. Pure.
 */
import type { CardNumber } from '../../../shared/model/cards.ts';
import { parseCardNumber } from '../access/card-number.ts';

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

/** Formats of a facility and a number, commonest first. */
const pairFormats = ['H10301', 'H10306', 'generic-34', 'H10304', 'C1000-35', 'C1000-48'] as const;
/** Track 2 as a keyboard-wedge stripe reader types it, with or without a track 1 before it. */
const track2 = /(?:^|\?);(\d+)(?:=[\d=]*)?\?/;

function possibleCards(text: string): CardNumber[] {
  const [, facility, pairNumber] = /^(\d{1,8})[-: ](\d{1,8})$/.exec(text) ?? [];
  const stripe = track2.exec(text)?.[1] ?? (/^\d{1,37}$/.test(text) ? text : null);
  return [
    ...cardOf('em4100', null, text),
    ...pairFormats.flatMap((format) => cardOf(format, facility ?? null, pairNumber ?? '')),
    ...(/^\d{5,12}$/.test(text) ? cardOf('H10302', null, text) : []),
    ...(stripe === null ? [] : cardOf('magstripe', null, stripe)),
    ...cardOf('raw', null, text),
    ...cardOf('text', null, text),
  ];
}

/** The card, if it can be one. */
function cardOf(format: CardNumber['format'], facility: string | null, number: string): CardNumber[] {
  const card = parseCardNumber(format, facility, number);
  return card.ok ? [card.value] : [];
}
