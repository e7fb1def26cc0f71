/** The vault: everything about people, erasable, apart from the journal. */
export const sql = `
CREATE TABLE holder (holderId TEXT PRIMARY KEY, name TEXT NOT NULL, department TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE holder_photo (
  holderId TEXT PRIMARY KEY REFERENCES holder (holderId) ON DELETE CASCADE,
  mime TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- facility '' stands for none: NULL would not be unique.
CREATE TABLE credential (
  number TEXT NOT NULL,
  format TEXT NOT NULL,
  facility TEXT NOT NULL,
  holderId TEXT NOT NULL,
  status TEXT NOT NULL,
  statusNote TEXT,
  statusAtUtcMs INTEGER,
  statusBy TEXT,
  validFromUtcMs INTEGER,
  validUntilUtcMs INTEGER,
  PRIMARY KEY (number, format, facility)
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_holder ON credential (holderId);

CREATE TABLE last_pass (
  number TEXT NOT NULL,
  format TEXT NOT NULL,
  facility TEXT NOT NULL,
  readerId TEXT NOT NULL,
  direction TEXT,
  atUtcMs INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (number, format, facility)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  personId TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  organisation TEXT NOT NULL,
  phone TEXT NOT NULL,
  plate TEXT NOT NULL,
  documentKind TEXT,
  documentSealed BLOB,
  documentMatch BLOB,
  documentMasked TEXT,
  salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_document ON person (documentMatch) WHERE documentMatch IS NOT NULL;

CREATE TABLE visit (
  visitId TEXT PRIMARY KEY,
  personId TEXT NOT NULL,
  kind TEXT NOT NULL,
  purpose TEXT NOT NULL,
  hostName TEXT NOT NULL,
  badgeNumber INTEGER NOT NULL,
  registeredAtUtcMs INTEGER NOT NULL,
  registeredBy TEXT NOT NULL,
  dueOutAtUtcMs INTEGER NOT NULL,
  signedOutAtUtcMs INTEGER,
  signedOutBy TEXT,
  signOutProof TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX visit_badge ON visit (badgeNumber) WHERE signedOutAtUtcMs IS NULL;
CREATE INDEX visit_person ON visit (personId, registeredAtUtcMs);
CREATE INDEX visit_registered ON visit (registeredAtUtcMs);

CREATE TABLE ban (
  banId TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  plate TEXT NOT NULL,
  phone TEXT NOT NULL,
  reason TEXT NOT NULL,
  sayText TEXT NOT NULL,
  issuer TEXT NOT NULL,
  addedAtUtcMs INTEGER NOT NULL,
  untilUtcMs INTEGER,
  liftedAtUtcMs INTEGER,
  documentMatch BLOB,
  nameKey TEXT,
  soundKey TEXT,
  plateKey TEXT,
  phoneKey TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX ban_document ON ban (documentMatch) WHERE documentMatch IS NOT NULL;
CREATE INDEX ban_name ON ban (nameKey) WHERE nameKey IS NOT NULL;
CREATE INDEX ban_sound ON ban (soundKey) WHERE soundKey IS NOT NULL;
CREATE INDEX ban_plate ON ban (plateKey) WHERE plateKey IS NOT NULL;
CREATE INDEX ban_phone ON ban (phoneKey) WHERE phoneKey IS NOT NULL;

-- Beginnings of words by which holders ('h') and persons ('p') are found.
CREATE TABLE find_token (
  owner TEXT NOT NULL,
  token TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (owner, token, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX find_token_id ON find_token (owner, id);
`;
