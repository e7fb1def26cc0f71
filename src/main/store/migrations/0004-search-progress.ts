/** How far the search index has come: from now on it follows the journal instead of being part of each commit. */
export const sql = `
CREATE TABLE search_progress (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO search_progress (one, seq) SELECT 1, coalesce(max(seq), 0) FROM journal;
`;
