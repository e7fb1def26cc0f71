/** `guardpost cards import`: all cards of a file in one commit, or none. */
import { basename } from 'node:path';
import type { CardToImport } from '../store/index.ts';
import { type CardFile, readCardFile } from './card-file.ts';
import type { CardLine } from './card-line.ts';
import { type Command, readOptions, type Shell, usageError } from './command.ts';
import { newId, systemClock, withStore } from './open-data.ts';

export const cardsImport: Command = async (args, shell) => {
  const given = readOptions(args, { data: { type: 'string' } }, 1, shell.say);
  if (!given.ok) return usageError(shell, given.error);
  const dataDir = given.value.text('data');
  const [file] = given.value.rest;
  if (!dataDir) return usageError(shell, shell.say('cli.missingOption', { name: '--data' }));
  if (!file) return usageError(shell, shell.say('cli.missingOption', { name: 'FILE.csv' }));
  const read = await readOrSay(file, shell);
  if (!read) return 1;
  if (read.bad.length > 0) {
    for (const sentence of read.bad) shell.err(sentence);
    shell.err(read.lines === 0 ? shell.say('cli.cards.noCards') : shell.say('cli.cards.nothing', { bad: read.bad.length, lines: read.lines }));
    return 1;
  }
  return withStore(shell, dataDir, false, async (store) => {
    const { cards, holders } = store.stageCards(toImport(read.cards), newId);
    await store.commit((tx) => {
      tx.saveStagedCards();
      tx.append({
        kind: 'cards.imported',
        actor: { name: 'system', role: null, seat: 'cli' },
        subject: null,
        payload: { file: basename(file), cards, holders },
      });
    });
    await shell.out(`${shell.say('cli.cards.imported', { cards, holders })}\n`);
    return 0;
  });
};

async function readOrSay(file: string, shell: Shell): Promise<CardFile | null> {
  try {
    return await readCardFile(file, shell.say);
  } catch (error) {
    shell.err(shell.say('cli.cards.unreadable', { file, detail: error instanceof Error ? error.message : String(error) }));
    return null;
  }
}

function* toImport(cards: readonly CardLine[]): Generator<CardToImport> {
  const importedAtUtcMs = systemClock.utcMs();
  for (const { card, holder, department, status, validFromUtcMs, validUntilUtcMs } of cards) {
    const since = status === 'active' ? { statusAtUtcMs: null, statusBy: null } : { statusAtUtcMs: importedAtUtcMs, statusBy: 'system' };
    yield { ...card, holder, department, status, statusNote: null, ...since, validFromUtcMs, validUntilUtcMs };
  }
}
