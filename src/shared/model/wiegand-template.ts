/**
 * How a Wiegand-to-text converter writes a card, as one line of text: `{facility:2h}{number:4h}\r` → template.
 * Fields are `facility`, `number` and `card` (facility and number as one number), each with its count of digits and `h` (hex)
 * or `d` (decimal). What stands before and after them is sent as it is written. Pure; reads no bytes of a reader.
 */
import type { CardFormat, WiegandFormat } from './cards.ts';
import type { WiegandTextTemplate } from './config.ts';
import { fail, ok, type Result } from './result.ts';
import { defaultCardFormats } from './site-defaults.ts';
import { wiegandFields } from './wiegand-fields.ts';
import { formatFits, formatForDigits, type TemplateFields } from './wiegand-template-format.ts';
import type { WiegandTemplateProblem } from './wiegand-template-problem.ts';
import { readTemplate, type TemplatePart } from './wiegand-template-text.ts';

export interface WiegandTemplateOptions {
  /** Which cards these are, where the digits leave it open or say it wrongly. Wiegand, `em4100` or `text`. */
  readonly format?: CardFormat;
  /** The site's formats, likeliest first. */
  readonly siteFormats?: readonly WiegandFormat[];
}

const longestText = 16;

/** The template, or what is wrong with the text and where. Line ends may be real characters or `\r`, `\n`, `\t`, `\xNN`. */
export function parseWiegandTemplate(text: string, options: WiegandTemplateOptions = {}): Result<WiegandTextTemplate, WiegandTemplateProblem> {
  const read = readTemplate(text);
  if (!read.ok) return read;
  const parts = read.value;
  const first = parts.findIndex((part) => part.type === 'field');
  const last = parts.findLastIndex((part) => part.type === 'field');
  const fields = fieldsOf(parts.slice(first, last + 1), text.length + 1);
  if (!fields.ok) return fields;
  const prefix = literal(parts.slice(0, Math.max(0, first)));
  const suffix = literal(parts.slice(last + 1));
  const suffixAt = parts[last + 1]?.at ?? text.length + 1;
  if (prefix.length > longestText) return fail({ code: 'textTooLong', at: 1 });
  if (suffix.length > longestText) return fail({ code: 'textTooLong', at: suffixAt });
  const start = withoutLineEnds(prefix, suffix);
  if (endAmbiguous(start, suffix)) return fail({ code: 'endAmbiguous', at: suffixAt });
  const format = formatOf(fields.value, options);
  if (!format.ok) return fail({ code: format.error, at: parts[first]?.at ?? 1 });
  return ok(templateOf(fields.value, format.value, start, suffix));
}

function fieldsOf(parts: readonly TemplatePart[], endAt: number): Result<TemplateFields, WiegandTemplateProblem> {
  const found: { [name in 'facility' | 'number' | 'card']?: { readonly digits: number; readonly radix: 'hex' | 'decimal' } } = {};
  for (const part of parts) {
    const { at } = part;
    if (part.type === 'text') return fail({ code: 'textBetween', at });
    if (found[part.name] !== undefined) return fail({ code: 'fieldTwice', at });
    const others = Object.keys(found).length > 0;
    if (found.card !== undefined || (part.name === 'card' && others)) return fail({ code: 'cardWithOthers', at });
    if (part.name === 'facility' && others) return fail({ code: 'facilityBehindNumber', at });
    found[part.name] = { digits: part.digits, radix: part.radix };
  }
  const number = found.card ?? found.number;
  if (number === undefined) return fail({ code: 'numberMissing', at: endAt });
  return ok({ facility: found.facility ?? null, number, joined: found.card !== undefined });
}

function formatOf(fields: TemplateFields, { format, siteFormats }: WiegandTemplateOptions): Result<CardFormat, 'formatUnclear' | 'formatDoesNotFit'> {
  if (format !== undefined) return formatFits(fields, format) ? ok(format) : fail('formatDoesNotFit');
  const named = formatForDigits(fields, siteFormats ?? defaultCardFormats);
  return named === null ? fail('formatUnclear') : ok(named);
}

function templateOf({ facility, number, joined }: TemplateFields, format: CardFormat, prefix: string, suffix: string): WiegandTextTemplate {
  return {
    radix: number.radix,
    ...(facility === null || facility.radix === number.radix ? {} : { facilityRadix: facility.radix }),
    facilityDigits: facility?.digits ?? 0,
    numberDigits: number.digits,
    prefix,
    suffix,
    format,
    layout: joined ? 'joined' : 'separate',
    numberBits: isWiegandFormat(format) ? wiegandFields[format].numberBits : 64,
    idleGapMs: 0,
  };
}

const isWiegandFormat = (format: string): format is WiegandFormat => Object.hasOwn(wiegandFields, format);

const literal = (parts: readonly TemplatePart[]): string => parts.map((part) => (part.type === 'text' ? part.character : '')).join('');

/** Line ends between records are dropped by whoever reads lines, so they are no beginning of a record. */
function withoutLineEnds(prefix: string, suffix: string): string {
  return /^[\r\n]+$/.test(suffix) ? prefix.replace(/^[\r\n]+/, '') : prefix;
}

/** The end is looked for byte by byte, so it must not stand within what comes before it. */
function endAmbiguous(prefix: string, suffix: string): boolean {
  if (suffix === '') return false;
  const endsAtLineEnd = /^[\r\n]+$/.test(suffix);
  return /^[0-9a-f]+$/i.test(suffix) || (endsAtLineEnd ? /[\r\n]/.test(prefix) : prefix.includes(suffix));
}
