/** One page of the day log, newest first. Never ranks and never counts: both grow with the log (reliability.md 3.2). */
import type { LogQuery } from '../core/ports/ledger.ts';
import type { StoredRow } from './chain/row-hash.ts';
import type { Connection } from './connection.ts';
import { type Bounds, type Filter, rowsOfSubject } from './journal-subject.ts';
import { indexedSeq, pendingTable, withPending } from './search-index.ts';
import { matchExpression } from './search-text.ts';

const maxLimit = 1000;

/** Rows with seq < beforeSeq that pass all filters, at most 1,000. */
export function pageOf(connection: Connection, query: LogQuery): StoredRow[] {
  const match = matchExpression(query.text ?? '');
  if (match.find === 'none') return [];
  const bounds = seqBounds(connection, query);
  if (bounds === null) return [];
  const limit = Math.max(0, Math.min(Math.trunc(query.limit), maxLimit));
  const filters = rowFilters(query);
  if (match.find === 'match') return searchPage(connection, match.expression, bounds, filters, limit);
  if (query.subject !== undefined) return rowsOfSubject(connection, query.subject, bounds, filters, limit);
  const where = ['j.seq BETWEEN ? AND ?', ...filters.map((f) => f.sql)].join(' AND ');
  return connection.all<StoredRow>(
    `SELECT j.* FROM journal j WHERE ${where} ORDER BY j.seq DESC LIMIT ?`,
    bounds.from,
    bounds.to,
    ...filters.flatMap((f) => f.values),
    limit,
  );
}

/** First the rows that the index does not have yet, then the index. Both in one transaction, so that no row falls between or counts twice. */
function searchPage(connection: Connection, expression: string, bounds: Bounds, filters: readonly Filter[], limit: number): StoredRow[] {
  const matches = (table: string, { from, to }: Bounds, most: number): StoredRow[] => {
    const where = [`${table} MATCH ?`, 's.rowid BETWEEN ? AND ?', ...filters.map((f) => f.sql)].join(' AND ');
    const sql = `SELECT j.* FROM ${table} AS s CROSS JOIN journal j ON j.seq = s.rowid WHERE ${where} ORDER BY s.rowid DESC LIMIT ?`;
    return connection.all<StoredRow>(sql, expression, from, to, ...filters.flatMap((f) => f.values), most);
  };
  const both = connection.db.transaction(() => {
    const indexed = indexedSeq(connection);
    const fresh = withPending(connection, { from: Math.max(bounds.from, indexed + 1), to: bounds.to }, (pending) => matches(pendingTable, pending, limit));
    return fresh.length === limit
      ? fresh
      : [...fresh, ...matches('journal_search', { from: bounds.from, to: Math.min(bounds.to, indexed) }, limit - fresh.length)];
  });
  return both();
}

function rowFilters(query: LogQuery): Filter[] {
  const filters: Filter[] = [];
  if (query.kinds !== undefined) filters.push({ sql: 'j.kind IN (SELECT value FROM json_each(?))', values: [JSON.stringify(query.kinds)] });
  if (query.subject !== undefined) filters.push({ sql: 'j.subject = ?', values: [query.subject] });
  if (query.sinceUtcMs !== undefined) filters.push({ sql: '+j.enteredAtUtc >= ?', values: [iso(query.sinceUtcMs)] });
  if (query.untilUtcMs !== undefined) filters.push({ sql: '+j.enteredAtUtc <= ?', values: [iso(query.untilUtcMs)] });
  return filters;
}

/**
 * Where in the sequence the rows can stand. The time index gives the edges, so that the walk down the sequence stops there;
 * the clock may have jumped, so the times themselves are still compared row by row.
 */
function seqBounds(connection: Connection, query: LogQuery): Bounds | null {
  let from = (query.afterSeq ?? 0) + 1;
  let to = (query.beforeSeq ?? Number.MAX_SAFE_INTEGER) - 1;
  if (query.sinceUtcMs !== undefined) {
    const first = connection.get<{ seq: number | null }>('SELECT min(seq) AS seq FROM journal WHERE enteredAtUtc >= ?', iso(query.sinceUtcMs))?.seq ?? null;
    if (first === null) return null;
    from = Math.max(from, first);
  }
  if (query.untilUtcMs !== undefined) {
    const last = connection.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM journal WHERE enteredAtUtc <= ?', iso(query.untilUtcMs))?.seq ?? null;
    if (last === null) return null;
    to = Math.min(to, last);
  }
  return from > to ? null : { from, to };
}

// Text comparison of ISO times only holds for years 0–9999.
const iso = (atUtcMs: number): string => new Date(Math.min(Math.max(Math.trunc(atUtcMs), 0), 253_402_300_799_999)).toISOString();
