/** The store of a running post: the ledger with its checkpoints. Made by `openStore`. */
import type { Clock, NewId } from '../core/ports/clock.ts';
import { type Ledger, type Reads, StoreFailure } from '../core/ports/ledger.ts';
import { createReads, createTx, type StoreTx } from './aggregates.ts';
import { AlarmMemory } from './alarm-memory.ts';
import { type CardToImport, type StagedCards, stageCards } from './card-import.ts';
import { type Checkpoint, takeCheckpoint } from './chain/checkpoint.ts';
import { CheckpointSchedule } from './chain/checkpoint-schedule.ts';
import type { Connection } from './connection.ts';
import { GroupCommit } from './group-commit.ts';
import { type Identity, JournalWriter } from './journal.ts';
import { catchUp, indexedSeq, RecentEntries } from './search-index.ts';
import { SearchSchedule } from './search-schedule.ts';
import type { DocumentVault } from './vault/document-vault.ts';

export interface Store extends Ledger {
  /** The database file. */
  readonly file: string;
  readonly post: string;
  readonly epoch: string;
  commit<T>(work: (tx: StoreTx) => T): Promise<T>;
  /** Puts cards ready for `StoreTx.saveStagedCards`, without making anyone wait who writes. */
  stageCards(cards: Iterable<CardToImport>, newId: NewId): StagedCards;
  /** Called after each COMMIT of this process, when its promises are settled. Answers the disposer. */
  onCommitted(listener: () => void): () => void;
  /** Signs all rows that are not under a checkpoint yet; null when there are none. @throws StoreFailure */
  checkpointNow(): Promise<Checkpoint | null>;
  /** Finishes what is queued, takes a last checkpoint, brings the search index to the end and closes. Later commits reject with 'closed'. */
  close(): Promise<void>;
}

export class PostStore implements Store {
  readonly file: string;
  readonly post: string;
  readonly epoch: string;
  readonly read: Reads;
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #commits: GroupCommit<StoreTx>;
  readonly #checkpoints: CheckpointSchedule;
  readonly #search: SearchSchedule;
  readonly #recent = new RecentEntries();
  readonly #listeners = new Set<() => void>();
  readonly #identity: Identity;
  #truncateLog = false;
  #closing: Promise<void> | null = null;

  constructor(connection: Connection, file: string, identity: Identity, vault: DocumentVault | null, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    this.file = file;
    this.#identity = identity;
    this.post = identity.post;
    this.epoch = identity.epoch;
    const alarms = new AlarmMemory();
    this.read = createReads(connection, vault, alarms);
    const journal = new JournalWriter(connection, identity, clock, this.#recent);
    const erased = (): void => {
      this.#truncateLog = true;
    };
    const tx = createTx(connection, { vault, journal, alarms, read: this.read, erased });
    this.#commits = new GroupCommit(connection, tx, clock, {
      begun() {
        journal.forgetHead();
        alarms.begun(connection);
      },
      undone() {
        journal.forgetHead();
        alarms.clear();
      },
      committed: () => this.#afterCommit(),
    });
    this.#checkpoints = new CheckpointSchedule(() => this.checkpointNow(), signedSize(connection));
    this.#search = new SearchSchedule((rows) => this.commit(() => catchUp(connection, this.#recent, rows)), indexedSeq(connection));
    // What a crash or another process left.
    if (!connection.db.readonly) this.#search.changed(this.read.lastSeq());
  }

  commit<T>(work: (tx: StoreTx) => T): Promise<T> {
    if (this.#connection.db.readonly) return Promise.reject(new StoreFailure('readOnly', 'the store was opened for reading only'));
    return this.#commits.commit(work);
  }

  stageCards(cards: Iterable<CardToImport>, newId: NewId): StagedCards {
    return stageCards(this.#connection, cards, newId);
  }

  onCommitted(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async checkpointNow(): Promise<Checkpoint | null> {
    return takeCheckpoint({
      commit: (work) => this.commit(work),
      connection: this.#connection,
      databaseFile: this.file,
      identity: this.#identity,
      clock: this.#clock,
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#checkpoints.stop();
    this.#search.stop();
    if (!this.#connection.db.readonly) await this.#lastWrites();
    await this.#commits.close();
    this.#listeners.clear();
    this.#connection.close();
  }

  /** A disk that fails at the end must not keep the post from stopping: the rows are safe, the next start signs and indexes them. */
  async #lastWrites(): Promise<void> {
    try {
      await this.checkpointNow();
      await this.commit(() => catchUp(this.#connection, this.#recent));
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
    }
  }

  #afterCommit(): void {
    // Where another process reads just now this does nothing, and the next commit tries again.
    if (this.#truncateLog) this.#truncateLog = !truncateLog(this.#connection);
    const lastSeq = this.read.lastSeq();
    this.#checkpoints.changed(lastSeq);
    this.#search.changed(lastSeq);
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Moves all of the write-ahead log into the file and empties it; false when someone is reading. */
function truncateLog(connection: Connection): boolean {
  const [outcome] = connection.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return outcome?.busy === 0;
}

function signedSize(connection: Connection): number {
  return connection.get<{ size: number }>('SELECT coalesce(max(size), 0) AS size FROM checkpoint')?.size ?? 0;
}
