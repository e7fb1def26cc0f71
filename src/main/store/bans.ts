/** The ban list, and whether a trace of someone is on it. Document numbers are kept only as keyed hashes. */

import type { Ban, BanMatch } from '../../shared/model/visits.ts';
import type { Reads, Tx } from '../core/ports/ledger.ts';
import type { Connection, SqlValue } from './connection.ts';
import type { DocumentVault } from './vault/document-vault.ts';
import { nameKey, phoneKey, plateKey, soundKey } from './vault/name-fold.ts';

type BanReads = Pick<Reads, 'bans' | 'matchBans'>;
type BanWrites = Pick<Tx, 'saveBan' | 'liftBan'>;
type BanRow = Omit<Ban, 'hasDocument'> & { readonly hasDocument: number };

const banRow =
  'SELECT banId, name, plate, phone, documentMatch IS NOT NULL AS hasDocument, reason, sayText, issuer, addedAtUtcMs, untilUtcMs, liftedAtUtcMs FROM ban';
const toBan = (row: BanRow): Ban => ({ ...row, hasDocument: row.hasDocument === 1 });

export function banReads(connection: Connection, vault: DocumentVault | null): BanReads {
  return {
    bans: () => connection.all<BanRow>(`${banRow} ORDER BY addedAtUtcMs DESC, banId LIMIT 5000`).map(toBan),
    matchBans(trace, atUtcMs) {
      // The surest trace first; a ban is named once, by the surest.
      const tries: [BanMatch['by'], string, SqlValue][] = [
        ['document', 'documentMatch', trace.documentNumber?.trim() && vault !== null ? vault.matchOf(trace.documentNumber) : null],
        ['plate', 'plateKey', plateKey(trace.plate ?? '')],
        ['phone', 'phoneKey', phoneKey(trace.phone ?? '')],
        ['name', 'nameKey', nameKey(trace.name ?? '')],
        ['name', 'soundKey', soundKey(trace.name ?? '')],
      ];
      const matches = new Map<string, BanMatch>();
      for (const [by, column, key] of tries) {
        if (key === null) continue;
        for (const ban of inForce(connection, column, key, atUtcMs)) if (!matches.has(ban.banId)) matches.set(ban.banId, { ban, by });
      }
      return [...matches.values()];
    },
  };
}

function inForce(connection: Connection, column: string, key: SqlValue, atUtcMs: number): Ban[] {
  return connection
    .all<BanRow>(`${banRow} WHERE ${column} = ? AND liftedAtUtcMs IS NULL AND (untilUtcMs IS NULL OR untilUtcMs > ?) LIMIT 50`, key, atUtcMs)
    .map(toBan);
}

export function banWrites(connection: Connection, vault: DocumentVault | null): BanWrites {
  return {
    saveBan(ban) {
      const document = ban.documentNumber?.trim() ? ban.documentNumber : null;
      if (document !== null && vault === null) throw new Error('a ban is only written through a store that has the key of the vault');
      connection.run(
        `INSERT INTO ban (banId, name, plate, phone, reason, sayText, issuer, addedAtUtcMs, untilUtcMs, documentMatch, nameKey, soundKey, plateKey, phoneKey)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ban.banId,
        ban.name,
        ban.plate,
        ban.phone,
        ban.reason,
        ban.sayText,
        ban.issuer,
        ban.addedAtUtcMs,
        ban.untilUtcMs,
        document === null || vault === null ? null : vault.matchOf(document),
        nameKey(ban.name),
        soundKey(ban.name),
        plateKey(ban.plate),
        phoneKey(ban.phone),
      );
    },
    liftBan: (banId, atUtcMs) => void connection.run('UPDATE ban SET liftedAtUtcMs = ? WHERE banId = ? AND liftedAtUtcMs IS NULL', atUtcMs, banId),
  };
}
