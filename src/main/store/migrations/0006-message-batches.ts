/** Known broker messages by batch: a row and two index entries for each made a flood write its pages several times over. */
export const sql = `
-- upTo: how many messages were remembered so far, this batch included. keys: one per line.
CREATE TABLE message_batch (upTo INTEGER PRIMARY KEY, keys TEXT NOT NULL) STRICT;
INSERT INTO message_batch (upTo, keys) SELECT max(n), group_concat(key, char(10)) FROM message HAVING count(*) > 0;
DROP TABLE message;
`;
