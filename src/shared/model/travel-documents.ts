/** An identity document as its machine-readable zone says it (ICAO Doc 9303). Personal data: never in the journal, never in a log. */
import type { DocumentKind } from './visits.ts';

export const mrzLayouts = ['TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B'] as const;
export type MrzLayout = (typeof mrzLayouts)[number];

export interface TravelDocument {
  readonly layout: MrzLayout;
  /** What the visitor form calls it. */
  readonly kind: DocumentKind;
  /** `P`, `I`, `V` … with its second character, as printed. */
  readonly code: string;
  readonly issuer: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly number: string;
  readonly nationality: string;
  /** `YYYY-MM-DD`; parts that are unknown in the document are `00`. */
  readonly birthDate: string | null;
  readonly expiryDate: string | null;
}
