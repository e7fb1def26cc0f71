/** What can be wrong with the text of a Wiegand template; see wiegand-template.ts. */
export const wiegandTemplateProblems = [
  /** `{…}` that is none of `{facility:2h}`, `{number:4d}`, `{card:10d}`. */
  'fieldMalformed',
  /** A `{` without its `}`, or the reverse. */
  'braceAlone',
  'fieldTwice',
  /** Neither `number` nor `card`. */
  'numberMissing',
  'facilityBehindNumber',
  /** `card` holds facility and number already. */
  'cardWithOthers',
  /** Facility and number must follow each other. */
  'textBetween',
  /** 1 to 20. */
  'digitsOutOfRange',
  'escapeUnknown',
  /** Each character before and after must be one byte. */
  'notOneByte',
  /** At most 16 characters before and 16 after. */
  'textTooLong',
  /** The end of a record can't be told from its digits, or from what stands before them. */
  'endAmbiguous',
  /** No format has a facility and a number of these digits: the format must be given. */
  'formatUnclear',
  /** The given format needs other fields, or more digits than these. */
  'formatDoesNotFit',
] as const;
export type WiegandTemplateProblemCode = (typeof wiegandTemplateProblems)[number];

export interface WiegandTemplateProblem {
  readonly code: WiegandTemplateProblemCode;
  /** Character of the text, from 1. */
  readonly at: number;
}
