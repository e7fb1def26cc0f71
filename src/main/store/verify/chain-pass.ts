/**
 * One of the two passes over a database file: each row against the hash beside it, its place and the row before it.
 * What the checkpoints say is the other pass's (tree-pass). Reads only; constant memory.
 */
import type { Connection } from '../connection.ts';
import { errorText, rawCode } from '../failures.ts';
import { ChainCheck, type ClaimedRow, columns } from './chain-check.ts';
import type { VerifyProblem } from './report.ts';
import { Slices } from './slices.ts';

const pageRows = 256;
/**
 * SQLite writes the text that a row's hash is over: that costs half of handing over each column and writing it here.
 * Post and epoch are those of the log: a row with others is looked at column by column anyway.
 */
const hashedText = `concat('guardpost-row-v1' || char(10) || '{"actor":', json_quote(actor), ',"arrivedAtUtc":', json_quote(arrivedAtUtc),
  ',"enteredAtUtc":', json_quote(enteredAtUtc), @epochMember, ',"eventAtUtc":', json_quote(eventAtUtc), ',"kind":', json_quote(kind),
  ',"payload":', payload, @postMember, ',"prevHash":', json_quote(prevHash), ',"role":', json_quote(role),
  ',"seat":', json_quote(seat), ',"seq":', seq, ',"subject":', json_quote(subject), '}')`;
const pageOfRows = `SELECT seq, ${hashedText}, prevHash, hash, post = @post AND epoch = @epoch
  FROM journal NOT INDEXED WHERE seq > @after ORDER BY seq LIMIT ${pageRows}`;
type PageRow = [seq: number, text: string, prevHash: unknown, hash: unknown, ours: number | null];
const wholeRow = `SELECT ${columns} FROM journal NOT INDEXED WHERE seq = ?`;

export interface ChainVerdict {
  readonly problem: VerifyProblem | null;
  /** Rows that hold; the bad one not counted. */
  readonly rows: number;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
}

/** Hands the thread back every few milliseconds. To be called inside a read transaction. */
export async function chainPass(connection: Connection, log: { readonly post: string; readonly epoch: string }): Promise<ChainVerdict> {
  const chain = new ChainCheck({ log, whole: true, partial: false });
  const verdict = (problem: VerifyProblem | null): ChainVerdict => ({ problem, rows: chain.rows, firstSeq: chain.firstSeq, lastSeq: chain.lastSeq });
  try {
    return verdict(await walk(connection, log, chain));
  } catch (error) {
    if (rawCode(error) === null) throw error;
    return verdict({ code: 'damaged', seq: (chain.lastSeq ?? 0) + 1, detail: errorText(error) });
  }
}

async function walk(
  connection: Connection,
  { post, epoch }: { readonly post: string; readonly epoch: string },
  chain: ChainCheck,
): Promise<VerifyProblem | null> {
  const given = { post, epoch, postMember: `,"post":${JSON.stringify(post)}`, epochMember: `,"epoch":${JSON.stringify(epoch)}` };
  const page = connection.db.prepare<[object], PageRow>(pageOfRows).raw();
  const slices = new Slices();
  for (;;) {
    const rows = page.all({ ...given, after: chain.lastSeq ?? Number.NEGATIVE_INFINITY });
    for (const [seq, text, prevHash, hash, ours] of rows) {
      if (ours === 1 && chain.acceptIntact(seq, text, prevHash, hash)) continue;
      const problem = closerLook(connection, chain, seq);
      if (problem !== null) return problem;
    }
    if (rows.length < pageRows) return null;
    await slices.breathe();
  }
}

/** Says what is wrong, column by column. */
function closerLook(connection: Connection, chain: ChainCheck, seq: number): VerifyProblem | null {
  const row = connection.get<ClaimedRow>(wholeRow, seq);
  return row === undefined ? { code: 'malformed', seq, detail: 'row' } : chain.accept(row);
}
