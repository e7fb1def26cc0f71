/** Holders of cards and their photos, in the vault. */

import type { Holder } from '../../shared/model/cards.ts';
import type { Reads, Tx } from '../core/ports/ledger.ts';
import type { Connection } from './connection.ts';
import { findIds, saveTokens } from './vault/find-tokens.ts';

type HolderReads = Pick<Reads, 'holder' | 'findHolders' | 'photo'>;
type HolderWrites = Pick<Tx, 'saveHolder' | 'savePhoto'>;

const holderRow = `SELECT holderId, name, department, EXISTS (SELECT 1 FROM holder_photo p WHERE p.holderId = h.holderId) AS hasPhoto FROM holder h`;
type HolderRow = Omit<Holder, 'hasPhoto'> & { readonly hasPhoto: number };
const toHolder = (row: HolderRow): Holder => ({ ...row, hasPhoto: row.hasPhoto === 1 });

export function holderReads(connection: Connection): HolderReads {
  return {
    holder(holderId) {
      const row = connection.get<HolderRow>(`${holderRow} WHERE holderId = ?`, holderId);
      return row === undefined ? null : toHolder(row);
    },
    findHolders(text, limit) {
      const ids = new Set([...holdersOfCard(connection, text), ...findIds(connection, 'h', text)]);
      return connection
        .all<HolderRow>(`${holderRow} WHERE holderId IN (SELECT value FROM json_each(?))`, JSON.stringify([...ids]))
        .map(toHolder)
        .sort((a, b) => a.name.localeCompare(b.name) || (a.holderId < b.holderId ? -1 : 1))
        .slice(0, Math.max(0, limit));
    },
    photo(holderId) {
      return connection.get<{ mime: string; bytes: Buffer }>('SELECT mime, bytes FROM holder_photo WHERE holderId = ?', holderId) ?? null;
    },
  };
}

/** By the beginning of a card number, or `facility-number`. */
function holdersOfCard(connection: Connection, text: string): string[] {
  const typed = text.trim().toUpperCase();
  const pair = /^(\d+)-(\d+)$/.exec(typed);
  if (pair !== null) {
    return connection
      .all<{ holderId: string }>('SELECT holderId FROM credential WHERE number = ? AND facility = ? LIMIT 50', pair[2] ?? '', pair[1] ?? '')
      .map((row) => row.holderId);
  }
  if (typed.length < 2) return [];
  return connection
    .all<{ holderId: string }>('SELECT holderId FROM credential WHERE number >= ? AND number < ? LIMIT 50', typed, `${typed}\u{10FFFF}`)
    .map((row) => row.holderId);
}

export function holderWrites(connection: Connection): HolderWrites {
  return {
    saveHolder(holder) {
      connection.run(
        'INSERT INTO holder (holderId, name, department) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name, department = excluded.department',
        holder.holderId,
        holder.name,
        holder.department,
      );
      saveTokens(connection, 'h', holder.holderId, { texts: [holder.name, holder.department], name: holder.name });
    },
    savePhoto(holderId, photo) {
      if (photo === null) connection.run('DELETE FROM holder_photo WHERE holderId = ?', holderId);
      else {
        connection.run(
          'INSERT INTO holder_photo (holderId, mime, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET mime = excluded.mime, bytes = excluded.bytes',
          holderId,
          photo.mime,
          Buffer.from(photo.bytes),
        );
      }
    },
  };
}
