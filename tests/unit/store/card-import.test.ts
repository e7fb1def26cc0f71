/** Many cards at once: put ready without holding anyone up, taken over whole or not at all. */
import { describe, expect, it } from 'vitest';
import { StoreFailure } from '../../../src/main/core/ports/ledger.ts';
import type { CardToImport } from '../../../src/main/store/index.ts';
import { note, openOrThrow, tempStore } from './temp-store.ts';

function ids(): (prefix: string) => string {
  let last = 0;
  return (prefix) => {
    last += 1;
    return `${prefix}-${last}`;
  };
}

const card = (number: string, holder: string, department = 'Ops'): CardToImport => ({
  format: 'H10301',
  facility: '45',
  number,
  holder,
  department,
  status: 'active',
  statusNote: null,
  statusAtUtcMs: null,
  statusBy: null,
  validFromUtcMs: null,
  validUntilUtcMs: null,
});
const ofNumber = (number: string) => ({ format: 'H10301' as const, facility: '45', number });

describe('importing cards', () => {
  it('makes no other writer wait while the cards are put ready', async () => {
    await using temp = tempStore();
    const running = openOrThrow(temp.file, temp.clock);
    try {
      const seen: number[] = [];
      function* file(): Generator<CardToImport> {
        yield card('1', 'Ana');
        yield card('2', 'Bo');
      }
      temp.store.stageCards(file(), ids());
      // With the write lock held, this would wait for ten seconds and fail.
      await running.commit((tx) => void seen.push(tx.append(note('meanwhile')).seq));
      expect(seen).toHaveLength(1);
      expect(running.read.countCards()).toBe(0);
    } finally {
      await running.close();
    }
  });

  it('takes all over, one holder for the same name in the same department, and finds them by name', async () => {
    await using temp = tempStore();
    const staged = temp.store.stageCards([card('1', 'Zoë Ko'), card('2', 'Zoë Ko'), card('3', 'Zoë Ko', 'Lab')], ids());
    expect(staged).toEqual({ cards: 3, holders: 2 });
    await temp.store.commit((tx) => tx.saveStagedCards());
    const { read } = temp.store;
    expect(read.credential(ofNumber('1'))?.holderId).toBe(read.credential(ofNumber('2'))?.holderId);
    expect(read.credential(ofNumber('3'))?.holderId).not.toBe(read.credential(ofNumber('1'))?.holderId);
    expect(read.findHolders('zoe', 10).map((holder) => holder.department)).toEqual(expect.arrayContaining(['Ops', 'Lab']));
  });

  it('knows the people of the import before, and of two with one name the one who has the card', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.saveHolder({ holderId: 'holder-a', name: 'Ana', department: 'Ops' });
      tx.saveHolder({ holderId: 'holder-b', name: 'Ana', department: 'Ops' });
      const { holder: _holder, department: _department, ...credential } = card('7', 'Ana');
      tx.saveCredential({ ...credential, holderId: 'holder-b', status: 'blocked', statusReason: 'misuse', statusNote: 'lent it out' });
    });
    temp.store.stageCards([{ ...card('7', 'Ana'), status: 'lost' }, card('8', 'Ana')], ids());
    await temp.store.commit((tx) => tx.saveStagedCards());
    expect(temp.store.read.credential(ofNumber('7'))).toMatchObject({
      holderId: 'holder-b',
      status: 'lost',
      statusReason: null,
      statusNote: null,
    });
    expect(temp.store.read.credential(ofNumber('8'))?.holderId).toBe('holder-a');
    expect(temp.store.read.findHolders('Ana', 10)).toHaveLength(2);
  });

  it('keeps nothing of it when the row about it can not be kept', async () => {
    await using temp = tempStore();
    temp.store.stageCards([card('1', 'Ana')], ids());
    const failed = temp.store.commit((tx) => {
      tx.saveStagedCards();
      throw new StoreFailure('diskFull', 'test');
    });
    await expect(failed).rejects.toThrow('test');
    expect([temp.store.read.countCards(), temp.store.read.findHolders('Ana', 10)]).toEqual([0, []]);
  });

  it('forgets what was put ready before', async () => {
    await using temp = tempStore();
    temp.store.stageCards([card('1', 'Ana')], ids());
    temp.store.stageCards([card('2', 'Bo')], ids());
    await temp.store.commit((tx) => tx.saveStagedCards());
    expect(temp.store.read.credential(ofNumber('1'))).toBeNull();
    expect(temp.store.read.countCards()).toBe(1);
  });
});
