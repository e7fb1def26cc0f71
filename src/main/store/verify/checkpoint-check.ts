/** Holds the checkpoints against the rows as these come by: signature, key, root, and that none is missing. Constant memory. */
import { KeyChain } from './key-chain.ts';
import { isSignedBy, parseNote } from './note.ts';
import type { VerifyProblem } from './report.ts';
import { TreeCheck } from './tree-check.ts';

export interface ClaimedCheckpoint {
  readonly size: unknown;
  readonly note: unknown;
  readonly subtrees: unknown;
}

export class CheckpointCheck {
  readonly #origin: string;
  readonly #tree = new TreeCheck();
  readonly #keys = new KeyChain(true);
  #lastRoot: string | null = null;
  checked = 0;
  last: { readonly size: number; readonly timeUtc: string | null } | null = null;

  constructor(log: { readonly post: string; readonly epoch: string }) {
    this.#origin = `guardpost/${log.post}/${log.epoch}`;
  }

  /** A row that holds by itself. */
  row(rowHash: unknown): void {
    this.#tree.add(String(rowHash));
  }

  /** The same row, when it announces a key. */
  announcement(seq: number, payload: unknown): VerifyProblem | null {
    const announcement = this.#keys.announce(payload);
    if (announcement === null || this.#keys.current?.name !== this.#origin) return { code: 'keyBroken', seq, detail: '' };
    // The announcement names the checkpoint before it, so that it can't be taken out.
    if (announcement.checkpointSize !== (this.last?.size ?? 0) || announcement.checkpointRoot !== this.#lastRoot) {
      return { code: 'checkpointMissing', seq: Math.min(seq, (this.last?.size ?? 0) + 1), detail: `the one over ${announcement.checkpointSize} rows` };
    }
    return null;
  }

  /** The checkpoint that covers exactly the rows so far. */
  checkpoint(claimed: ClaimedCheckpoint): VerifyProblem | null {
    const size = this.#tree.size;
    const seq = (this.last?.size ?? 0) + 1;
    const note = parseNote(claimed.note);
    if (note === null || note.size !== size || note.size !== claimed.size) return { code: 'checkpointChanged', seq, detail: `over ${size} rows` };
    if (note.origin !== this.#origin) return { code: 'checkpointForeign', seq, detail: note.origin };
    const key = this.#keys.current;
    if (key === null || !note.signatures.some((line) => line.keyId === key.keyId && line.name === key.name)) {
      return { code: 'checkpointForeign', seq, detail: 'unknown key' };
    }
    if (!isSignedBy(note, key)) return { code: 'checkpointChanged', seq, detail: `over ${size} rows` };
    if (note.rootBase64 !== this.#tree.root().toString('base64')) return { code: 'checkpointMismatch', seq, detail: `between row ${seq} and row ${size}` };
    const { subtrees } = claimed;
    if (!(subtrees instanceof Uint8Array) || !this.#tree.subtrees().equals(subtrees)) return { code: 'checkpointChanged', seq, detail: 'subtrees' };
    this.checked += 1;
    this.last = { size, timeUtc: note.timeUtc };
    this.#lastRoot = note.rootBase64;
    return null;
  }

  /** Called at the end with the next checkpoint that no row reached. */
  beyond(claimed: ClaimedCheckpoint): VerifyProblem {
    return { code: 'tailMissing', seq: this.#tree.size + 1, detail: `up to row ${claimed.size}` };
  }
}
