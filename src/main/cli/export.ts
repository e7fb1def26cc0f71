/** `guardpost export`: the day log to stdout. Reads only, so that it works on any copy. */
import { type JournalKind, journalKinds } from '../../shared/model/journal.ts';
import { exportRows } from '../store/index.ts';
import { type Command, readOptions, usageError } from './command.ts';
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
  return withStore(shell, dataDir, true, async (store) => {
    for await (const chunk of exportRows(store, filter)) await shell.out(chunk);
    return 0;
  });
};

const isKind = (text: string): text is JournalKind => journalKinds.some((kind) => kind === text);
