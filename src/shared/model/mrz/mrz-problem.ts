/** Why a machine-readable zone was not taken: codes, for both languages to put into words. */

/** What a zone tells, as a guard would call it. */
export const mrzFields = [
  'code',
  'issuer',
  'name',
  'number',
  'nationality',
  'birthDate',
  'sex',
  'expiryDate',
  'personalNumber',
  'optional',
  /** The check digit over several fields. */
  'composite',
] as const;
export type MrzField = (typeof mrzFields)[number];

export const mrzProblemCodes = ['notMrz', 'badCharacter', 'checkDigit', 'badDate', 'missing'] as const;
export type MrzProblemCode = (typeof mrzProblemCodes)[number];

export interface MrzProblem {
  readonly code: MrzProblemCode;
  /** Null only with `notMrz`: there are no lines in which a field could stand. */
  readonly field: MrzField | null;
}
