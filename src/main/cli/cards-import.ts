/** `guardpost cards import`: all cards of a file in one commit, or none. */
import { basename } from 'node:path';
import type { Tx } from '../core/ports/ledger.ts';
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
    shell.err(shell.say('cli.cards.nothing', { bad: read.bad.length, lines: read.lines }));
    return 1;
  }
  return withStore(shell, dataDir, false, async (store) => {
    const holders = await store.commit((tx) => saveAll(tx, read.cards, basename(file)));
    await shell.out(`${shell.say('cli.cards.imported', { cards: read.cards.length, holders })}\n`);
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

/** Answers how many holders these cards belong to. */
function saveAll(tx: Tx, cards: readonly CardLine[], file: string): number {
  const importedAtUtcMs = systemClock.utcMs();
  const holderIds = new Map<string, string>();
  const knowsCards = tx.read.countCards() > 0;
  for (const line of cards) {
    const key = JSON.stringify([line.holder, line.department]);
    const holderId = holderIds.get(key) ?? holderOf(tx, line, knowsCards);
    holderIds.set(key, holderId);
    tx.saveCredential({
      ...line.card,
      holderId,
      status: line.status,
      statusNote: null,
      statusAtUtcMs: line.status === 'active' ? null : importedAtUtcMs,
      statusBy: line.status === 'active' ? null : 'system',
      validFromUtcMs: line.validFromUtcMs,
      validUntilUtcMs: line.validUntilUtcMs,
    });
  }
  tx.append({
    kind: 'cards.imported',
    actor: { name: 'system', role: null, seat: 'cli' },
    subject: null,
    payload: { file, cards: cards.length, holders: holderIds.size },
  });
  return holderIds.size;
}

/** The same name in the same department is the same person: the one who has this card, else any such holder, else a new one. */
function holderOf(tx: Tx, line: CardLine, lookUp: boolean): string {
  if (lookUp) {
    const isSame = (holder: { name: string; department: string } | null): boolean => holder?.name === line.holder && holder.department === line.department;
    const owner = tx.read.credential(line.card)?.holderId;
    if (owner !== undefined && isSame(tx.read.holder(owner))) return owner;
    const known = tx.read.findHolders(line.holder, 50).find(isSame);
    if (known) return known.holderId;
  }
  const holderId = newId('holder');
  tx.saveHolder({ holderId, name: line.holder, department: line.department });
  return holderId;
}
