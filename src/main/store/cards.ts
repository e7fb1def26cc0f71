/** Cards and where they last passed. */

import type { CardNumber, Credential } from '../../shared/model/cards.ts';
import type { LastPass, Reads, Tx } from '../core/ports/ledger.ts';
import type { Connection } from './connection.ts';

type CardReads = Pick<Reads, 'credential' | 'credentialsOf' | 'cardPin' | 'lastPass' | 'countCards'>;
type CardWrites = Pick<Tx, 'saveCredential' | 'setCardStatus' | 'setCardPin' | 'savePass'>;

// facility is '' in the table where a format has none.
const columns = `format, nullif(facility, '') AS facility, number, holderId, status, statusReason, statusNote, statusAtUtcMs, statusBy, validFromUtcMs, validUntilUtcMs`;
const byNumber = 'number = ? AND format = ? AND facility = ?';
const keyOf = (card: CardNumber): [string, string, string] => [card.number, card.format, card.facility ?? ''];

export function cardReads(connection: Connection): CardReads {
  return {
    credential: (card) => connection.get<Credential>(`SELECT ${columns} FROM credential WHERE ${byNumber}`, ...keyOf(card)) ?? null,
    credentialsOf: (holderId) => connection.all<Credential>(`SELECT ${columns} FROM credential WHERE holderId = ? ORDER BY format, number LIMIT 500`, holderId),
    cardPin: (card) => connection.get<{ hash: string }>(`SELECT hash FROM card_pin WHERE ${byNumber}`, ...keyOf(card))?.hash ?? null,
    lastPass: (card) => connection.get<LastPass>(`SELECT readerId, direction, atUtcMs, seq FROM last_pass WHERE ${byNumber}`, ...keyOf(card)) ?? null,
    countCards: () => connection.get<{ n: number }>('SELECT count(*) AS n FROM credential')?.n ?? 0,
  };
}

export function cardWrites(connection: Connection): CardWrites {
  return {
    saveCredential(credential) {
      connection.run(
        `INSERT INTO credential (number, format, facility, holderId, status, statusReason, statusNote, statusAtUtcMs, statusBy, validFromUtcMs, validUntilUtcMs)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET holderId = excluded.holderId, status = excluded.status, statusReason = excluded.statusReason,
           statusNote = excluded.statusNote, statusAtUtcMs = excluded.statusAtUtcMs, statusBy = excluded.statusBy,
           validFromUtcMs = excluded.validFromUtcMs, validUntilUtcMs = excluded.validUntilUtcMs`,
        ...keyOf(credential),
        credential.holderId,
        credential.status,
        credential.statusReason,
        credential.statusNote,
        credential.statusAtUtcMs,
        credential.statusBy,
        credential.validFromUtcMs,
        credential.validUntilUtcMs,
      );
    },
    setCardStatus(card, status, { reason, note }, by, atUtcMs) {
      connection.run(
        `UPDATE credential SET status = ?, statusReason = ?, statusNote = ?, statusBy = ?, statusAtUtcMs = ? WHERE ${byNumber}`,
        status,
        reason,
        note,
        by,
        atUtcMs,
        ...keyOf(card),
      );
    },
    setCardPin(card, hash) {
      connection.run(`DELETE FROM card_pin WHERE ${byNumber}`, ...keyOf(card));
      if (hash !== null) connection.run('INSERT INTO card_pin (number, format, facility, hash) VALUES (?, ?, ?, ?)', ...keyOf(card), hash);
    },
    savePass(card, pass) {
      connection.run(
        `INSERT INTO last_pass (number, format, facility, readerId, direction, atUtcMs, seq) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET readerId = excluded.readerId, direction = excluded.direction, atUtcMs = excluded.atUtcMs, seq = excluded.seq`,
        ...keyOf(card),
        pass.readerId,
        pass.direction,
        pass.atUtcMs,
        pass.seq,
      );
    },
  };
}
