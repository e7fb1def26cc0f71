/** Puts the aggregates together to what a piece of work may read and write. */
import type { Reads, Tx } from '../core/ports/ledger.ts';
import type { AlarmMemory } from './alarm-memory.ts';
import { alarmReads, alarmWrites } from './alarms.ts';
import { banReads, banWrites } from './bans.ts';
import { saveStagedCards } from './card-import.ts';
import { cardReads, cardWrites } from './cards.ts';
import type { Connection } from './connection.ts';
import { erasePerson } from './erase.ts';
import { holderReads, holderWrites } from './holders.ts';
import { type JournalWriter, journalReads } from './journal.ts';
import { keptReads, keptWrites } from './kept.ts';
import { messageReads, messageWrites } from './messages.ts';
import { personReads, personWrites } from './persons.ts';
import { userReads, userWrites } from './users.ts';
import type { DocumentVault } from './vault/document-vault.ts';
import { visitReads, visitWrites } from './visits.ts';

/** What a piece of work may do, with what only the store offers. */
export interface StoreTx extends Tx {
  /** Destroys the person's vault row, salt and search words; false when there is no such person. Appends nothing. */
  erasePerson(personId: string): boolean;
  /** Takes over the cards of `Store.stageCards`: all of them, with their holders. */
  saveStagedCards(): void;
}

export function createReads(connection: Connection, vault: DocumentVault | null, alarms: AlarmMemory): Reads {
  return {
    ...journalReads(connection),
    ...cardReads(connection),
    ...holderReads(connection),
    ...alarmReads(connection, alarms),
    ...personReads(connection, vault),
    ...visitReads(connection),
    ...banReads(connection, vault),
    ...userReads(connection),
    ...messageReads(connection),
    ...keptReads(connection),
  };
}

export interface TxParts {
  readonly vault: DocumentVault | null;
  readonly journal: JournalWriter;
  readonly alarms: AlarmMemory;
  readonly read: Reads;
  /** Called when personal data is destroyed: the write-ahead log still holds it until it is truncated. */
  readonly erased: () => void;
}

export function createTx(connection: Connection, { vault, journal, alarms, read, erased }: TxParts): StoreTx {
  return {
    read,
    append: (row) => journal.append(row),
    erasePerson(personId) {
      erased();
      return erasePerson(connection, journal.recent, personId);
    },
    saveStagedCards: () => saveStagedCards(connection),
    ...cardWrites(connection),
    ...holderWrites(connection),
    ...alarmWrites(connection, alarms),
    ...personWrites(connection, vault),
    ...visitWrites(connection),
    ...banWrites(connection, vault),
    ...userWrites(connection),
    ...messageWrites(connection),
    ...keptWrites(connection),
  };
}
