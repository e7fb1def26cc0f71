/**
 * Journal before acknowledge, in groups (alarms.md 2, reliability.md 0.5): what arrives while a group is being written
 * makes the next group. One group at a time, in order of arrival. Must not know MQTT.
 */
export interface GroupCommitOptions<T> {
  /** Most items and bytes in one group; what is above waits at the sender (back-pressure). */
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly sizeOf: (item: T) => number;
  /** Writes a group; resolves when it is on disk. */
  readonly keep: (group: readonly T[]) => Promise<void>;
  readonly kept: (group: readonly T[]) => void;
  /** The group could not be written: answers which of these (the group and all that waited behind it) are to be tried again with the next. */
  readonly failed: (items: readonly T[], error: unknown) => readonly T[];
}

export class GroupCommit<T> {
  readonly #options: GroupCommitOptions<T>;
  #waiting: T[] = [];
  #waitingBytes = 0;
  #resume: (() => void) | null = null;
  #scheduled = false;
  #running: Promise<void> | null = null;

  constructor(options: GroupCommitOptions<T>) {
    this.#options = options;
  }

  /** `next` is called when another item may come: at once while there is room. */
  offer(item: T, next: () => void): void {
    this.#waiting.push(item);
    this.#waitingBytes += this.#options.sizeOf(item);
    this.#schedule();
    if (this.#isFull()) this.#resume = next;
    else next();
  }

  /** Resolves when nothing is waiting or being written. */
  async idle(): Promise<void> {
    while (this.#running !== null || this.#scheduled) {
      await (this.#running ?? new Promise<void>((resolve) => setImmediate(resolve)));
    }
  }

  #isFull(): boolean {
    return this.#waiting.length >= this.#options.maxItems || this.#waitingBytes >= this.#options.maxBytes;
  }

  /** After the messages that came in one read of the socket, and not before the group before is written. */
  #schedule(): void {
    if (this.#scheduled || this.#running !== null) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#running = this.#write().finally(() => {
        this.#running = null;
        if (this.#waiting.length > 0 && this.#resumable) this.#schedule();
      });
    });
  }

  /** After a failure the items that stay wait for the next that comes, so that a failing disk is not asked in a loop. */
  #resumable = true;

  async #write(): Promise<void> {
    const group = this.#waiting;
    this.#setWaiting([]);
    const resume = this.#resume;
    this.#resume = null;
    try {
      // The sender may go on while the disk works: its messages make the next group.
      const keeping = this.#options.keep(group);
      resume?.();
      await keeping;
      this.#resumable = true;
      this.#options.kept(group);
    } catch (error) {
      this.#resumable = false;
      // Who waits for room waits on a connection that is given up.
      this.#resume = null;
      this.#setWaiting([...this.#options.failed([...group, ...this.#waiting], error)]);
    }
  }

  #setWaiting(items: T[]): void {
    this.#waiting = items;
    this.#waitingBytes = items.reduce((bytes, item) => bytes + this.#options.sizeOf(item), 0);
  }
}
