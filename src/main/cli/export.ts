/** `guardpost export`: the day log to stdout. Works on any copy, also one that may only be read. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type JournalKind, type JsonObject, journalKinds } from '../../shared/model/journal.ts';
import { databaseFile } from '../compose/data-folder.ts';
import { exportRows } from '../store/index.ts';
import { type Command, readOptions, type Shell, usageError } from './command.ts';
import { withStore } from './open-data.ts';

const options = { data: { type: 'string' }, format: { type: 'string' }, since: { type: 'string' }, kind: { type: 'string', multiple: true } } as const;

export const exportLog: Command = async (args, shell) => {
  const given = readOptions(args, options, 0, shell.say);
  if (!given.ok) return usageError(shell, given.error);
  const bad = (name: string, allowed: string): number => usageError(shell, shell.say('cli.badOption', { name, allowed }));
  const dataDir = given.value.text('data');
  if (!dataDir) return usageError(shell, shell.say('cli.missingOption', { name: '--data' }));
  const format = given.value.text('format');
  if (format !== 'jsonl' && format !== 'csv') return bad('--format', 'jsonl, csv');
  const since = given.value.text('since');
  const sinceUtcMs = since === undefined ? null : Date.parse(since);
  if (sinceUtcMs !== null && (Number.isNaN(sinceUtcMs) || !/^\d{4}-\d{2}/.test(since ?? ''))) return bad('--since', '2026-05-31, 2026-05-31T08:00:00Z');
  const kinds = given.value.texts('kind').flatMap((text) => text.split(','));
  if (!kinds.every(isKind)) return bad('--kind', journalKinds.join(', '));
  const filter = { format, ...(sinceUtcMs === null ? {} : { sinceUtcMs }), ...(kinds.length === 0 ? {} : { kinds }) } as const;
  await logExport(dataDir, { format, since: sinceUtcMs === null ? null : new Date(sinceUtcMs).toISOString(), kinds: kinds.length === 0 ? null : kinds }, shell);
  return withStore(shell, dataDir, true, async (store) => {
    for await (const chunk of exportRows(store, filter)) await shell.out(chunk);
    return 0;
  });
};

/**
 * An export is a fact of the log, and comes first in it, as in the console. Not for a copy (a backup has no keys beside it):
 * a row there would grow a second log with the numbers of the first. Where it can't be written (a disk that is full, a folder
 * that may only be read), the export goes on: that is when it is needed most.
 */
async function logExport(dataDir: string, payload: JsonObject, shell: Shell): Promise<void> {
  if (!existsSync(databaseFile(dataDir)) || !existsSync(join(dataDir, 'keys'))) return;
  const notLogged = (why: string): void => shell.err(shell.say('cli.export.notLogged', { why }));
  await withStore({ ...shell, err: notLogged }, dataDir, false, async (store) => {
    await store.commit((tx) => void tx.append({ kind: 'log.exported', actor: { name: 'system', role: null, seat: 'cli' }, subject: null, payload }));
    return 0;
  });
}

const isKind = (text: string): text is JournalKind => journalKinds.some((kind) => kind === text);
