/** `guardpost backup`: a whole and verified copy, also while a post runs. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { databaseFile } from '../compose/data-folder.ts';
import { type BackupProblem, backup as backUp } from '../store/index.ts';
import { type Command, readOptions, type Shell, usageError } from './command.ts';

export const backup: Command = async (args, shell) => {
  const given = readOptions(args, { data: { type: 'string' }, to: { type: 'string' } }, 0, shell.say);
  if (!given.ok) return usageError(shell, given.error);
  const [dataDir, to] = [given.value.text('data'), given.value.text('to')];
  if (!dataDir) return usageError(shell, shell.say('cli.missingOption', { name: '--data' }));
  if (!to) return usageError(shell, shell.say('cli.missingOption', { name: '--to' }));
  if (!existsSync(dirname(resolve(to)))) {
    shell.err(shell.say('cli.backup.noFolder', { folder: dirname(to) }));
    return 4;
  }
  const done = await backUp(databaseFile(dataDir), to);
  if (done.ok) {
    shell.err(shell.say('cli.backup.keys', { folder: join(dataDir, 'keys') }));
    await shell.out(`${shell.say('cli.backup.done', { file: to, rows: done.value.rows })}\n`);
    return 0;
  }
  shell.err(backupWords(done.error, dataDir, to, shell));
  return done.error.code === 'exists' || done.error.code === 'bad' ? 1 : 4;
};

/** The folder to blame is where the copy goes, unless there is nothing to copy. */
function backupWords({ code, detail }: BackupProblem, dataDir: string, to: string, { say }: Shell): string {
  if (code === 'exists') return say('cli.backup.exists', { file: to });
  if (code === 'bad') return say('cli.verify.badFile', { problem: detail });
  return say(`cli.problem.${code}`, { folder: code === 'notFound' || code === 'notOurs' ? dataDir : to, detail });
}
