/**
 * The full-text index: derived data that follows the journal a moment behind, so that a commit need not wait for it.
 * It remembers how far it has come in the same transaction, so a crash leaves nothing out and nothing in twice.
 * What it does not have yet is searched in a table in memory: nobody sees that it is behind.
 */
import type { JsonObject } from '../../shared/model/journal.ts';
import type { Connection } from './connection.ts';
import { rowSearchText } from './search-text.ts';

interface PendingRow {
  readonly seq: number;
  readonly kind: string;
  readonly actor: string;
  readonly subject: string | null;
  readonly payload: string;
  readonly words: string | null;
}

const selectPending = `SELECT j.seq, j.kind, j.actor, j.subject, j.payload, w.words FROM journal j LEFT JOIN journal_words w ON w.seq = j.seq
  WHERE j.seq BETWEEN ? AND ? ORDER BY j.seq LIMIT ?`;
const noLimit = -1;

/** The newest row in the index. */
export function indexedSeq(connection: Connection): number {
  return connection.get<{ seq: number }>('SELECT seq FROM search_progress')?.seq ?? 0;
}

/** Indexes the next rows, all of them when no number is given, and answers the newest row in the index. To be called inside a transaction. */
export function catchUp(connection: Connection, rows: number = noLimit): number {
  const before = indexedSeq(connection);
  const pending = connection.all<PendingRow>(selectPending, before + 1, Number.MAX_SAFE_INTEGER, rows);
  insertInto(connection, 'journal_search', pending);
  const last = pending.at(-1)?.seq ?? before;
  if (last > before) connection.run('UPDATE search_progress SET seq = ?', last);
  return last;
}

/** Name of the table in which `withPending` searches. */
export const pendingTable = 'pending_search';

/** Calls `search` while the rows that stand in these bounds are in the pending table; answers nothing when there are none. */
export function withPending<T, B extends { readonly from: number; readonly to: number }>(connection: Connection, bounds: B, search: (bounds: B) => T[]): T[] {
  const pending = bounds.from > bounds.to ? [] : connection.all<PendingRow>(selectPending, bounds.from, bounds.to, noLimit);
  if (pending.length === 0) return [];
  connection.db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.${pendingTable}
    USING fts5(body, words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2')`);
  insertInto(connection, pendingTable, pending);
  const found = search(bounds);
  connection.run(`INSERT INTO ${pendingTable} (${pendingTable}) VALUES ('delete-all')`);
  return found;
}

function insertInto(connection: Connection, table: string, rows: readonly PendingRow[]): void {
  const insert = `INSERT INTO ${table} (rowid, body, words) VALUES (?, ?, ?)`;
  for (const row of rows) {
    const body = rowSearchText({ ...row, payload: JSON.parse(row.payload) as JsonObject });
    connection.run(insert, row.seq, body, row.words ?? '');
  }
}
