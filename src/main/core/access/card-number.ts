/**
 * Card numbers as people and files write them, checked and brought into the one form under which a card is kept.
 * Pure. Used by the card import, the register form and the readers, so that a card has one identity everywhere.
 */
import { type CardFormat, type CardNumber, cardFormats } from '../../../shared/model/cards.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { maxOf, type WiegandFormat, wiegandLayouts } from './card-layouts.ts';

export const cardNumberProblems = [
  'formatUnknown',
  'facilityMissing',
  'facilityNotUsed',
  'facilityOutOfRange',
  'numberMissing',
  'numberMalformed',
  'numberOutOfRange',
] as const;
export type CardNumberProblem = (typeof cardNumberProblems)[number];

export interface CardNumberError {
  readonly code: CardNumberProblem;
  /** What would be right, without words: `0-255`, `0123456789ABCDEF x 10`, or the list of formats. */
  readonly allowed: string;
}

/** A QR code of version 40 holds this many bytes; nothing longer can be one card (ISO/IEC 18004). */
export const maxTextBytes = 2953;

/** Ranges of a format, for hints in forms and files; `facility` null = leave it empty. */
export function cardNumberRanges(format: WiegandFormat): { readonly facilityMax: number | null; readonly numberMax: number } {
  const layout = wiegandLayouts[format];
  return { facilityMax: layout.facility === null ? null : maxOf(layout.facility), numberMax: maxOf(layout.number) };
}

/**
 * Checks and normalises: em4100 to ten upper-case hex characters, Wiegand to decimals without leading zeros,
 * text without blanks at its ends. An empty facility counts as none.
 */
export function parseCardNumber(format: string, facility: string | null, number: string): Result<CardNumber, CardNumberError> {
  const known = cardFormats.find((one) => one === format.trim());
  if (known === undefined) return fail({ code: 'formatUnknown', allowed: cardFormats.join(', ') });
  const givenFacility = facility === null || facility.trim() === '' ? null : facility.trim();
  const givenNumber = number.trim();
  if (givenNumber === '') return fail({ code: 'numberMissing', allowed: allowedNumber(known) });
  if (known === 'em4100' || known === 'text') {
    if (givenFacility !== null) return fail({ code: 'facilityNotUsed', allowed: '' });
    return known === 'em4100' ? parseEm4100(givenNumber) : parseText(givenNumber);
  }
  return parseWiegand(known, givenFacility, givenNumber);
}

function parseEm4100(number: string): Result<CardNumber, CardNumberError> {
  if (!/^[0-9a-f]{10}$/i.test(number)) return fail({ code: 'numberMalformed', allowed: allowedNumber('em4100') });
  return ok({ format: 'em4100', facility: null, number: number.toUpperCase() });
}

function parseText(number: string): Result<CardNumber, CardNumberError> {
  const allowed = allowedNumber('text');
  if (/\p{Cc}/u.test(number)) return fail({ code: 'numberMalformed', allowed });
  if (utf8Bytes(number) > maxTextBytes) return fail({ code: 'numberOutOfRange', allowed });
  return ok({ format: 'text', facility: null, number });
}

function parseWiegand(format: WiegandFormat, facility: string | null, number: string): Result<CardNumber, CardNumberError> {
  const { facilityMax, numberMax } = cardNumberRanges(format);
  if (facilityMax === null && facility !== null) return fail({ code: 'facilityNotUsed', allowed: '' });
  if (facilityMax !== null && facility === null) return fail({ code: 'facilityMissing', allowed: `0-${facilityMax}` });
  const facilityValue = facility === null || facilityMax === null ? null : decimalUpTo(facility, facilityMax);
  if (facilityMax !== null && facilityValue === null) return fail({ code: 'facilityOutOfRange', allowed: `0-${facilityMax}` });
  if (!/^\d+$/.test(number)) return fail({ code: 'numberMalformed', allowed: `0-${numberMax}` });
  const numberValue = decimalUpTo(number, numberMax);
  if (numberValue === null) return fail({ code: 'numberOutOfRange', allowed: `0-${numberMax}` });
  return ok({ format, facility: facilityValue, number: numberValue });
}

/** The decimal without leading zeros, or null if it isn't one or is too big. */
function decimalUpTo(text: string, max: number): string | null {
  if (!/^\d{1,64}$/.test(text)) return null;
  const value = BigInt(text);
  return value <= BigInt(max) ? value.toString() : null;
}

function allowedNumber(format: CardFormat): string {
  if (format === 'em4100') return '0123456789ABCDEF x 10';
  if (format === 'text') return `1-${maxTextBytes} bytes`;
  return `0-${cardNumberRanges(format).numberMax}`;
}

/** Length in UTF-8, counted by code point: this room has no TextEncoder. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
