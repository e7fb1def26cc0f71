/** A simulated reader's side of a file transfer (SIA OSDP v2.2, Annex E): takes fragments in order and keeps the whole file. */
import type { Command, Reply } from '../../readers/osdp/messages.ts';
import type { FileHabits } from './model.ts';

const goOn = 0;
const done = 1;
/** The specification's "the file can't be taken". */
const notTaken = -2;

export interface TakenFile {
  readonly type: number;
  readonly bytes: Uint8Array;
}

export class FileIntake {
  /** Whole files, oldest first. */
  readonly taken: TakenFile[] = [];
  readonly #habits: FileHabits;
  #type = -1;
  #bytes: number[] = [];

  constructor(habits: FileHabits) {
    this.#habits = habits;
  }

  take({ type, totalBytes, offset, fragment }: Extract<Command, { name: 'fileTransfer' }>): Reply {
    if (offset === 0) [this.#type, this.#bytes] = [type, []];
    if (type !== this.#type || offset !== this.#bytes.length || offset + fragment.length > totalBytes) return this.#status(notTaken);
    this.#bytes.push(...fragment);
    if (this.#bytes.length < totalBytes) return this.#status(goOn);
    this.taken.push({ type, bytes: Uint8Array.from(this.#bytes) });
    return this.#status(this.#habits.endStatus ?? done);
  }

  #status(status: number): Reply {
    return { name: 'ftStat', flags: 0, delayMs: this.#habits.delayMs ?? 0, status, newMaxBytes: this.#habits.newMaxBytes ?? 0 };
  }
}
