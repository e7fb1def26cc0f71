/** `guardpost verify`: is the log whole and unchanged? Needs no running console. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { databaseFile } from '../compose/data-folder.ts';
import { type VerifyReport, verifyDatabase, verifyJsonl } from '../store/index.ts';
import { type Command, readOptions, type Shell, usageError } from './command.ts';

export const verify: Command = async (args, shell) => {
  const given = readOptions(args, { data: { type: 'string' }, partial: { type: 'boolean' } }, 1, shell.say);
  if (!given.ok) return usageError(shell, given.error);
  const dataDir = given.value.text('data') ?? (isFolder(given.value.rest[0]) ? given.value.rest[0] : undefined);
  const file = dataDir === undefined ? given.value.rest[0] : databaseFile(dataDir);
  if (file === undefined) return usageError(shell, shell.say('cli.missingOption', { name: '--data' }));
  if (!existsSync(file)) {
    shell.err(shell.say('cli.problem.notFound', { folder: dataDir ?? file }));
    return 4;
  }
  if (dataDir !== undefined || isDatabase(file)) return tell(await verifyDatabase(file), shell, (report) => shell.say('cli.verify.ok', { rows: report.rows }));
  const partial = given.value.flag('partial');
  const report = await verifyJsonl(file, { partial });
  const code = await tell(report, shell, (good) => exportWords(good, partial, shell));
  if (!partial && report.problem === 'rowMissing') shell.err(shell.say('cli.verify.filtered'));
  return code;
};

/** One line: OK, or the first row that can't be trusted and why. Answers the exit code. */
async function tell(report: VerifyReport, shell: Shell, okWords: (report: VerifyReport) => string): Promise<number> {
  const { rows, problem, firstBadSeq } = report;
  // An empty file is what is left of a log that was wiped: it must not read as "nothing missing".
  const good = problem === null && rows > 0;
  await shell.out(`${good ? okWords(report) : badWords(problem, firstBadSeq, shell)}\n`);
  return good ? 0 : 1;
}

function badWords(problem: VerifyReport['problem'], seq: number | null, { say }: Shell): string {
  if (problem === null) return say('cli.verify.empty');
  const what = say(`cli.verify.problem.${problem}`);
  return seq === null ? say('cli.verify.badFile', { problem: what }) : say('cli.verify.bad', { seq, problem: what });
}

/** What an export proves, and what it can't: rows before, after and, of some kinds only, in between. */
function exportWords({ rows, firstSeq, lastSeq }: VerifyReport, partial: boolean, { say }: Shell): string {
  return partial ? say('cli.verify.okPartial', { rows }) : say('cli.verify.okFile', { first: firstSeq ?? 0, last: lastSeq ?? 0 });
}

const isFolder = (path: string | undefined): boolean => path !== undefined && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);

const databaseHead = 'SQLite format 3\0';

/** A backup is a database file of any name. */
function isDatabase(file: string): boolean {
  if (!statSync(file).isFile()) return false;
  const head = Buffer.alloc(databaseHead.length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  return head.toString('latin1') === databaseHead;
}
