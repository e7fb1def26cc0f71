/**
 * Erases a person for good: vault row, salt, search words. The journal stays as it is and still verifies;
 * without the salt its commitments say nothing any more (reliability.md 1.6). Appends no row: the service does that.
 */

import type { StoredRow } from './chain/row-hash.ts';
import type { Connection } from './connection.ts';
import { toJournalRow } from './journal.ts';
import { notOfAlarm } from './journal-subject.ts';
import { catchUp, type RecentEntries } from './search-index.ts';
import { phraseExpression, rowSearchText } from './search-text.ts';
import { removeTokens } from './vault/find-tokens.ts';

/** Answers false when there is no such person. */
export function erasePerson(connection: Connection, recent: RecentEntries, personId: string): boolean {
  // So that all of the person's words are where they are looked for.
  catchUp(connection, recent);
  removeTokens(connection, 'p', personId);
  forgetWords(connection, personId);
  return connection.run('DELETE FROM person WHERE personId = ?', personId).changes > 0;
}

/** Takes the person's words out of the index entries of all rows about them. */
function forgetWords(connection: Connection, personId: string): void {
  const rows = connection.all<StoredRow & { words: string }>(
    `SELECT j.*, w.words FROM journal j JOIN journal_words w ON w.seq = j.seq
     WHERE j.seq IN (SELECT rowid FROM journal_search WHERE journal_search MATCH ?)
        OR (j.subject IN (SELECT visitId FROM visit WHERE personId = ?) AND ${notOfAlarm})`,
    phraseExpression(personId),
    personId,
  );
  if (rows.length === 0) return;
  // Without this the deleted words would stay in the index until its segments merge.
  setSecureDelete(connection, 1);
  for (const row of rows) {
    const body = rowSearchText(toJournalRow(row));
    connection.run(`INSERT INTO journal_search (journal_search, rowid, body, words) VALUES ('delete', ?, ?, ?)`, row.seq, body, row.words);
    connection.run('INSERT INTO journal_search (rowid, body, words) VALUES (?, ?, ?)', row.seq, body, '');
    connection.run('DELETE FROM journal_words WHERE seq = ?', row.seq);
  }
  setSecureDelete(connection, 0);
}

function setSecureDelete(connection: Connection, on: 0 | 1): void {
  // As a literal: FTS5 refuses the floating-point number that a bound JavaScript number is.
  connection.run(`INSERT INTO journal_search (journal_search, rank) VALUES ('secure-delete', ${on})`);
}
