/** Writes the journal as JSONL or CSV, piece by piece, beside a running post. Never keeps more than one piece in memory. */
import { stringify } from 'csv-stringify/sync';
import type { JournalKind, JournalRow } from '../../shared/model/journal.ts';
import type { StoredRow } from './chain/row-hash.ts';
import { openForReading } from './connection.ts';

export interface ExportOptions {
  readonly format: 'jsonl' | 'csv';
  /** Rows entered at or after this time. */
  readonly sinceUtcMs?: number;
  readonly kinds?: readonly JournalKind[];
  /** Up to this row; the newest at the start of the export when left out. */
  readonly untilSeq?: number;
}

/** The order of the keys in JSONL and of the columns in CSV. */
export const exportColumns = [
  'post',
  'epoch',
  'seq',
  'kind',
  'eventAtUtc',
  'arrivedAtUtc',
  'enteredAtUtc',
  'actor',
  'role',
  'seat',
  'subject',
  'payload',
  'prevHash',
  'hash',
] as const satisfies readonly (keyof JournalRow)[];

const chunkRows = 400;
const busyTimeoutMs = 2000;

/**
 * The text of the export in pieces, oldest row first. Rows that are appended meanwhile are left out.
 * @throws what SQLite throws when the file can't be read.
 */
export async function* exportRows(source: string | { readonly file: string }, options: ExportOptions): AsyncGenerator<string, void, undefined> {
  const connection = openForReading(typeof source === 'string' ? source : source.file, busyTimeoutMs);
  try {
    const newest = connection.get<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM journal')?.seq ?? 0;
    const until = Math.min(options.untilSeq ?? newest, newest);
    const select = `SELECT * FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${chunkRows}`;
    if (options.format === 'csv') yield csvLine([[...exportColumns]]);
    for (let after = firstSeq(connection, options.sinceUtcMs) - 1; after < until; ) {
      const rows = connection.all<StoredRow>(select, after, until);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.seq;
      const wanted = rows.filter((row) => isWanted(row, options));
      if (wanted.length > 0) yield options.format === 'csv' ? csvChunk(wanted) : wanted.map(jsonLine).join('');
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    connection.close();
  }
}

function firstSeq(connection: { get<Row>(sql: string, ...values: string[]): Row | undefined }, sinceUtcMs: number | undefined): number {
  if (sinceUtcMs === undefined) return 1;
  const sql = 'SELECT min(seq) AS seq FROM journal WHERE enteredAtUtc >= ?';
  return connection.get<{ seq: number | null }>(sql, new Date(sinceUtcMs).toISOString())?.seq ?? Number.MAX_SAFE_INTEGER;
}

function isWanted(row: StoredRow, options: ExportOptions): boolean {
  if (options.kinds !== undefined && !options.kinds.includes(row.kind)) return false;
  return options.sinceUtcMs === undefined || Date.parse(row.enteredAtUtc) >= options.sinceUtcMs;
}

/** One line; the payload as the canonical text that was hashed. */
function jsonLine(row: StoredRow): string {
  const members = exportColumns.map((key) => `"${key}":${key === 'payload' ? row.payload : JSON.stringify(row[key])}`);
  return `{${members.join(',')}}\n`;
}

function csvChunk(rows: readonly StoredRow[]): string {
  return csvLine(rows.map((row) => exportColumns.map((key) => row[key])));
}

/** Cells that a spreadsheet would run as a formula get an apostrophe in front (reliability.md T14). */
function csvLine(rows: (string | number | null)[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: 'windows' });
}
