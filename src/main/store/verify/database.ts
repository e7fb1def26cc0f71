/** Verifies a database file beside a running post, or without one. Reads only; hands the thread back every few milliseconds. */
import { existsSync } from 'node:fs';
import { type Connection, openForReading } from '../connection.ts';
import { errorText, rawCode } from '../failures.ts';
import { fileKind } from '../migrate.ts';
import { ChainCheck, type ClaimedRow, columns } from './chain-check.ts';
import { CheckpointCheck, type ClaimedCheckpoint } from './checkpoint-check.ts';
import { emptyTally, report, type Tally, type VerifyProblem, type VerifyReport } from './report.ts';

const sliceMs = 8;
const pageRows = 256;
const pageOfRows = `SELECT ${columns} FROM journal NOT INDEXED WHERE seq > ? ORDER BY seq LIMIT ${pageRows}`;
const busyTimeoutMs = 10_000;

/** Never throws for what a file can be. */
export async function verifyDatabase(file: string): Promise<VerifyReport> {
  if (!existsSync(file)) return report(emptyTally, { code: 'notFound', seq: null, detail: file });
  let connection: Connection | null = null;
  let scan: DatabaseScan | null = null;
  try {
    connection = openForReading(file, busyTimeoutMs);
    const refusal = refuse(connection, file);
    if (refusal !== null) return report(emptyTally, refusal);
    scan = new DatabaseScan(connection);
    const problem = await scan.run();
    return report(scan.tally(), problem);
  } catch (error) {
    if (rawCode(error) === null) throw error;
    return report(scan?.tally() ?? emptyTally, toProblem(error, scan));
  } finally {
    connection?.close();
  }
}

function refuse(connection: Connection, file: string): VerifyProblem | null {
  const { kind, version } = fileKind(connection);
  if (kind === 'newer') return { code: 'newer', seq: null, detail: `schema ${version}` };
  return kind === 'ours' ? null : { code: 'notOurs', seq: null, detail: file };
}

function toProblem(error: unknown, scan: DatabaseScan | null): VerifyProblem {
  if (rawCode(error) === 'SQLITE_NOTADB') return { code: 'notOurs', seq: null, detail: '' };
  return { code: 'damaged', seq: scan === null ? null : (scan.tally().lastSeq ?? 0) + 1, detail: errorText(error) };
}

class DatabaseScan {
  readonly #connection: Connection;
  readonly #chain: ChainCheck;
  readonly #checkpoints: CheckpointCheck;
  #sliceEndMonoMs = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    const log = { post: this.#meta('post'), epoch: this.#meta('epoch') };
    this.#chain = new ChainCheck({ log, whole: true, partial: false });
    this.#checkpoints = new CheckpointCheck(log);
  }

  async run(): Promise<VerifyProblem | null> {
    const { db } = this.#connection;
    // Inside one read transaction, so that rows and checkpoints belong together.
    db.exec('BEGIN');
    const checkpoints = db.prepare<[], ClaimedCheckpoint>('SELECT size, note, subtrees FROM checkpoint ORDER BY size').iterate();
    try {
      return await this.#walk(checkpoints);
    } finally {
      checkpoints.return?.();
    }
  }

  async #walk(checkpoints: IterableIterator<ClaimedCheckpoint>): Promise<VerifyProblem | null> {
    let pending = nextOf(checkpoints);
    for (;;) {
      const rows = this.#connection.all<ClaimedRow>(pageOfRows, this.#chain.lastSeq ?? Number.MIN_SAFE_INTEGER);
      for (const row of rows) {
        const problem = this.#chain.accept(row) ?? this.#checkpoints.row(row);
        if (problem !== null) return problem;
        if (pending === null || pending.size !== this.#chain.lastSeq) continue;
        const bad = this.#checkpoints.checkpoint(pending);
        if (bad !== null) return bad;
        pending = nextOf(checkpoints);
      }
      if (rows.length < pageRows) return pending === null ? null : this.#checkpoints.beyond(pending);
      await this.#breathe();
    }
  }

  async #breathe(): Promise<void> {
    if (performance.now() < this.#sliceEndMonoMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#sliceEndMonoMs = performance.now() + sliceMs;
  }

  tally(): Tally {
    const { rows, firstSeq, lastSeq } = this.#chain;
    return { rows, firstSeq, lastSeq, checkpoints: this.#checkpoints.checked, lastCheckpoint: this.#checkpoints.last };
  }

  #meta(name: string): string {
    return this.#connection.get<{ value: string }>('SELECT value FROM meta WHERE name = ?', name)?.value ?? '';
  }
}

function nextOf<T>(items: Iterator<T>): T | null {
  const step = items.next();
  return step.done === true ? null : step.value;
}
