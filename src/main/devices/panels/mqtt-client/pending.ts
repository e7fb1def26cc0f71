/** Packet identifiers of our own and who waits for their answers (MQTT 3.1.1, 2.3.1). */
const highestId = 65_535;

/** `closed`: the connection ended before an answer came. */
export type Answered<Answer> = (answer: Answer | 'closed') => void;

export class Pending<Answer> {
  readonly #waiting = new Map<number, Answered<Answer>>();
  #last = 0;

  /** An identifier that is not in use; `answered` is called once. */
  add(answered: Answered<Answer>): number {
    if (this.#waiting.size >= highestId) throw new Error('every packet identifier is in use');
    do this.#last = (this.#last % highestId) + 1;
    while (this.#waiting.has(this.#last));
    this.#waiting.set(this.#last, answered);
    return this.#last;
  }

  /** An answer to nothing that we asked is left aside. */
  settle(id: number | undefined, answer: Answer): void {
    if (id === undefined) return;
    const answered = this.#waiting.get(id);
    this.#waiting.delete(id);
    answered?.(answer);
  }

  /** Tells all who still wait that nothing comes any more. */
  close(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const answered of waiting) answered('closed');
  }
}
