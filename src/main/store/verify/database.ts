/**
 * Verifies a database file beside a running post, or without one: two passes over the same rows, each with its own
 * connection, side by side on two cores where the log is long. Reads only.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Connection, openForReading } from '../connection.ts';
import { errorText, rawCode } from '../failures.ts';
import { fileKind } from '../migrate.ts';
import { type ChainVerdict, chainPass } from './chain-pass.ts';
import { parseNote } from './note.ts';
import { emptyTally, report, type Tally, type VerifyProblem, type VerifyReport } from './report.ts';
import { type TreeTask, type TreeVerdict, treePass } from './tree-pass.ts';

const busyTimeoutMs = 10_000;
/** Below it a thread costs more than it saves. */
const threadPaysRows = 50_000;
/** Built, this file is part of one bundle and the worker a file beside it. */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './tree-worker.ts' : './tree-worker.js', import.meta.url);

export interface VerifyOptions {
  /** Logs of at least so many rows are verified in two threads. */
  readonly rowsForThread?: number;
}

/** Never throws for what a file can be. */
export async function verifyDatabase(file: string, { rowsForThread = threadPaysRows }: VerifyOptions = {}): Promise<VerifyReport> {
  if (!existsSync(file)) return report(emptyTally, { code: 'notFound', seq: null, detail: file });
  let connection: Connection | null = null;
  /** The first row that can't be trusted when the file can't be read from here on. */
  let seq: number | null = null;
  try {
    connection = openForReading(file, busyTimeoutMs);
    const refusal = refuse(connection, file);
    if (refusal !== null) return report(emptyTally, refusal);
    seq = 1;
    return await bothPasses(connection, file, rowsForThread);
  } catch (error) {
    if (rawCode(error) === null) throw error;
    return report(emptyTally, { code: rawCode(error) === 'SQLITE_NOTADB' ? 'notOurs' : 'damaged', seq, detail: errorText(error) });
  } finally {
    connection?.close();
  }
}

function refuse(connection: Connection, file: string): VerifyProblem | null {
  const { kind, version } = fileKind(connection);
  if (kind === 'newer') return { code: 'newer', seq: null, detail: `schema ${version}` };
  return kind === 'ours' ? null : { code: 'notOurs', seq: null, detail: file };
}

async function bothPasses(connection: Connection, file: string, rowsForThread: number): Promise<VerifyReport> {
  // Inside one read transaction, so that the rows and what the tree pass is to look at belong together.
  connection.db.exec('BEGIN');
  const task = taskOf(connection, file);
  const [chain, tree] = await Promise.all([chainPass(connection, task), task.lastSeq < rowsForThread ? treePass(task) : treePassInThread(task)]);
  // A row comes before the checkpoint that covers it.
  const rowFirst = chain.problem !== null && (tree.problem === null || chain.rows < tree.afterRows);
  return report(tallyOf(connection, chain, tree), rowFirst ? chain.problem : (tree.problem ?? chain.problem));
}

function taskOf(connection: Connection, file: string): TreeTask {
  const meta = (name: string): string => connection.get<{ value: string }>('SELECT value FROM meta WHERE name = ?', name)?.value ?? '';
  const lastSeq = connection.get<{ last: number | null }>('SELECT max(seq) AS last FROM journal')?.last ?? 0;
  const checkpoints = connection.db.prepare<[], { last: bigint | null }>('SELECT max(size) AS last FROM checkpoint').safeIntegers();
  return { file, post: meta('post'), epoch: meta('epoch'), lastSeq, lastCheckpoint: checkpoints.get()?.last ?? 0n };
}

function treePassInThread(task: TreeTask): Promise<TreeVerdict> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    // Only after a message or an error; else it would be waited for in vain.
    worker.once('exit', (code) => reject(new Error(`the verifier's thread ended with ${code}`)));
  });
}

/** Of the checkpoints, only those over rows that hold. */
function tallyOf(connection: Connection, { problem, rows, firstSeq, lastSeq }: ChainVerdict, tree: TreeVerdict): Tally {
  const all = { rows, firstSeq, lastSeq, checkpoints: tree.checkpoints, lastCheckpoint: tree.lastCheckpoint };
  if (problem === null || (tree.lastCheckpoint?.size ?? 0) <= rows) return all;
  const under = connection.get<{ count: number; note: unknown; size: number | null }>(
    'SELECT count(*) AS count, note, max(size) AS size FROM checkpoint WHERE size <= ?',
    rows,
  );
  const size = under?.size ?? null;
  return { ...all, checkpoints: under?.count ?? 0, lastCheckpoint: size === null ? null : { size, timeUtc: parseNote(under?.note)?.timeUtc ?? null } };
}
