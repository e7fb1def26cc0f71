/**
 * Cards by the hundred thousand: put ready in temporary tables first, where nobody waits, then taken over by a few statements
 * in one short transaction. Row by row in one transaction, a running post could not write a card read down for many seconds.
 */
import type { Credential, Holder } from '../../shared/model/cards.ts';
import type { NewId } from '../core/ports/clock.ts';
import type { Connection } from './connection.ts';
import { tokensOf } from './vault/find-tokens.ts';

export interface CardToImport extends Omit<Credential, 'holderId' | 'statusReason'> {
  readonly holder: string;
  readonly department: string;
}

/** Lies in temporary tables of this connection; `StoreTx.saveStagedCards` takes it over. */
export interface StagedCards {
  readonly cards: number;
  /** How many people these cards belong to. */
  readonly holders: number;
}

const credentialColumns = 'number, format, facility, holderId, status, statusNote, statusAtUtcMs, statusBy, validFromUtcMs, validUntilUtcMs';

/** Writes to memory only, so that no other process waits. What was staged before is dropped. */
export function stageCards(connection: Connection, cards: Iterable<CardToImport>, newId: NewId): StagedCards {
  connection.db.exec(`
    DROP TABLE IF EXISTS temp.staged_holder; DROP TABLE IF EXISTS temp.staged_token; DROP TABLE IF EXISTS temp.staged_card;
    CREATE TEMP TABLE staged_holder (holderId TEXT PRIMARY KEY, name TEXT, department TEXT) WITHOUT ROWID;
    CREATE TEMP TABLE staged_token (token TEXT, id TEXT, PRIMARY KEY (token, id)) WITHOUT ROWID;
    CREATE TEMP TABLE staged_card (${credentialColumns}, PRIMARY KEY (number, format, facility)) WITHOUT ROWID;
  `);
  const known = knownHolders(connection);
  const holderIds = new Set<string>();
  let count = 0;
  // Deferred: it writes to temporary tables alone, so it never takes the lock of the log.
  connection.run('BEGIN');
  for (const card of cards) {
    count += 1;
    const holderId = ownerOf(connection, card) ?? known.get(keyOf(card.holder, card.department)) ?? stageHolder(connection, card, newId, known);
    holderIds.add(holderId);
    connection.run(
      `INSERT INTO temp.staged_card (${credentialColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[card.number, card.format, card.facility ?? '', holderId, card.status, card.statusNote, card.statusAtUtcMs, card.statusBy],
      ...[card.validFromUtcMs, card.validUntilUtcMs],
    );
  }
  connection.run('COMMIT');
  return { cards: count, holders: holderIds.size };
}

const keyOf = (name: string, department: string): string => JSON.stringify([name, department]);

/** The same name in the same department is the same person. */
function knownHolders(connection: Connection): Map<string, string> {
  const rows = connection.all<Holder>('SELECT holderId, name, department FROM holder ORDER BY holderId DESC');
  return new Map(rows.map((row) => [keyOf(row.name, row.department), row.holderId]));
}

/** Who has this card already, where the file names the same person: of two people with one name that is the right one. */
function ownerOf(connection: Connection, card: CardToImport): string | null {
  const owner = connection.get<{ holderId: string }>(
    `SELECT h.holderId FROM credential c JOIN holder h ON h.holderId = c.holderId
     WHERE c.number = ? AND c.format = ? AND c.facility = ? AND h.name = ? AND h.department = ?`,
    ...[card.number, card.format, card.facility ?? '', card.holder, card.department],
  );
  return owner?.holderId ?? null;
}

function stageHolder(connection: Connection, { holder: name, department }: CardToImport, newId: NewId, known: Map<string, string>): string {
  const holderId = newId('holder');
  known.set(keyOf(name, department), holderId);
  connection.run('INSERT INTO temp.staged_holder (holderId, name, department) VALUES (?, ?, ?)', holderId, name, department);
  for (const token of tokensOf({ texts: [name, department], name })) {
    connection.run('INSERT INTO temp.staged_token (token, id) VALUES (?, ?)', token, holderId);
  }
  return holderId;
}

/** Inside the transaction. In the order of each table's key, so that its pages are written once. */
export function saveStagedCards(connection: Connection): void {
  connection.run('INSERT INTO holder (holderId, name, department) SELECT holderId, name, department FROM temp.staged_holder ORDER BY holderId');
  connection.run(`INSERT INTO find_token (owner, token, id) SELECT 'h', token, id FROM temp.staged_token ORDER BY token, id`);
  connection.run(
    `INSERT INTO credential (${credentialColumns}) SELECT ${credentialColumns} FROM temp.staged_card WHERE true ORDER BY number, format, facility
     ON CONFLICT DO UPDATE SET holderId = excluded.holderId, status = excluded.status, statusReason = NULL, statusNote = excluded.statusNote,
       statusAtUtcMs = excluded.statusAtUtcMs, statusBy = excluded.statusBy,
       validFromUtcMs = excluded.validFromUtcMs, validUntilUtcMs = excluded.validUntilUtcMs`,
  );
}
