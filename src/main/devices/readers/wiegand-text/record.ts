/** One record of a Wiegand-to-text converter, taken apart by its template. Pure; the inverse is `encode.ts`. */
import type { CardNumber } from '../../../../shared/model/cards.ts';
import type { WiegandTextTemplate } from '../../../../shared/model/config.ts';
import { wiegandLayouts } from '../../../core/access/card-layouts.ts';
import { isWiegand, parseCardNumber } from '../../../core/access/card-number.ts';

/** `body` is the record without prefix and suffix. Null if it is no card under this template. */
export function parseRecord(body: string, template: WiegandTextTemplate): CardNumber | null {
  const { facilityDigits, numberDigits, radix } = template;
  if (template.format === 'text' && facilityDigits + numberDigits === 0) return checked(template, null, body);
  const facilityText = body.slice(0, facilityDigits);
  const numberText = body.slice(facilityDigits);
  if (body.length !== facilityDigits + numberDigits || !isNumber(facilityText, facilityRadix(template)) || !isNumber(numberText, radix)) return null;
  if (template.format === 'text') return checked(template, null, body);
  const { facility, number } = template.layout === 'joined' ? splitJoined(body, template) : splitSeparate(facilityText, numberText, template);
  if (hasFacility(template)) return checked(template, facility.toString(), number.toString());
  // Dropping a facility that is there would give two cards one identity.
  return facility === 0n ? checked(template, null, numberOf(number, template)) : null;
}

interface Parts {
  readonly facility: bigint;
  readonly number: bigint;
}

function splitJoined(body: string, template: WiegandTextTemplate): Parts {
  const value = digitsValue(body, template.radix);
  if (!hasFacility(template)) return { facility: 0n, number: value };
  const numberBits = BigInt(template.numberBits);
  return { facility: value >> numberBits, number: BigInt.asUintN(template.numberBits, value) };
}

function splitSeparate(facility: string, number: string, template: WiegandTextTemplate): Parts {
  return { facility: digitsValue(facility, facilityRadix(template)), number: digitsValue(number, template.radix) };
}

export const facilityRadix = (template: WiegandTextTemplate): 'hex' | 'decimal' => template.facilityRadix ?? template.radix;

const isNumber = (digits: string, radix: 'hex' | 'decimal'): boolean => (radix === 'hex' ? /^[0-9a-f]*$/i : /^[0-9]*$/).test(digits);

const digitsValue = (digits: string, radix: 'hex' | 'decimal'): bigint => BigInt(radix === 'hex' ? `0x${digits || '0'}` : digits || '0');

function hasFacility({ format }: WiegandTextTemplate): boolean {
  return isWiegand(format) && wiegandLayouts[format].facility !== null;
}

function numberOf(number: bigint, { format }: WiegandTextTemplate): string {
  return format === 'em4100' ? number.toString(16).padStart(10, '0') : number.toString();
}

function checked(template: WiegandTextTemplate, facility: string | null, number: string): CardNumber | null {
  const card = parseCardNumber(template.format, facility, number);
  return card.ok ? card.value : null;
}
