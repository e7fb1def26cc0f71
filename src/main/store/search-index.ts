/**
 * The full-text index: derived data that follows the journal a moment behind, so that a commit need not wait for it.
 * It remembers how far it has come in the same transaction, so a crash leaves nothing out and nothing in twice.
 * What it does not have yet is searched in a table in memory: nobody sees that it is behind.
 */
import type { JournalRow, JsonObject } from '../../shared/model/journal.ts';
import type { Connection } from './connection.ts';
import { rowSearchText } from './search-text.ts';

export interface IndexEntry {
  readonly seq: number;
  readonly body: string;
  readonly words: string;
}

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

/** The newest row in the index. */
export function indexedSeq(connection: Connection): number {
  return connection.get<{ seq: number }>('SELECT seq FROM search_progress')?.seq ?? 0;
}

/**
 * What this process wrote and the index does not have yet, so that it need not be read again. Only a shortcut: where it does not
 * fit (a rolled back work, rows of another process) it is left aside.
 */
export class RecentEntries {
  #entries: (IndexEntry & { readonly hash: string })[] = [];

  add(row: JournalRow, words: string): void {
    if (this.#entries.at(-1)?.hash !== row.prevHash) this.#entries = [];
    this.#entries.push({ seq: row.seq, body: rowSearchText(row), words, hash: row.hash });
  }

  /** The entries from this row on, at most so many; null when they are not all here. Forgets what comes before. */
  from(connection: Connection, seq: number, most: number): readonly IndexEntry[] | null {
    const last = this.#entries.at(-1);
    // The chain: when the last row stands in the journal, so do those before it.
    const stands = last !== undefined && connection.get<{ hash: string }>('SELECT hash FROM journal WHERE seq = ?', last.seq)?.hash === last.hash;
    const at = seq - (this.#entries[0]?.seq ?? 0);
    this.#entries = stands && at >= 0 ? this.#entries.slice(at) : [];
    return this.#entries.length === 0 ? null : this.#entries.slice(0, most);
  }
}

/** Indexes the next rows, at most so many, and answers the newest row in the index. To be called inside a transaction. */
export function catchUp(connection: Connection, recent: RecentEntries, most: number = Number.MAX_SAFE_INTEGER): number {
  const next = indexedSeq(connection) + 1;
  const entries = recent.from(connection, next, most) ?? readEntries(connection, next, Number.MAX_SAFE_INTEGER, most);
  insertInto(connection, 'journal_search', entries);
  const last = entries.at(-1)?.seq ?? next - 1;
  if (last >= next) connection.run('UPDATE search_progress SET seq = ?', last);
  return last;
}

/** Name of the table in which `withPending` searches. */
export const pendingTable = 'pending_search';

/** Calls `search` while the rows within these bounds are in the pending table; answers nothing when there are none. */
export function withPending<T, B extends { readonly from: number; readonly to: number }>(connection: Connection, bounds: B, search: (bounds: B) => T[]): T[] {
  const entries = bounds.from > bounds.to ? [] : readEntries(connection, bounds.from, bounds.to, Number.MAX_SAFE_INTEGER);
  if (entries.length === 0) return [];
  connection.db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.${pendingTable}
    USING fts5(body, words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2')`);
  insertInto(connection, pendingTable, entries);
  const found = search(bounds);
  connection.run(`INSERT INTO ${pendingTable} (${pendingTable}) VALUES ('delete-all')`);
  return found;
}

function readEntries(connection: Connection, from: number, to: number, most: number): IndexEntry[] {
  return connection
    .all<PendingRow>(selectPending, from, to, most)
    .map((row) => ({ seq: row.seq, body: rowSearchText({ ...row, payload: JSON.parse(row.payload) as JsonObject }), words: row.words ?? '' }));
}

function insertInto(connection: Connection, table: string, entries: readonly IndexEntry[]): void {
  const insert = `INSERT INTO ${table} (rowid, body, words) VALUES (?, ?, ?)`;
  for (const { seq, body, words } of entries) connection.run(insert, seq, body, words);
}
