/** How common Wiegand-to-RS232 converters write a card, by name, so that an installer need not count digits (serial-readers.md 3.3). */
import type { WiegandTextTemplate } from '../../shared/model/config.ts';

export const templatePresets: { readonly [name: string]: WiegandTextTemplate } = {
  /** `2D3039<CR>`: facility 45, number 12345 of a 26-bit card. */
  wie232: {
    radix: 'hex',
    facilityDigits: 2,
    numberDigits: 4,
    prefix: '',
    suffix: '\r',
    format: 'H10301',
    layout: 'separate',
    numberBits: 16,
    idleGapMs: 0,
  },
  /** `0000123478<CR><LF>`: one decimal number, facility above the low 16 bits. */
  decimal10: {
    radix: 'decimal',
    facilityDigits: 0,
    numberDigits: 10,
    prefix: '',
    suffix: '\r\n',
    format: 'H10301',
    layout: 'joined',
    numberBits: 16,
    idleGapMs: 0,
  },
};
export const defaultTemplate = 'wie232';
