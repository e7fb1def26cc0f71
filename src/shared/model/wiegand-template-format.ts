/**
 * Which cards a converter with these digits writes. Pure.
 * The digits of facility and number name most formats by themselves (2 and 4 hex, 3 and 5 decimal: H10301); where they are more
 * than any format needs, the site's first format that fits is meant. A number too big for the format is then no card.
 */
import { type CardFormat, type WiegandFormat, wiegandFormats } from './cards.ts';
import { digitsFor, type Radix, wiegandFields } from './wiegand-fields.ts';

export interface FieldDigits {
  readonly digits: number;
  readonly radix: Radix;
}

export interface TemplateFields {
  readonly facility: FieldDigits | null;
  readonly number: FieldDigits;
  /** `number` holds the facility as well. */
  readonly joined: boolean;
}

/** The format, or null where the digits fit none. */
export function formatForDigits(fields: TemplateFields, siteFormats: readonly WiegandFormat[]): CardFormat | null {
  // A tag's ten hex characters; no Wiegand format without facility is as long.
  if (fields.facility === null && !fields.joined && fields.number.radix === 'hex' && fields.number.digits === 10) return 'em4100';
  const byFields = (format: WiegandFormat): boolean => room(fields, format) === 'exact';
  // A long number without a facility may be anything, unless its digits are just those of a format.
  const alone = fields.facility === null && !fields.joined;
  const fitting = alone ? null : (siteFormats.find((format) => room(fields, format) !== 'none') ?? null);
  // Converters that print one decimal number pad it to ten digits for short and long cards alike.
  if (fields.joined && fields.number.radix === 'decimal') return fitting;
  return siteFormats.find(byFields) ?? wiegandFormats.find(byFields) ?? fitting;
}

/** Can every card of the format be written with these fields? With fewer digits two cards would look the same. */
export function formatFits(fields: TemplateFields, format: CardFormat): boolean {
  if (format === 'magstripe' || format === 'raw') return false;
  if (format === 'text') return fields.facility === null;
  if (format === 'em4100') return fields.facility === null && fields.number.digits >= digitsFor(40, fields.number.radix);
  return room(fields, format) !== 'none';
}

/** Do the fields hold the format's greatest facility and number, and with no digit more than needed? */
function room({ facility, number, joined }: TemplateFields, format: WiegandFormat): 'none' | 'more' | 'exact' {
  const { facilityBits, numberBits } = wiegandFields[format];
  if (!joined && (facility === null) !== (facilityBits === 0)) return 'none';
  const spareFacility = facility === null ? 0 : facility.digits - digitsFor(facilityBits, facility.radix);
  const spareNumber = number.digits - digitsFor(joined ? facilityBits + numberBits : numberBits, number.radix);
  if (spareFacility < 0 || spareNumber < 0) return 'none';
  return spareFacility === 0 && spareNumber === 0 ? 'exact' : 'more';
}
