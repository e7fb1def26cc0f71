/** The journal (append-only), its full-text index and the identity of this log. */
export const sql = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  post TEXT NOT NULL,
  epoch TEXT NOT NULL,
  kind TEXT NOT NULL,
  eventAtUtc TEXT,
  arrivedAtUtc TEXT,
  enteredAtUtc TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT,
  seat TEXT,
  subject TEXT,
  payload TEXT NOT NULL,
  prevHash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_kind ON journal (kind);
CREATE INDEX journal_subject ON journal (subject) WHERE subject IS NOT NULL;
CREATE INDEX journal_entered ON journal (enteredAtUtc);

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: no update'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: no delete'); END;
CREATE TRIGGER journal_next_seq BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: the next row has the next sequence number'); END;

CREATE VIRTUAL TABLE journal_search USING fts5(
  body, words,
  content = '', columnsize = 0, prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 2'
);
-- Fewer merges while rows come in; a search looks into a few more segments.
INSERT INTO journal_search (journal_search, rank) VALUES ('automerge', 16), ('crisismerge', 32);
-- Words to find a row by that come from the vault. Kept so that they can be taken out of the index again.
CREATE TABLE journal_words (seq INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
`;
