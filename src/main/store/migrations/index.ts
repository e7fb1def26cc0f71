/** All steps of the schema in order. A step that has shipped is never changed; a new one is added. */
import { sql as journal } from './0001-journal.ts';
import { sql as vault } from './0002-vault.ts';
import { sql as state } from './0003-state.ts';
import { sql as searchProgress } from './0004-search-progress.ts';
import { sql as accountLockCardReason } from './0005-account-lock-card-reason.ts';
import { sql as messageBatches } from './0006-message-batches.ts';
import { sql as cardPin } from './0007-card-pin.ts';
import { sql as kept } from './0008-kept.ts';
import { sql as alarmSubjects } from './0009-alarm-subjects.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  { version: 1, name: 'journal', sql: journal },
  { version: 2, name: 'vault', sql: vault },
  { version: 3, name: 'state', sql: state },
  { version: 4, name: 'search-progress', sql: searchProgress },
  { version: 5, name: 'account-lock-card-reason', sql: accountLockCardReason },
  { version: 6, name: 'message-batches', sql: messageBatches },
  { version: 7, name: 'card-pin', sql: cardPin },
  { version: 8, name: 'kept', sql: kept },
  { version: 9, name: 'alarm-subjects', sql: alarmSubjects },
];

export const newestVersion = migrations.length;
