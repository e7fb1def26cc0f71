/**
 * Card numbers as people and files write them, checked and brought into the one form under which a card is kept.
 * Pure. Used by the card import, the register form and the readers, so that a card has one identity everywhere.
 */
import { type CardFormat, type CardNumber, cardFormats, type WiegandFormat } from '../../../shared/model/cards.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { maxOf, wiegandLayouts } from './card-layouts.ts';

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
/** Track 2 has room for 40 characters, of which two are sentinels and one is the check (ISO/IEC 7811-6). */
export const maxTrack2Digits = 37;
/** Bits of the longest frame that a reader can send (OSDP: 1,440 bytes). */
export const maxRawBits = 11_520;

/** Ranges of a format, for hints in forms and files; `facility` null = leave it empty. */
export function cardNumberRanges(format: WiegandFormat): { readonly facilityMax: number | null; readonly numberMax: number } {
  const layout = wiegandLayouts[format];
  return { facilityMax: layout.facility === null ? null : maxOf(layout.facility), numberMax: maxOf(layout.number) };
}

type Parse = (number: string) => Result<CardNumber, CardNumberError>;

/** The formats whose whole identity is one text. */
const parseByFormat: { readonly [format in Exclude<CardFormat, WiegandFormat>]: Parse } = {
  em4100: parseEm4100,
  magstripe: parseMagstripe,
  text: parseText,
  raw: parseRaw,
};

/**
 * Checks and normalises: em4100 to ten upper-case hex characters, Wiegand to decimals without leading zeros, raw bits to
 * upper-case hex, text without blanks at its ends. The digits of a magnetic stripe keep their zeros. An empty facility counts as none.
 */
export function parseCardNumber(format: string, facility: string | null, number: string): Result<CardNumber, CardNumberError> {
  const known = cardFormats.find((one) => one === format.trim());
  if (known === undefined) return fail({ code: 'formatUnknown', allowed: cardFormats.join(', ') });
  const givenFacility = facility === null || facility.trim() === '' ? null : facility.trim();
  const givenNumber = number.trim();
  if (givenNumber === '') return fail({ code: 'numberMissing', allowed: allowedNumber(known) });
  if (isWiegand(known)) return parseWiegand(known, givenFacility, givenNumber);
  if (givenFacility !== null) return fail({ code: 'facilityNotUsed', allowed: '' });
  return parseByFormat[known](givenNumber);
}

/** Is this one of the formats that have a bit layout? */
export const isWiegand = (format: string): format is WiegandFormat => Object.hasOwn(wiegandLayouts, format);

function parseEm4100(number: string): Result<CardNumber, CardNumberError> {
  if (!/^[0-9a-f]{10}$/i.test(number)) return fail({ code: 'numberMalformed', allowed: allowedNumber('em4100') });
  return ok({ format: 'em4100', facility: null, number: number.toUpperCase() });
}

function parseMagstripe(number: string): Result<CardNumber, CardNumberError> {
  const allowed = allowedNumber('magstripe');
  if (!/^[0-9]+$/.test(number)) return fail({ code: 'numberMalformed', allowed });
  if (number.length > maxTrack2Digits) return fail({ code: 'numberOutOfRange', allowed });
  return ok({ format: 'magstripe', facility: null, number });
}

/** `<bit count>:<hex>`: just as many hex characters as whole bytes need, and no bit set behind the last one. */
function parseRaw(number: string): Result<CardNumber, CardNumberError> {
  const allowed = allowedNumber('raw');
  const [, count = '', hex = ''] = /^0*(\d{1,5}):([0-9a-f]+)$/i.exec(number) ?? [];
  const bits = Number(count);
  if (count === '' || hex.length !== Math.ceil(bits / 8) * 2) return fail({ code: 'numberMalformed', allowed });
  if (bits > maxRawBits) return fail({ code: 'numberOutOfRange', allowed });
  const spareBits = hex.length * 4 - bits;
  if (Number.parseInt(hex.slice(-2), 16) % 2 ** spareBits !== 0) return fail({ code: 'numberMalformed', allowed });
  return ok({ format: 'raw', facility: null, number: `${bits}:${hex.toUpperCase()}` });
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
  if (format === 'magstripe') return `0123456789 x 1-${maxTrack2Digits}`;
  if (format === 'raw') return '26:16981CC0';
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
