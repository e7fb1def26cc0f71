/** Rows of one subject, newest first. Knows the two indexes that this rests on (migrations 0001 and 0009). */
import type { StoredRow } from './chain/row-hash.ts';
import type { Connection, SqlValue } from './connection.ts';

/** A condition on rows of the journal, which is `j`. */
export interface Filter {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Sequence numbers, both included. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** How the id of an alarm begins; its rows are in the index by spans. */
const ofAlarm = 'alarm-';
/** As in the index `journal_alarm`, which has to be named with this very number. */
const spanRows = 4096;

/** Whoever looks rows up by subject and not by alarm must add this, or SQLite does not use the index. `j` is the journal. */
export const notOfAlarm = `substr(j.subject, 1, 6) <> '${ofAlarm}'`;

/** At most `limit` rows within the bounds that pass the filters, the subject's own among them. */
export function rowsOfSubject(connection: Connection, subject: string, bounds: Bounds, filters: readonly Filter[], limit: number): StoredRow[] {
  const rows = (index: string, where: string, values: readonly (string | number)[], most: number): StoredRow[] =>
    connection.all<StoredRow>(
      `SELECT j.* FROM journal j INDEXED BY ${index} WHERE ${[where, 'j.seq BETWEEN ? AND ?', ...filters.map((filter) => filter.sql)].join(' AND ')}
       ORDER BY j.seq DESC LIMIT ?`,
      ...values,
      bounds.from,
      bounds.to,
      ...filters.flatMap((filter) => filter.values),
      most,
    );
  if (!subject.startsWith(ofAlarm)) return rows('journal_subject', notOfAlarm, [], limit);
  const found: StoredRow[] = [];
  const newest = connection.get<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM journal')?.seq ?? 0;
  const first = Math.floor(bounds.from / spanRows);
  for (let span = Math.floor(Math.min(bounds.to, newest) / spanRows); span >= first && found.length < limit; span -= 1) {
    found.push(...rows('journal_alarm', `j.seq / ${spanRows} = ? AND substr(j.subject, 1, 6) = '${ofAlarm}'`, [span], limit - found.length));
  }
  return found;
}
