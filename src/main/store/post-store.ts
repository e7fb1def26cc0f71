/** The store of a running post: the ledger with its checkpoints. Made by `openStore`. */
import type { Clock } from '../core/ports/clock.ts';
import { type Ledger, type Reads, StoreFailure } from '../core/ports/ledger.ts';
import { createReads, createTx, type StoreTx } from './aggregates.ts';
import { type Checkpoint, takeCheckpoint } from './chain/checkpoint.ts';
import { CheckpointSchedule } from './chain/checkpoint-schedule.ts';
import type { Connection } from './connection.ts';
import { GroupCommit } from './group-commit.ts';
import { type Identity, JournalWriter } from './journal.ts';
import type { DocumentVault } from './vault/document-vault.ts';

export interface Store extends Ledger {
  /** The database file. */
  readonly file: string;
  readonly post: string;
  readonly epoch: string;
  commit<T>(work: (tx: StoreTx) => T): Promise<T>;
  /** Called after each COMMIT of this process, when its promises are settled. Answers the disposer. */
  onCommitted(listener: () => void): () => void;
  /** Signs all rows that are not under a checkpoint yet; null when there are none. @throws StoreFailure */
  checkpointNow(): Promise<Checkpoint | null>;
  /** Finishes what is queued, takes a last checkpoint and closes. Later commits reject with 'closed'. */
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
    this.read = createReads(connection, vault);
    const journal = new JournalWriter(connection, identity, clock);
    const tx = createTx(connection, vault, journal, this.read, () => {
      this.#truncateLog = true;
    });
    this.#commits = new GroupCommit(connection, tx, clock, {
      begun: () => journal.begun(),
      workBegins: () => journal.workBegins(),
      workUndone: () => journal.workUndone(),
      beforeCommit: () => journal.index(),
      committed: () => this.#afterCommit(),
    });
    this.#checkpoints = new CheckpointSchedule(() => this.checkpointNow(), signedSize(connection));
  }

  commit<T>(work: (tx: StoreTx) => T): Promise<T> {
    if (this.#connection.db.readonly) return Promise.reject(new StoreFailure('readOnly', 'the store was opened for reading only'));
    return this.#commits.commit(work);
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
    if (!this.#connection.db.readonly) await this.#lastCheckpoint();
    await this.#commits.close();
    this.#listeners.clear();
    this.#connection.close();
  }

  /** A disk that fails at the end must not keep the post from stopping: the rows are safe, the next start signs them. */
  async #lastCheckpoint(): Promise<void> {
    try {
      await this.checkpointNow();
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
    }
  }

  #afterCommit(): void {
    // Where another process reads just now this does nothing, and the next commit tries again.
    if (this.#truncateLog) this.#truncateLog = !truncateLog(this.#connection);
    this.#checkpoints.changed(this.read.lastSeq());
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
