/** A record under way, in a buffer that can't grow: what doesn't fit is counted and the record is spoilt until it ends. */
export class RecordBuffer {
  readonly #bytes: Uint8Array;
  #length = 0;
  #overflow = 0;

  constructor(capacityBytes: number) {
    this.#bytes = new Uint8Array(capacityBytes);
  }

  /** All bytes of the record so far, also those that did not fit. */
  get size(): number {
    return this.#length + this.#overflow;
  }

  get overflowed(): boolean {
    return this.#overflow > 0;
  }

  add(byte: number): void {
    if (this.#length === this.#bytes.length || this.#overflow > 0) this.#overflow += 1;
    else {
      this.#bytes[this.#length] = byte;
      this.#length += 1;
    }
  }

  endsWith(tail: Uint8Array): boolean {
    if (this.overflowed || this.#length < tail.length) return false;
    return tail.every((byte, at) => this.#bytes[this.#length - tail.length + at] === byte);
  }

  /** A copy of what is kept so far. */
  peek(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** A copy of what was kept; the buffer is empty afterwards. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    this.#overflow = 0;
    return taken;
  }
}
