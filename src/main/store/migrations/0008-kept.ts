/** Small things that stand now, each a body under its kind and key: points and words of panels, commands, places, faults, settings. And the picture of the site plan. */
export const sql = `
CREATE TABLE kept (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
CREATE TABLE site_plan (one INTEGER PRIMARY KEY CHECK (one = 1), mime TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
`;
