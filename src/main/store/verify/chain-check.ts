/**
 * Checks rows one after the other: hash, link, sequence, log. Reads the rule of the hash on its own,
 * apart from the code that writes it. Constant memory.
 */
import { hash } from 'node:crypto';
import type { VerifyProblem } from './report.ts';

export const columns = 'seq, post, epoch, kind, eventAtUtc, arrivedAtUtc, enteredAtUtc, actor, role, seat, subject, payload, prevHash, hash';

/** A row as it comes from a file that may hold anything; payload as JSON text. */
export interface ClaimedRow {
  readonly seq: unknown;
  readonly post: unknown;
  readonly epoch: unknown;
  readonly kind: unknown;
  readonly eventAtUtc: unknown;
  readonly arrivedAtUtc: unknown;
  readonly enteredAtUtc: unknown;
  readonly actor: unknown;
  readonly role: unknown;
  readonly seat: unknown;
  readonly subject: unknown;
  readonly payload: unknown;
  readonly prevHash: unknown;
  readonly hash: unknown;
}

export interface ChainOptions {
  /** The log whose rows these must be; null = whatever the first row says. */
  readonly log: { readonly post: string; readonly epoch: string } | null;
  /** Must begin at row 1. */
  readonly whole: boolean;
  /** Rows may be missing in between (an export of some kinds): what stands there is still checked. */
  readonly partial: boolean;
}

export class ChainCheck {
  readonly #options: ChainOptions;
  #log: { readonly post: unknown; readonly epoch: unknown } | null;
  #previousHash: unknown = '0'.repeat(64);
  rows = 0;
  firstSeq: number | null = null;
  lastSeq: number | null = null;

  constructor(options: ChainOptions) {
    this.#options = options;
    this.#log = options.log;
  }

  /** Answers what is wrong with the next row, or null. */
  accept(row: ClaimedRow): VerifyProblem | null {
    const problem = this.#placeProblem(row) ?? this.#contentProblem(row);
    if (problem !== null) return problem;
    this.#previousHash = row.hash;
    this.lastSeq = row.seq as number;
    this.firstSeq ??= this.lastSeq;
    this.rows += 1;
    return null;
  }

  /**
   * The quick way for the next row of a whole log: true when it is the one that has to stand here.
   * False says only that `accept` must look closer. @param text what the row's hash is over.
   */
  acceptIntact(seq: unknown, text: string, prevHash: unknown, rowHash: unknown): boolean {
    if (seq !== this.#next() || prevHash !== this.#previousHash || hash('sha256', text, 'hex') !== rowHash) return false;
    this.#previousHash = rowHash;
    this.lastSeq = seq;
    this.firstSeq ??= seq;
    this.rows += 1;
    return true;
  }

  #placeProblem(row: ClaimedRow): VerifyProblem | null {
    const { seq } = row;
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1) return { code: 'malformed', seq: this.#next(), detail: 'sequence number' };
    this.#log ??= { post: row.post, epoch: row.epoch };
    if (row.post !== this.#log.post || row.epoch !== this.#log.epoch) return { code: 'foreignRow', seq, detail: `${row.post}/${row.epoch}` };
    const first = this.lastSeq === null;
    if (!first && seq < this.#next()) return { code: 'rowOutOfOrder', seq: this.#next(), detail: `row ${seq} comes after row ${this.lastSeq}` };
    const jumps = first ? this.#options.whole && seq !== 1 : seq !== this.#next();
    if (jumps && !this.#options.partial) return { code: 'rowMissing', seq: this.#next(), detail: `row ${seq} comes instead` };
    return null;
  }

  #contentProblem(row: ClaimedRow): VerifyProblem | null {
    const seq = row.seq as number;
    if (rowHashOf(row) !== row.hash) return { code: 'rowChanged', seq, detail: '' };
    const follows = seq === 1 || (this.lastSeq !== null && seq === this.lastSeq + 1);
    if (follows && row.prevHash !== this.#previousHash) return { code: 'chainBroken', seq, detail: '' };
    return null;
  }

  #next(): number {
    return this.lastSeq === null ? 1 : this.lastSeq + 1;
  }
}

/** SHA-256 over the tag and the row's members in RFC 8785 order, without `hash`. */
function rowHashOf(row: ClaimedRow): string {
  const times = `"arrivedAtUtc":${quoted(row.arrivedAtUtc)},"enteredAtUtc":${quoted(row.enteredAtUtc)},"epoch":${quoted(row.epoch)},"eventAtUtc":${quoted(row.eventAtUtc)}`;
  const who = `"role":${quoted(row.role)},"seat":${quoted(row.seat)},"seq":${row.seq},"subject":${quoted(row.subject)}`;
  const text = `guardpost-row-v1\n{"actor":${quoted(row.actor)},${times},"kind":${quoted(row.kind)},"payload":${row.payload},"post":${quoted(row.post)},"prevHash":${quoted(row.prevHash)},${who}}`;
  return hash('sha256', text, 'hex');
}

// Most texts need no escape: then the quotes are all there is to add.
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
function quoted(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'string' && plain.test(value) ? `"${value}"` : JSON.stringify(value);
}
