/** Verifies an export: one journal row per line. Needs nothing but the text; constant memory. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import type { Json } from '../../../shared/model/journal.ts';
import { canonicalJson } from '../chain/canonical-json.ts';
import { errorText, rawCode } from '../failures.ts';
import { ChainCheck, type ClaimedRow } from './chain-check.ts';
import { KeyChain } from './key-chain.ts';
import { emptyTally, report, type VerifyProblem, type VerifyReport } from './report.ts';

export interface JsonlOptions {
  /** Rows may be missing in between: the export holds only some kinds. */
  readonly partial?: boolean;
}

const members = [
  'post',
  'epoch',
  'seq',
  'kind',
  'eventAtUtc',
  'arrivedAtUtc',
  'enteredAtUtc',
  'actor',
  'role',
  'seat',
  'subject',
  'payload',
  'prevHash',
  'hash',
];
const maxLineCharacters = 16 * 1024 * 1024;

/** Takes a path or the lines themselves. Never throws for what a file can hold. */
export async function verifyJsonl(source: string | Iterable<string> | AsyncIterable<string>, options: JsonlOptions = {}): Promise<VerifyReport> {
  if (typeof source === 'string' && !(existsSync(source) && statSync(source).isFile())) {
    return report(emptyTally, { code: 'notFound', seq: null, detail: source });
  }
  const chain = new ChainCheck({ log: null, whole: false, partial: options.partial === true });
  let problem: VerifyProblem | null;
  try {
    problem = await walk(typeof source === 'string' ? linesOf(source) : source, chain, options.partial === true);
  } catch (error) {
    if (rawCode(error) === null) throw error;
    problem = { code: 'damaged', seq: null, detail: errorText(error) };
  }
  return report({ ...emptyTally, rows: chain.rows, firstSeq: chain.firstSeq, lastSeq: chain.lastSeq }, problem);
}

async function walk(lines: Iterable<string> | AsyncIterable<string>, chain: ChainCheck, partial: boolean): Promise<VerifyProblem | null> {
  let keys: KeyChain | null = null;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const row = parseLine(line);
    if (row === null) return { code: 'malformed', seq: (chain.lastSeq ?? 0) + 1, detail: line.slice(0, 60) };
    const problem = chain.accept(row);
    if (problem !== null) return problem;
    keys ??= new KeyChain(chain.firstSeq === 1 && !partial);
    // In an export of some kinds an announcement may be left out, and the next one has nothing to follow.
    if (!partial && row.kind === 'key.announced' && keys.announce(row.payload) === null) return { code: 'keyBroken', seq: chain.lastSeq, detail: '' };
  }
  return null;
}

function parseLine(line: string): ClaimedRow | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Said by the caller, with the place.
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const row = value as ClaimedRow & { readonly payload: Json };
  // Nothing missing and nothing beside: what is not under the hash must not look as if it were.
  const exact = Object.keys(row).length === members.length && members.every((name) => Object.hasOwn(row, name));
  if (!exact || typeof row.payload !== 'object' || row.payload === null) return null;
  return { ...row, payload: canonicalJson(row.payload) };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  let begun = false;
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    // Editors put a byte order mark in front; it is no part of the log.
    const text = begun ? String(chunk) : String(chunk).replace(/^\uFEFF/, '');
    begun = true;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    // Not a log: keep no more of it in memory. What is cut is not JSON and is reported as such.
    if (rest.length > maxLineCharacters) rest = rest.slice(0, 100);
    yield* lines;
  }
  yield rest;
}
