import { describe, expect, it } from 'vitest';
import { canAmend, citesOf, versionsOf } from '../../../../../src/renderer/features/day-log/amended-text.ts';
import { factsOf } from '../../../../../src/renderer/features/day-log/facts.ts';
import { groupOf, kindGroups, kindsOf } from '../../../../../src/renderer/features/day-log/kinds.ts';
import { journalKinds } from '../../../../../src/shared/model/journal.ts';
import { entryWith, wordsIn } from '../entry-fixture.ts';

const amendment = (seq: number, text: string) =>
  entryWith({ row: { seq, kind: 'note.amended', subject: 'row:7', payload: { amends: 7, text, reason: 'typing mistake' } } }).row;

describe('an amended note', () => {
  it('keeps every text in the order in which it was written, the first one first', () => {
    const entry = entryWith({ row: { payload: { text: 'gate open' } }, amendments: [amendment(12, 'gate closed at 3'), amendment(9, 'gate closed')] });
    expect(versionsOf(entry).map((version) => version.text)).toEqual(['gate open', 'gate closed', 'gate closed at 3']);
    expect(versionsOf(entry).map((version) => version.amendment?.seq ?? null)).toEqual([null, 9, 12]);
  });

  it('is the only kind of row that can be amended', () => {
    expect(journalKinds.filter((kind) => canAmend(entryWith({ row: { kind } })))).toEqual(['note.written']);
  });

  it('lists the rows that it cites and ignores what is no row number', () => {
    expect(citesOf(entryWith({ row: { payload: { cites: [3, 'x', 5] } } }))).toEqual([3, 5]);
    expect(citesOf(entryWith({ row: { payload: { cites: 'all' } } }))).toEqual([]);
  });
});

describe('the filter chips', () => {
  it('cover every kind of row exactly once', () => {
    expect(kindGroups.flatMap(kindsOf).toSorted()).toEqual([...journalKinds].toSorted());
  });

  it('count a ban and an unmasking as visitors, and the store as the post', () => {
    expect([groupOf('ban.added'), groupOf('person.unmasked'), groupOf('store.recovered')]).toEqual(['visit', 'visit', 'post']);
  });
});

describe('the facts of a row', () => {
  it('say codes in words, leave out what is empty and keep unknown values as they came', () => {
    const facts = factsOf(
      { kind: 'gate.denied', payload: { readerId: 'desk', reason: 'blocked', facility: null, standing: true, odd: { a: 1 }, text: 'shown above' } },
      wordsIn('en'),
    );
    expect(facts).toEqual([
      { name: 'readerId', text: 'desk' },
      { name: 'reason', text: 'card blocked' },
      { name: 'standing', text: 'yes' },
      { name: 'odd', text: '{"a":1}' },
    ]);
  });
});
