/** What a verification says. */

export const verifyProblems = [
  'notFound',
  'notOurs',
  'newer',
  'damaged',
  'malformed',
  'rowChanged',
  'rowMissing',
  'rowOutOfOrder',
  'chainBroken',
  'foreignRow',
  'tailMissing',
  'checkpointChanged',
  'checkpointForeign',
  'checkpointMissing',
  'checkpointMismatch',
  'keyBroken',
  'personChanged',
] as const;
export type VerifyProblemCode = (typeof verifyProblems)[number];

export interface VerifyProblem {
  readonly code: VerifyProblemCode;
  /** The first sequence number that can't be trusted; null when the file as a whole can't be read. */
  readonly seq: number | null;
  readonly detail: string;
}

export interface VerifyReport {
  readonly ok: boolean;
  /** Rows that were checked, the bad one not counted. */
  readonly rows: number;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  readonly firstBadSeq: number | null;
  readonly problem: VerifyProblemCode | null;
  /** One line in English, for the terminal; a screen has its own words by `problem`. */
  readonly words: string;
  /** Checkpoints that were checked and hold. */
  readonly checkpoints: number;
  /** The last of them: how many rows it covers and when it was signed. */
  readonly lastCheckpoint: { readonly size: number; readonly timeUtc: string | null } | null;
}

const sentences: { readonly [code in VerifyProblemCode]: string } = {
  notFound: 'there is no such file',
  notOurs: 'the file is not a Guardpost log',
  newer: 'the file was written by a newer Guardpost',
  damaged: 'the file is damaged',
  malformed: 'this is not a journal row',
  rowChanged: 'the row was changed after it was written',
  rowMissing: 'rows are missing before this one',
  rowOutOfOrder: 'the row stands in the wrong place or twice',
  chainBroken: 'the row does not follow the row before it',
  foreignRow: 'the row comes from another log',
  tailMissing: 'rows at the end are missing: a checkpoint covers more',
  checkpointChanged: 'a checkpoint was changed after it was signed',
  checkpointForeign: 'a checkpoint comes from another log or was signed with an unknown key',
  checkpointMissing: 'a checkpoint is missing',
  checkpointMismatch: 'rows under a checkpoint were rewritten',
  keyBroken: 'a signing key was not announced under the key before it',
  personChanged: 'personal data was changed without a journal row',
};

export interface Tally {
  readonly rows: number;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  readonly checkpoints: number;
  readonly lastCheckpoint: { readonly size: number; readonly timeUtc: string | null } | null;
}

export const emptyTally: Tally = { rows: 0, firstSeq: null, lastSeq: null, checkpoints: 0, lastCheckpoint: null };

export function report(tally: Tally, problem: VerifyProblem | null): VerifyReport {
  return { ...tally, ok: problem === null, firstBadSeq: problem?.seq ?? null, problem: problem?.code ?? null, words: wordsFor(tally, problem) };
}

function wordsFor(tally: Tally, problem: VerifyProblem | null): string {
  if (problem !== null) {
    const where = problem.seq === null ? '' : `first bad row ${problem.seq}: `;
    return `BAD ${where}${sentences[problem.code]}${problem.detail === '' ? '' : ` (${problem.detail})`}`;
  }
  if (tally.rows === 0) return 'OK no rows';
  const begins = tally.firstSeq === 1 ? '' : `, begins at row ${tally.firstSeq}: what came before is not in this file`;
  const signed = tally.lastCheckpoint === null ? ', no checkpoint' : `, ${tally.checkpoints} checkpoints, signed up to row ${tally.lastCheckpoint.size}`;
  return `OK ${tally.rows} rows${begins}${signed}`;
}
