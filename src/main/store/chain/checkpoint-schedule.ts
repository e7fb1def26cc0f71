/** When to take a checkpoint: every 1,000 rows, or 60 s after a change. Owns one timer while there are changes. */

const everyRows = 1000;
const everyMs = 60_000;

export class CheckpointSchedule {
  readonly #take: () => Promise<{ readonly size: number } | null>;
  #timer: NodeJS.Timeout | null = null;
  #signedSize: number;
  #seenSeq: number;
  #taking = false;
  #stopped = false;

  /**
   * @param take signs what is not signed; a rejection is tried again at the next turn.
   * @param signedSize rows under a checkpoint when the store was opened.
   */
  constructor(take: () => Promise<{ readonly size: number } | null>, signedSize: number) {
    this.#take = take;
    this.#signedSize = signedSize;
    this.#seenSeq = signedSize;
  }

  /** To be called after each commit, with the newest sequence number. */
  changed(lastSeq: number): void {
    if (this.#stopped || lastSeq === this.#seenSeq) return;
    this.#seenSeq = lastSeq;
    this.#timer ??= setTimeout(() => this.#run(), everyMs).unref();
    if (lastSeq - this.#signedSize >= everyRows) this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#clearTimer();
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #run(): void {
    this.#clearTimer();
    if (this.#taking || this.#stopped) return;
    this.#taking = true;
    this.#signedSize = this.#seenSeq;
    this.#take().then(
      (checkpoint) => {
        this.#taking = false;
        if (checkpoint !== null) this.#signedSize = checkpoint.size;
      },
      () => {
        // The disk failed: the commits say so themselves. The next change starts the clock anew.
        this.#taking = false;
      },
    );
  }
}
