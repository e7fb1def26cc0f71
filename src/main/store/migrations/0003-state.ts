/** What stands now: the alarm board, users, known broker messages; and the checkpoints over the journal. */
export const sql = `
CREATE TABLE alarm (
  alarmId TEXT PRIMARY KEY,
  panelId TEXT NOT NULL,
  source TEXT NOT NULL,
  condition TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX alarm_origin ON alarm (panelId, source, condition);

CREATE TABLE user (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  role TEXT NOT NULL,
  secretHash TEXT NOT NULL,
  active INTEGER NOT NULL,
  language TEXT,
  failedTries INTEGER NOT NULL,
  blockedUntilUtcMs INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE message (n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, atUtcMs INTEGER NOT NULL) STRICT;

-- subtrees: the compact range (RFC 6962 perfect subtrees, largest first) from which the next checkpoint goes on.
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL, subtrees BLOB NOT NULL) STRICT;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only: no update'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only: no delete'); END;
CREATE TRIGGER checkpoint_grows BEFORE INSERT ON checkpoint
WHEN NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoint)
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only: each is larger than the one before'); END;
`;
