/** One record of a Wiegand-to-text converter, taken apart by its template. Pure; the inverse is `encode.ts`. */
import type { CardNumber } from '../../../../shared/model/cards.ts';
import type { WiegandTextTemplate } from '../../../../shared/model/config.ts';
import { wiegandLayouts } from '../../../core/access/card-layouts.ts';
import { parseCardNumber } from '../../../core/access/card-number.ts';

/** `body` is the record without prefix and suffix. Null if it is no card under this template. */
export function parseRecord(body: string, template: WiegandTextTemplate): CardNumber | null {
  const digits = template.facilityDigits + template.numberDigits;
  if (template.format === 'text') return digits === 0 || body.length === digits ? checked(template, null, body) : null;
  const pattern = template.radix === 'hex' ? /^[0-9a-f]+$/i : /^[0-9]+$/;
  if (body.length !== digits || !pattern.test(body)) return null;
  const { facility, number } = template.layout === 'joined' ? splitJoined(body, template) : splitSeparate(body, template);
  if (hasFacility(template)) return checked(template, facility.toString(), number.toString());
  // Dropping a facility that is there would give two cards one identity.
  return facility === 0n ? checked(template, null, numberText(number, template)) : null;
}

interface Parts {
  readonly facility: bigint;
  readonly number: bigint;
}

function splitJoined(body: string, template: WiegandTextTemplate): Parts {
  const value = parseDigits(body, template);
  if (!hasFacility(template)) return { facility: 0n, number: value };
  const numberBits = BigInt(template.numberBits);
  return { facility: value >> numberBits, number: BigInt.asUintN(template.numberBits, value) };
}

function splitSeparate(body: string, template: WiegandTextTemplate): Parts {
  return { facility: parseDigits(body.slice(0, template.facilityDigits), template), number: parseDigits(body.slice(template.facilityDigits), template) };
}

const parseDigits = (digits: string, template: WiegandTextTemplate): bigint => BigInt(template.radix === 'hex' ? `0x${digits || '0'}` : digits || '0');

function hasFacility({ format }: WiegandTextTemplate): boolean {
  return format !== 'em4100' && format !== 'text' && wiegandLayouts[format].facility !== null;
}

function numberText(number: bigint, { format }: WiegandTextTemplate): string {
  return format === 'em4100' ? number.toString(16).padStart(10, '0') : number.toString();
}

function checked(template: WiegandTextTemplate, facility: string | null, number: string): CardNumber | null {
  const card = parseCardNumber(template.format, facility, number);
  return card.ok ? card.value : null;
}
