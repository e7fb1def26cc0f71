/** Records as a Wiegand-to-text converter with the given template sends them. Used by the simulator and the tests. */
import type { CardNumber } from '../../../../shared/model/cards.ts';
import type { WiegandTextTemplate } from '../../../../shared/model/config.ts';
import { facilityRadix } from './record.ts';

/** Null if the card is of another format or does not fit into the template's digits. */
export function encodeWiegandText(card: CardNumber, template: WiegandTextTemplate): Uint8Array | null {
  if (card.format !== template.format || card.format === 'raw') return null;
  const body = card.format === 'text' ? card.number : digitsOf(card, template);
  return body === null ? null : Buffer.from(`${template.prefix}${body}${template.suffix}`, 'latin1');
}

function digitsOf(card: CardNumber, template: WiegandTextTemplate): string | null {
  const number = BigInt(card.format === 'em4100' ? `0x${card.number}` : card.number);
  const facility = BigInt(card.facility ?? '0');
  if (template.layout === 'joined') {
    return padded((facility << BigInt(template.numberBits)) | number, template.facilityDigits + template.numberDigits, template.radix);
  }
  const facilityText = template.facilityDigits === 0 ? '' : padded(facility, template.facilityDigits, facilityRadix(template));
  const numberText = padded(number, template.numberDigits, template.radix);
  return facilityText === null || numberText === null ? null : facilityText + numberText;
}

function padded(value: bigint, digits: number, radix: 'hex' | 'decimal'): string | null {
  const text = value
    .toString(radix === 'hex' ? 16 : 10)
    .toUpperCase()
    .padStart(digits, '0');
  return text.length > digits ? null : text;
}
