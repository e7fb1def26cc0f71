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
/**
 * SQLite writes the text that a row's hash is over: that costs half of handing over each column and writing it here.
 * Post and epoch are those of the log: a row with others is looked at column by column anyway.
 */
const hashedText = `concat('guardpost-row-v1' || char(10) || '{"actor":', json_quote(actor), ',"arrivedAtUtc":', json_quote(arrivedAtUtc),
  ',"enteredAtUtc":', json_quote(enteredAtUtc), @epochMember, ',"eventAtUtc":', json_quote(eventAtUtc), ',"kind":', json_quote(kind),
  ',"payload":', payload, @postMember, ',"prevHash":', json_quote(prevHash), ',"role":', json_quote(role),
  ',"seat":', json_quote(seat), ',"seq":', seq, ',"subject":', json_quote(subject), '}')`;
const pageOfRows = `SELECT seq, ${hashedText}, prevHash, hash, post = @post AND epoch = @epoch, kind = 'key.announced'
  FROM journal NOT INDEXED WHERE seq > @after ORDER BY seq LIMIT ${pageRows}`;
type PageRow = [seq: number, text: string, prevHash: unknown, hash: unknown, ours: number | null, announces: number | null];
const wholeRow = `SELECT ${columns} FROM journal NOT INDEXED WHERE seq = ?`;
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
  readonly #log: { readonly post: string; readonly epoch: string };
  #sliceEndMonoMs = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#log = { post: this.#meta('post'), epoch: this.#meta('epoch') };
    this.#chain = new ChainCheck({ log: this.#log, whole: true, partial: false });
    this.#checkpoints = new CheckpointCheck(this.#log);
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
    const { post, epoch } = this.#log;
    const given = { post, epoch, postMember: `,"post":${JSON.stringify(post)}`, epochMember: `,"epoch":${JSON.stringify(epoch)}` };
    const page = this.#connection.db.prepare<[object], PageRow>(pageOfRows).raw();
    let pending = nextOf(checkpoints);
    for (;;) {
      const rows = page.all({ ...given, after: this.#chain.lastSeq ?? Number.MIN_SAFE_INTEGER });
      for (const row of rows) {
        const problem = this.#rowProblem(row);
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

  #rowProblem([seq, text, prevHash, hash, ours, announces]: PageRow): VerifyProblem | null {
    if (ours !== 1 || !this.#chain.acceptIntact(seq, text, prevHash, hash)) {
      const problem = this.#closerLook(seq);
      if (problem !== null) return problem;
    }
    this.#checkpoints.row(hash);
    if (announces !== 1) return null;
    return this.#checkpoints.announcement(seq, this.#wholeRow(seq)?.payload);
  }

  /** Says what is wrong, column by column. */
  #closerLook(seq: number): VerifyProblem | null {
    const row = this.#wholeRow(seq);
    return row === undefined ? { code: 'malformed', seq, detail: 'row' } : this.#chain.accept(row);
  }

  #wholeRow(seq: number): ClaimedRow | undefined {
    return this.#connection.get<ClaimedRow>(wholeRow, seq);
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
