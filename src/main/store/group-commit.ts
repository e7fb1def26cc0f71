/**
 * Group commit: what has arrived goes to disk in one transaction, each piece of work in its own savepoint, and promises
 * resolve after COMMIT. Knows nothing of what the works do. Never blocks the thread while another process writes: it tries again later.
 */
import type { Clock } from '../core/ports/clock.ts';
import { StoreFailure } from '../core/ports/ledger.ts';
import type { Connection } from './connection.ts';
import { diskCode, toStoreFailure } from './failures.ts';

/** A transaction takes no further work after this long, so that the thread is free again for the next frame. */
const sliceMs = 12;
const firstRetryMs = 2;
const maxRetryMs = 50;
const giveUpMs = 10_000;

interface Job {
  /** Does the work and keeps its value. */
  run(): void;
  settle(): void;
  reject(reason: unknown): void;
}

/** What has to know how a transaction goes. */
export interface GroupCommitHooks {
  /** A transaction began: another process may have written since the last one. */
  begun(): void;
  /** A work, or all that were in the transaction, were rolled back. */
  undone(): void;
  /** After COMMIT, when the promises of its works are settled. */
  committed(): void;
}

export class GroupCommit<Tx> {
  readonly #connection: Connection;
  readonly #tx: Tx;
  readonly #clock: Clock;
  readonly #hooks: GroupCommitHooks;
  #queue: Job[] = [];
  #timer: NodeJS.Timeout | null = null;
  #immediate: NodeJS.Immediate | null = null;
  #busySinceMonoMs: number | null = null;
  #retryMs = firstRetryMs;
  #closed = false;
  #idle: (() => void)[] = [];

  constructor(connection: Connection, tx: Tx, clock: Clock, hooks: GroupCommitHooks) {
    this.#connection = connection;
    this.#tx = tx;
    this.#clock = clock;
    this.#hooks = hooks;
  }

  /** Queues a piece of work. It must be synchronous: the transaction does not wait. */
  commit<T>(work: (tx: Tx) => T): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreFailure('closed', 'the store is closed'));
    return new Promise<T>((resolve, reject) => {
      let value: { readonly of: T } | null = null;
      this.#queue.push({
        run: () => {
          const result = work(this.#tx);
          if (result instanceof Promise) throw new TypeError('a work of the ledger must not be asynchronous');
          value = { of: result };
        },
        settle: () => {
          if (value !== null) resolve(value.of);
        },
        reject,
      });
      this.#schedule();
    });
  }

  /** Takes no more work and resolves when all that was queued is settled. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#queue.length === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    if (this.#immediate !== null || this.#timer !== null) return;
    this.#immediate = setImmediate(() => {
      this.#immediate = null;
      this.#drain();
    });
  }

  #drain(): void {
    const begun = this.#begin();
    if (begun === 'later') return;
    const group: { job: Job; thrown: { readonly reason: unknown } | null }[] = [];
    let failure = begun === 'begun' ? null : begun;
    if (failure === null) {
      failure = this.#runGroup(group);
      failure ??= this.#attempt('COMMIT');
      if (failure !== null) this.#rollBack();
    } else {
      group.push(...this.#queue.splice(0).map((job) => ({ job, thrown: null })));
    }
    for (const { job, thrown } of group) {
      if (failure !== null) job.reject(failure);
      else if (thrown !== null) job.reject(thrown.reason);
      else job.settle();
    }
    this.#afterDrain(failure === null);
  }

  /** 'later' = another process writes, a retry is scheduled. A failure = the disk says no. */
  #begin(): 'begun' | 'later' | StoreFailure {
    const failure = this.#attempt('BEGIN IMMEDIATE');
    if (failure === null) {
      this.#busySinceMonoMs = null;
      this.#retryMs = firstRetryMs;
      return this.#begun();
    }
    if (failure.code !== 'busy') return failure;
    const nowMonoMs = this.#clock.monoMs();
    this.#busySinceMonoMs ??= nowMonoMs;
    if (nowMonoMs - this.#busySinceMonoMs >= giveUpMs) {
      this.#busySinceMonoMs = null;
      return failure;
    }
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#drain();
    }, this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, maxRetryMs);
    return 'later';
  }

  /** Who has to know may read from the disk for it. */
  #begun(): 'begun' | StoreFailure {
    try {
      this.#hooks.begun();
      return 'begun';
    } catch (error) {
      this.#rollBack();
      return toStoreFailure(error);
    }
  }

  /** Runs queued works until the slice is over. Answers a failure when the disk failed: then nothing of the group is kept. */
  #runGroup(group: { job: Job; thrown: { readonly reason: unknown } | null }[]): StoreFailure | null {
    const endMonoMs = this.#clock.monoMs() + sliceMs;
    // Alone it needs no savepoint: if it throws, the whole transaction goes.
    const alone = this.#queue.length === 1;
    let taken = 0;
    let failure: StoreFailure | null = null;
    for (const job of this.#queue) {
      taken += 1;
      const outcome = alone ? this.#runAlone(job) : this.#runOne(job);
      group.push({ job, thrown: outcome.thrown });
      failure = outcome.failure;
      // Alone stays alone: what the work itself has queued comes next time.
      if (failure !== null || alone || this.#clock.monoMs() >= endMonoMs) break;
    }
    this.#queue = this.#queue.slice(taken);
    return failure;
  }

  #runAlone(job: Job): { readonly thrown: { readonly reason: unknown } | null; readonly failure: StoreFailure | null } {
    try {
      job.run();
      return { thrown: null, failure: null };
    } catch (reason) {
      this.#hooks.undone();
      if (diskCode(reason) !== null || !this.#connection.db.inTransaction) return { thrown: null, failure: toStoreFailure(reason) };
      // An empty transaction takes its place, so that what follows is the same as with many.
      return { thrown: { reason }, failure: this.#attempt('ROLLBACK') ?? this.#attempt('BEGIN IMMEDIATE') };
    }
  }

  #runOne(job: Job): { readonly thrown: { readonly reason: unknown } | null; readonly failure: StoreFailure | null } {
    try {
      this.#connection.run('SAVEPOINT work');
      job.run();
      this.#connection.run('RELEASE work');
      return { thrown: null, failure: null };
    } catch (reason) {
      this.#hooks.undone();
      // SQLite itself ends the transaction when the disk fails.
      if (diskCode(reason) !== null || !this.#connection.db.inTransaction) return { thrown: null, failure: toStoreFailure(reason) };
      const failure = this.#attempt('ROLLBACK TO work') ?? this.#attempt('RELEASE work');
      return { thrown: { reason }, failure };
    }
  }

  #attempt(sql: string): StoreFailure | null {
    try {
      this.#connection.run(sql);
      return null;
    } catch (error) {
      return toStoreFailure(error);
    }
  }

  #rollBack(): void {
    this.#hooks.undone();
    if (this.#connection.db.inTransaction) this.#attempt('ROLLBACK');
  }

  #afterDrain(committed: boolean): void {
    if (this.#queue.length > 0) this.#schedule();
    else for (const resolve of this.#idle.splice(0)) resolve();
    if (committed) this.#hooks.committed();
  }
}
