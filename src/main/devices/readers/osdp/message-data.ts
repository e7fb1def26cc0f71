/**
 * Writes and reads the data of one message, byte after byte; integers have no sign and the low byte first (SIA OSDP v2.2, clause 5).
 * Nothing here throws: the first problem is kept and told at the end. What the bytes mean is in the layouts.
 */
import type { MessageProblem } from './messages.ts';
import { fail, ok, type Result } from './result.ts';

export class DataWriter {
  readonly #bytes: number[] = [];
  #problem: MessageProblem | null = null;

  byte(value: number): void {
    this.integer(value, 1);
  }

  integer(value: number, bytes: number): void {
    if (!Number.isInteger(value) || value < 0 || value >= 256 ** bytes) this.refuse('badValue');
    for (let at = 0; at < bytes; at += 1) this.#bytes.push(Math.floor(value / 256 ** at) & 0xff);
  }

  all(bytes: Uint8Array): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }

  refuse(problem: MessageProblem): void {
    this.#problem ??= problem;
  }

  /** What was written, unless something was refused. */
  finish(maxBytes: number): Result<Uint8Array, MessageProblem> {
    if (this.#problem !== null) return fail(this.#problem);
    return this.#bytes.length > maxBytes ? fail('tooLong') : ok(Uint8Array.from(this.#bytes));
  }
}

export class DataReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #problem: MessageProblem | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get remainingBytes(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    return this.integer(1);
  }

  /** 0 where bytes are missing. */
  integer(bytes: number): number {
    return this.take(bytes).reduceRight((sum, byte) => sum * 256 + byte, 0);
  }

  /** A copy; shorter where bytes are missing. */
  take(bytes: number): Uint8Array {
    if (bytes > this.remainingBytes) this.refuse('tooShort');
    const taken = this.#bytes.slice(this.#at, this.#at + bytes);
    this.#at += taken.length;
    return taken;
  }

  refuse(problem: MessageProblem): void {
    this.#problem ??= problem;
  }

  /** The value that was read, unless something was refused or bytes are left. */
  finish<T>(value: T): Result<T, MessageProblem> {
    if (this.#problem !== null) return fail(this.#problem);
    return this.remainingBytes > 0 ? fail('tooLong') : ok(value);
  }
}
