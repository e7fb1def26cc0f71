/** RFC 6962 tree of the verifier: a stack of (height, root), folded when two of one height meet. Own code, apart from chain/merkle. */
import { hash } from 'node:crypto';

interface Part {
  readonly height: number;
  /** 32 bytes as Latin-1 text: a digest as text costs a sixth of one as a Buffer. */
  readonly node: string;
}

export class TreeCheck {
  readonly #stack: Part[] = [];
  readonly #leaf = Buffer.alloc(33, 0);
  readonly #pair = Buffer.alloc(65, 1);
  size = 0;

  /** @param rowHash hex SHA-256 of a row. */
  add(rowHash: string): void {
    this.#leaf.write(rowHash, 1, 'hex');
    let top: Part = { height: 0, node: hash('sha256', this.#leaf, 'binary') };
    for (let left = this.#stack.at(-1); left !== undefined && left.height === top.height; left = this.#stack.at(-1)) {
      this.#stack.pop();
      top = { height: top.height + 1, node: this.#join(left.node, top.node) };
    }
    this.#stack.push(top);
    this.size += 1;
  }

  root(): Buffer {
    const parts = this.#stack.map((part) => part.node).reverse();
    const [smallest, ...larger] = parts;
    const root = smallest === undefined ? hash('sha256', '', 'binary') : larger.reduce((right, left) => this.#join(left, right), smallest);
    return Buffer.from(root, 'latin1');
  }

  /** The perfect subtrees, largest first, one after the other. */
  subtrees(): Buffer {
    return Buffer.from(this.#stack.map((part) => part.node).join(''), 'latin1');
  }

  #join(left: string, right: string): string {
    this.#pair.write(left, 1, 'latin1');
    this.#pair.write(right, 33, 'latin1');
    return hash('sha256', this.#pair, 'binary');
  }
}
