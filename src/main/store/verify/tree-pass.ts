/**
 * One of the two passes over a database file: the hashes as they stand, held against the checkpoints. Whether each row has
 * the hash that stands beside it is the other pass's (chain-pass). Reads only; constant memory; does not throw for what a file can be.
 */
import { type Connection, openForReading } from '../connection.ts';
import { errorText, rawCode } from '../failures.ts';
import { CheckpointCheck, type ClaimedCheckpoint } from './checkpoint-check.ts';
import type { VerifyProblem } from './report.ts';
import { Slices } from './slices.ts';

/** As many as the other pass reads at once: both come to the same row where the file can't be read any further. */
const pageRows = 256;
const pageOfHashes = `SELECT seq, hash, kind = 'key.announced' FROM journal NOT INDEXED WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${pageRows}`;
type HashRow = [seq: number, hash: unknown, announces: number | null];
const busyTimeoutMs = 10_000;

/** What to look at: the file as the other pass found it. */
export interface TreeTask {
  readonly file: string;
  readonly post: string;
  readonly epoch: string;
  readonly lastSeq: number;
  /** Exact: rounded, a size above 2^53 would leave its checkpoint out. */
  readonly lastCheckpoint: bigint;
}

/** `afterRows`: how many rows had come by when the problem showed. */
export interface TreeVerdict {
  readonly problem: VerifyProblem | null;
  readonly afterRows: number;
  readonly checkpoints: number;
  readonly lastCheckpoint: { readonly size: number; readonly timeUtc: string | null } | null;
}

/** Hands the thread back every few milliseconds. */
export async function treePass(task: TreeTask): Promise<TreeVerdict> {
  let connection: Connection | null = null;
  const pass = new TreePass(task);
  try {
    connection = openForReading(task.file, busyTimeoutMs);
    return pass.verdict(await pass.run(connection));
  } catch (error) {
    if (rawCode(error) === null) throw error;
    return pass.verdict({ code: 'damaged', seq: pass.rows + 1, detail: errorText(error) });
  } finally {
    connection?.close();
  }
}

class TreePass {
  readonly #task: TreeTask;
  readonly #checkpoints: CheckpointCheck;
  rows = 0;

  constructor(task: TreeTask) {
    this.#task = task;
    this.#checkpoints = new CheckpointCheck(task);
  }

  verdict(problem: VerifyProblem | null): TreeVerdict {
    return { problem, afterRows: this.rows, checkpoints: this.#checkpoints.checked, lastCheckpoint: this.#checkpoints.last };
  }

  async run(connection: Connection): Promise<VerifyProblem | null> {
    const claimed = connection.db
      .prepare<[bigint], ClaimedCheckpoint>('SELECT size, note, subtrees FROM checkpoint WHERE size <= ? ORDER BY size')
      .iterate(this.#task.lastCheckpoint);
    try {
      return await this.#walk(connection, claimed);
    } finally {
      claimed.return?.();
    }
  }

  async #walk(connection: Connection, claimed: IterableIterator<ClaimedCheckpoint>): Promise<VerifyProblem | null> {
    const page = connection.db.prepare<[number, number], HashRow>(pageOfHashes).raw();
    const slices = new Slices();
    let pending = nextOf(claimed);
    let after = Number.NEGATIVE_INFINITY;
    for (;;) {
      const rows = page.all(after, this.#task.lastSeq);
      for (const row of rows) {
        after = row[0];
        const problem = this.#row(connection, row);
        if (problem !== null) return problem;
        if (pending === null || pending.size !== this.rows) continue;
        const bad = this.#checkpoints.checkpoint(pending);
        if (bad !== null) return bad;
        pending = nextOf(claimed);
      }
      if (rows.length < pageRows) return pending === null ? null : this.#checkpoints.beyond(pending);
      await slices.breathe();
    }
  }

  #row(connection: Connection, [seq, hash, announces]: HashRow): VerifyProblem | null {
    this.#checkpoints.row(hash);
    this.rows += 1;
    if (announces !== 1) return null;
    return this.#checkpoints.announcement(seq, connection.get<{ payload: unknown }>('SELECT payload FROM journal WHERE seq = ?', seq)?.payload);
  }
}

function nextOf<T>(items: Iterator<T>): T | null {
  const step = items.next();
  return step.done === true ? null : step.value;
}
