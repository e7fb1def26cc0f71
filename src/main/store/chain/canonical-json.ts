/** Canonical JSON (RFC 8785): one text per value, so that its hash is the value's. Never makes up for values that JSON does not have. */
import type { Json } from '../../../shared/model/journal.ts';

/**
 * RFC 8785 text of a value: keys in order of their UTF-16 code units (3.2.3), numbers and strings as ECMAScript writes them (3.2.2).
 * A lone surrogate, which RFC 8785 forbids and UTF-8 can't carry, becomes U+FFFD.
 * @throws TypeError for what is not JSON (NaN, infinities, undefined inside an array, functions).
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return quote(value);
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`not a JSON value: ${typeof value}`);
  return isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value);
}

// Most texts need no escape: then the quotes are all there is to add.
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** The JSON text of a string. */
export function quote(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  return JSON.stringify(text.isWellFormed() ? text : text.toWellFormed());
}

function canonicalObject(value: { readonly [key: string]: Json | undefined }): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    // An absent optional field is no member.
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${quote(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
