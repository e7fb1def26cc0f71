/** Bytes of a socket → whole lines, in bounded memory. */

export class LineSplitter {
  readonly #maxBytes: number;
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The lines that the chunk completes, without their ends; null = one is too long, and nothing more can be understood. */
  push(chunk: Buffer): string[] | null {
    const lines: string[] = [];
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(0x0a, from);
      const piece = chunk.subarray(from, end === -1 ? chunk.length : end);
      this.#held.push(piece);
      this.#heldBytes += piece.length;
      if (this.#heldBytes > this.#maxBytes) return null;
      if (end === -1) break;
      lines.push(Buffer.concat(this.#held).toString('utf8'));
      this.#held = [];
      this.#heldBytes = 0;
      from = end + 1;
    }
    return lines;
  }
}
