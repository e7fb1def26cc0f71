/** The text of a Wiegand template taken into its parts: fields, and characters with their escapes undone. Knows no cards. */
import { fail, ok, type Result } from './result.ts';
import type { Radix } from './wiegand-fields.ts';
import type { WiegandTemplateProblem } from './wiegand-template-problem.ts';

export type TemplateFieldName = 'facility' | 'number' | 'card';

/** `at`: character of the text, from 1. */
export type TemplatePart =
  | { readonly type: 'field'; readonly at: number; readonly name: TemplateFieldName; readonly digits: number; readonly radix: Radix }
  | { readonly type: 'text'; readonly at: number; readonly character: string };

const mostDigits = 20;
const fieldPattern = /^\{(facility|number|card):(\d{1,4})([hd])\}/;
const escapePattern = /^\\(?:x([0-9a-f]{2})|([rnt\\{}]))/i;
const escapes: { readonly [letter: string]: string } = { r: '\r', n: '\n', t: '\t' };

/** All parts in their order, or the first place that can't be read. */
export function readTemplate(text: string): Result<TemplatePart[], WiegandTemplateProblem> {
  const parts: TemplatePart[] = [];
  let index = 0;
  while (index < text.length) {
    const read = readPart(text.slice(index), index + 1);
    if (!read.ok) return read;
    parts.push(read.value.part);
    index += read.value.length;
  }
  return ok(parts);
}

function readPart(rest: string, at: number): Result<{ readonly part: TemplatePart; readonly length: number }, WiegandTemplateProblem> {
  if (rest.startsWith('{')) return readField(rest, at);
  if (rest.startsWith('}')) return fail({ code: 'braceAlone', at });
  if (rest.startsWith('\\')) return readEscape(rest, at);
  const character = rest.charAt(0);
  if (character.charCodeAt(0) > 0xff) return fail({ code: 'notOneByte', at });
  return ok({ part: { type: 'text', at, character }, length: 1 });
}

function readField(rest: string, at: number): Result<{ readonly part: TemplatePart; readonly length: number }, WiegandTemplateProblem> {
  if (!rest.includes('}')) return fail({ code: 'braceAlone', at });
  const [whole, name, count, letter] = fieldPattern.exec(rest) ?? [];
  if (whole === undefined || (name !== 'facility' && name !== 'number' && name !== 'card')) return fail({ code: 'fieldMalformed', at });
  const digits = Number(count);
  if (digits < 1 || digits > mostDigits) return fail({ code: 'digitsOutOfRange', at });
  return ok({ part: { type: 'field', at, name, digits, radix: letter === 'h' ? 'hex' : 'decimal' }, length: whole.length });
}

function readEscape(rest: string, at: number): Result<{ readonly part: TemplatePart; readonly length: number }, WiegandTemplateProblem> {
  const [whole, hex, letter] = escapePattern.exec(rest) ?? [];
  if (whole === undefined) return fail({ code: 'escapeUnknown', at });
  const character = hex === undefined ? (escapes[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(hex, 16));
  return ok({ part: { type: 'text', at, character }, length: whole.length });
}
