/** How common Wiegand-to-RS232 converters write a card, by name, so that an installer need not count digits (serial-readers.md 3.3). */
import type { WiegandTextTemplate } from './config.ts';

export const wiegandPresets = {
  /** Priority 1 Design WIE232: parity stripped, 24 bits as six hex characters and CR. `2D3039` is 45-12345. */
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
  /** Converters that print the 24 bits as one decimal number of ten digits and CR LF. `0000123478` is 1-57942. */
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
} as const satisfies { readonly [name: string]: WiegandTextTemplate };

export type WiegandPreset = keyof typeof wiegandPresets;

/** Used when the configuration gives no template. */
export const defaultWiegandPreset: WiegandPreset = 'wie232';

export const isWiegandPreset = (name: string): name is WiegandPreset => Object.hasOwn(wiegandPresets, name);
