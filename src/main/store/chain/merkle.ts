/** RFC 6962 Merkle tree over row hashes, kept as a compact range: the roots of its perfect subtrees, largest first. Pure but for the hash. */
import { hash } from 'node:crypto';

export const hashBytes = 32;
// Digests are kept as Latin-1 text: one in a Buffer of its own costs several times as much, and there is one per row and per node.
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const leafInput = Buffer.alloc(1 + hashBytes, 0);
const nodeInput = Buffer.alloc(1 + 2 * hashBytes, 1);

/** A tree that grows at its right end and remembers only what it needs to go on. */
export class MerkleRange {
  #size: number;
  readonly #subtrees: string[] = [];

  /** @param subtrees concatenated subtree roots as `subtrees()` answered them. @throws RangeError when they do not fit the size. */
  constructor(size = 0, subtrees: Uint8Array = new Uint8Array()) {
    this.#size = size;
    for (let at = 0; at < subtrees.length; at += hashBytes) this.#subtrees.push(textOf(subtrees.subarray(at, at + hashBytes)));
    if (subtrees.length !== countOnes(size) * hashBytes) throw new RangeError(`a tree of ${size} leaves has other subtrees`);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf (RFC 6962 2.1: hash of 0x00 and the data). @param rowHash hex, 32 bytes. */
  append(rowHash: string): void {
    if (leafInput.write(rowHash, 1, 'hex') !== hashBytes) throw new RangeError('a leaf is a row hash of 32 bytes');
    let node = hash('sha256', leafInput, 'binary');
    // One bits at the low end of the size are subtrees as large as the one that just came to be.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.#subtrees.pop();
      if (left !== undefined) node = nodeHash(left, node);
    }
    this.#subtrees.push(node);
    this.#size += 1;
  }

  root(): Buffer {
    const [last, ...larger] = [...this.#subtrees].reverse();
    const root = last === undefined ? hash('sha256', '', 'binary') : larger.reduce((right, left) => nodeHash(left, right), last);
    return Buffer.from(root, 'latin1');
  }

  subtrees(): Buffer {
    return Buffer.from(this.#subtrees.join(''), 'latin1');
  }
}

function nodeHash(left: string, right: string): string {
  nodeInput.write(left, 1, 'latin1');
  nodeInput.write(right, 1 + hashBytes, 'latin1');
  return hash('sha256', nodeInput, 'binary');
}

function countOnes(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
