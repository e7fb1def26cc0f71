/** What a person writes into a fault report. Pure. */
import type { Fault } from '../../../shared/model/faults.ts';
import { parseDay } from '../../ui/parse-day.ts';
import { dateText } from '../../ui/time-words.ts';

export interface FaultWords {
  readonly description: string;
  readonly interimMeasure: string;
  readonly reportedTo: string;
  readonly ticket: string;
  /** As it is typed: `2026-12-31`, or nothing. */
  readonly promisedFor: string;
}
export const noWords: FaultWords = { description: '', interimMeasure: '', reportedTo: '', ticket: '', promisedFor: '' };

export const wordsOf = ({ description, interimMeasure, reportedTo, ticket, promisedForUtcMs }: Fault): FaultWords => ({
  description,
  interimMeasure,
  reportedTo,
  ticket,
  promisedFor: promisedForUtcMs === null ? '' : dateText(promisedForUtcMs),
});

/** The fields as the contract has them; null where the day is none. A day gone by is one: promises are broken. */
export function fieldsOf(words: FaultWords) {
  const promisedForUtcMs = parseDay(words.promisedFor, 0);
  if (promisedForUtcMs === 'wrong') return null;
  return {
    description: words.description.trim(),
    interimMeasure: words.interimMeasure.trim(),
    reportedTo: words.reportedTo.trim(),
    ticket: words.ticket.trim(),
    promisedForUtcMs,
  };
}

export const sameWords = (a: FaultWords, b: FaultWords): boolean =>
  a.description === b.description &&
  a.interimMeasure === b.interimMeasure &&
  a.reportedTo === b.reportedTo &&
  a.ticket === b.ticket &&
  a.promisedFor === b.promisedFor;
