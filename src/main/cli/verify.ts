/** `guardpost verify`: is the log whole and unchanged? Needs no running console. */
import { existsSync, statSync } from 'node:fs';
import { databaseFile } from '../compose/data-folder.ts';
import { type VerifyReport, verifyDatabase, verifyJsonl } from '../store/index.ts';
import { type Command, readOptions, type Shell, usageError } from './command.ts';

export const verify: Command = async (args, shell) => {
  const given = readOptions(args, { data: { type: 'string' } }, 1, shell.say);
  if (!given.ok) return usageError(shell, given.error);
  const dataDir = given.value.text('data') ?? (isFolder(given.value.rest[0]) ? given.value.rest[0] : undefined);
  const file = dataDir === undefined ? given.value.rest[0] : databaseFile(dataDir);
  if (file === undefined) return usageError(shell, shell.say('cli.missingOption', { name: '--data' }));
  if (!existsSync(file)) {
    shell.err(shell.say('cli.problem.notFound', { folder: dataDir ?? file }));
    return 4;
  }
  const report = await (dataDir === undefined ? verifyJsonl(file) : verifyDatabase(file));
  await shell.out(`${verifyWords(report, shell)}\n`);
  return report.ok ? 0 : 1;
};

/** One line: OK, or the first row that can't be trusted and why. */
function verifyWords(report: VerifyReport, { say }: Shell): string {
  const { rows, problem, firstSeq, firstBadSeq } = report;
  if (problem !== null) {
    const what = say(`cli.verify.problem.${problem}`);
    return firstBadSeq === null ? say('cli.verify.badFile', { problem: what }) : say('cli.verify.bad', { seq: firstBadSeq, problem: what });
  }
  return firstSeq !== null && firstSeq > 1 ? say('cli.verify.okFrom', { rows, first: firstSeq }) : say('cli.verify.ok', { rows });
}

const isFolder = (path: string | undefined): boolean => path !== undefined && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
