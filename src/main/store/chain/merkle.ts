/** RFC 6962 Merkle tree over row hashes, kept as a compact range: the roots of its perfect subtrees, largest first. Pure but for the hash. */
import { hash } from 'node:crypto';

export const hashBytes = 32;
const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** A tree that grows at its right end and remembers only what it needs to go on. */
export class MerkleRange {
  #size: number;
  readonly #subtrees: Buffer[];

  /** @param subtrees concatenated subtree roots as `subtrees()` answered them. @throws RangeError when they do not fit the size. */
  constructor(size = 0, subtrees: Uint8Array = new Uint8Array()) {
    this.#size = size;
    this.#subtrees = [];
    for (let at = 0; at < subtrees.length; at += hashBytes) this.#subtrees.push(Buffer.from(subtrees.subarray(at, at + hashBytes)));
    if (subtrees.length !== countOnes(size) * hashBytes) throw new RangeError(`a tree of ${size} leaves has other subtrees`);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf (RFC 6962 2.1: hash of 0x00 and the data). */
  append(data: Uint8Array): void {
    let node = sha256(Buffer.concat([leafPrefix, data]));
    // One bits at the low end of the size are subtrees as large as the one that just came to be.
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      const left = this.#subtrees.pop();
      if (left !== undefined) node = nodeHash(left, node);
    }
    this.#subtrees.push(node);
    this.#size += 1;
  }

  root(): Buffer {
    const [last, ...larger] = [...this.#subtrees].reverse();
    if (last === undefined) return sha256(Buffer.alloc(0));
    return larger.reduce((right, left) => nodeHash(left, right), last);
  }

  subtrees(): Buffer {
    return Buffer.concat(this.#subtrees);
  }
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.concat([nodePrefix, left, right]));
}

function sha256(data: Uint8Array): Buffer {
  // As text and back: a digest straight into a Buffer costs several times as much.
  return Buffer.from(hash('sha256', data, 'binary'), 'latin1');
}

function countOnes(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
