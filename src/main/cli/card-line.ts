/** One line of a card file → a card with its holder, or what is wrong with it. Pure. */
import { type CardNumber, type CardStatus, cardStatuses } from '../../shared/model/cards.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { parseCardNumber } from '../core/access/card-number.ts';
import type { Say } from './words.ts';

export const cardColumns = ['format', 'facility', 'number', 'holder', 'department', 'validFrom', 'validUntil', 'status'] as const;

export interface CardLine {
  readonly card: CardNumber;
  readonly holder: string;
  readonly department: string;
  readonly validFromUtcMs: number | null;
  readonly validUntilUtcMs: number | null;
  readonly status: CardStatus;
}

/** Checks the fields in the order of `cardColumns`; the error is the sentence for this line. */
export function parseCardLine(fields: readonly string[], say: Say): Result<CardLine, string> {
  if (fields.length !== cardColumns.length) return fail(say('cli.cards.columns', { found: fields.length, wanted: cardColumns.length }));
  const [format = '', facility = '', number = '', holderText = '', departmentText = '', from = '', until = '', statusText = ''] = fields;
  if (fields.some((field) => field.includes('\uFFFD'))) return fail(say('cli.cards.encoding'));
  const card = parseCardNumber(format, facility, number);
  if (!card.ok) return fail(say(`cli.cards.${card.error.code}`, { allowed: card.error.allowed }));
  const [holder, department] = [holderText.trim(), departmentText.trim()];
  if (!isText(holder, 1)) return fail(say('cli.cards.holder'));
  if (!isText(department, 0)) return fail(say('cli.cards.department'));
  const validFromUtcMs = parseDay(from, 'start');
  const validUntilUtcMs = parseDay(until, 'end');
  if (validFromUtcMs === undefined) return fail(say('cli.cards.validFrom'));
  if (validUntilUtcMs === undefined) return fail(say('cli.cards.validUntil'));
  if (validFromUtcMs !== null && validUntilUtcMs !== null && validUntilUtcMs < validFromUtcMs) return fail(say('cli.cards.validOrder'));
  const status = cardStatuses.find((known) => known === (statusText.trim() || 'active'));
  if (status === undefined) return fail(say('cli.cards.status', { allowed: cardStatuses.join(', ') }));
  return ok({ card: card.value, holder, department, validFromUtcMs, validUntilUtcMs, status });
}

const isText = (text: string, min: number): boolean => text.length >= min && text.length <= 80 && !/\p{Cc}/u.test(text);

/**
 * ISO 8601 date or date-time → epoch milliseconds; empty = null (open end); undefined = no such date.
 * A date means the whole day in the post's own time zone; a time without a zone is local too.
 */
export function parseDay(text: string, edge: 'start' | 'end'): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(trimmed);
  if (!match) return undefined;
  const [, year, month, day, hour] = match;
  if (!isRealDay(Number(year), Number(month), Number(day))) return undefined;
  if (hour === undefined) {
    const start = new Date(Number(year), Number(month) - 1, Number(day) + (edge === 'end' ? 1 : 0)).getTime();
    return edge === 'end' ? start - 1 : start;
  }
  const atMs = Date.parse(trimmed.replace(' ', 'T'));
  return Number.isNaN(atMs) ? undefined : atMs;
}

function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
