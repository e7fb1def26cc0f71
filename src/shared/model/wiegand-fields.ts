/** How wide facility and number of each Wiegand format are. The whole layouts, with parity, are core/access/card-layouts. */
import type { WiegandFormat } from './cards.ts';

export interface WiegandFields {
  /** 0 = the format has no facility. */
  readonly facilityBits: number;
  readonly numberBits: number;
}

export const wiegandFields: { readonly [format in WiegandFormat]: WiegandFields } = {
  H10301: { facilityBits: 8, numberBits: 16 },
  H10306: { facilityBits: 16, numberBits: 16 },
  'generic-34': { facilityBits: 8, numberBits: 24 },
  'C1000-35': { facilityBits: 12, numberBits: 20 },
  H10302: { facilityBits: 0, numberBits: 35 },
  H10304: { facilityBits: 16, numberBits: 19 },
  'C1000-48': { facilityBits: 22, numberBits: 23 },
};

export type Radix = 'hex' | 'decimal';

/** Digits that the greatest number of so many bits (at most 53) needs. */
export function digitsFor(bits: number, radix: Radix): number {
  return bits === 0 ? 0 : (2 ** bits - 1).toString(radix === 'hex' ? 16 : 10).length;
}
