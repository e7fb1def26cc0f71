/** When the search index catches up: a moment after a commit, or at once when many rows wait. Owns one timer while it is behind. */

const afterMs = 250;
/** More at once means fewer merges of the index, but a longer transaction and a longer search in what waits. */
const batchRows = 2000;

export class SearchSchedule {
  readonly #catchUp: (rows: number) => Promise<number>;
  #timer: NodeJS.Timeout | null = null;
  #indexedSeq: number;
  #lastSeq = 0;
  #running = false;
  #stopped = false;

  /**
   * @param catchUp indexes up to so many rows and answers the newest one in the index; a rejection is tried again at the next turn.
   * @param indexedSeq the newest row in the index when the store was opened.
   */
  constructor(catchUp: (rows: number) => Promise<number>, indexedSeq: number) {
    this.#catchUp = catchUp;
    this.#indexedSeq = indexedSeq;
  }

  /** To be called with the newest sequence number after each commit. */
  changed(lastSeq: number): void {
    this.#lastSeq = lastSeq;
    if (this.#stopped || this.#running || lastSeq <= this.#indexedSeq) return;
    if (lastSeq - this.#indexedSeq >= batchRows) this.#run();
    else this.#timer ??= setTimeout(() => this.#run(), afterMs).unref();
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
    this.#running = true;
    this.#catchUp(batchRows).then(
      (indexedSeq) => {
        this.#running = false;
        this.#indexedSeq = indexedSeq;
        this.changed(this.#lastSeq);
      },
      () => {
        // The disk failed or another process writes: the commits say so themselves. The next change starts the clock anew.
        this.#running = false;
      },
    );
  }
}
