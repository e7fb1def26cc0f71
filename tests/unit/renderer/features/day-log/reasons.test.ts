/** A reason is a code in the row and words on the screen, in the language of whoever reads. */
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../../src/renderer/features/day-log/facts.ts';
import { reasonOf } from '../../../../../src/renderer/features/day-log/reasons.ts';
import { sentenceFor } from '../../../../../src/renderer/features/day-log/sentence.ts';
import { hasText } from '../../../../../src/shared/i18n/index.ts';
import { acknowledgeReasons } from '../../../../../src/shared/model/alarms.ts';
import type { JournalKind } from '../../../../../src/shared/model/journal.ts';
import {
  amendReasons,
  cardReasons,
  cardReasonsFor,
  liftReasons,
  overrideReasons,
  refuseReasons,
  setAsideReasons,
  unmaskReasons,
} from '../../../../../src/shared/model/reasons.ts';
import { banReasons } from '../../../../../src/shared/model/visits.ts';
import { entryWith, wordsIn } from '../entry-fixture.ts';

const en = wordsIn('en');
const zh = wordsIn('zh');

const lists: [JournalKind, readonly string[]][] = [
  ['alarm.acknowledged', acknowledgeReasons],
  ['alarm.closed', acknowledgeReasons],
  ['alarm.shelved', setAsideReasons],
  ['alarm.outOfService', setAsideReasons],
  ['visit.refused', refuseReasons],
  ['visit.registered', overrideReasons],
  ['ban.added', banReasons],
  ['ban.lifted', liftReasons],
  ['person.unmasked', unmaskReasons],
  ['note.amended', amendReasons],
  ['card.changed', cardReasons],
  ['auth.refused', ['wrongSecret', 'unknownUser', 'inactive', 'waiting', 'locked', 'role']],
];

describe('a reason', () => {
  it.each(lists)('of %s is said in words of both languages, every one of its codes', (kind, codes) => {
    for (const reason of codes) {
      const said = [reasonOf(kind, { reason }, en), reasonOf(kind, { reason }, zh)];
      expect(said[0], reason).not.toBe(said[1]);
      expect(said[1], reason).toMatch(/\p{Script=Han}/u);
    }
  });

  it('can be picked by a number key, whatever it is for', () => {
    const all = [...lists.map(([, codes]) => codes), ...Object.values(cardReasonsFor)];
    for (const codes of all) expect(codes.length).toBeLessThanOrEqual(9);
  });

  it('stands with the words that were written beside it', () => {
    const row = { kind: 'ban.lifted', actor: 'Lin', payload: { banId: 'b1', reason: 'order', reasonText: 'letter of 3 May' } } as const;
    expect(sentenceFor(entryWith({ row }), en)).toBe('Lin lifted a ban: order from above (letter of 3 May)');
    expect(sentenceFor(entryWith({ row }), zh)).toContain('上级指示（letter of 3 May）');
    expect(factsOf(row, en)).toEqual([
      { name: 'banId', text: 'b1' },
      { name: 'reason', text: 'order from above (letter of 3 May)' },
    ]);
  });

  it('of a refusal says of which kind the ban was', () => {
    const row = { kind: 'visit.refused', actor: 'Ana', payload: { personId: 'p', banId: 'b', reason: 'banned', banReason: 'theft' } } as const;
    expect(sentenceFor(entryWith({ row, visitorName: 'Karl' }), en)).toBe('Ana refused entry to Karl: on the ban list (theft)');
    expect(sentenceFor(entryWith({ row, visitorName: 'Karl' }), zh)).toContain('在禁入名单上（盗窃）');
  });

  it('of a card stands behind its new status; a card that was registered has none', () => {
    const payload = { format: 'em4100', facility: null, number: '0C00', holderId: 'h', before: 'active', status: 'blocked' };
    const said = (more: { [name: string]: string | boolean }) =>
      sentenceFor(entryWith({ row: { kind: 'card.changed', actor: 'Lin', payload: { ...payload, ...more } } }), en);
    expect(said({ reason: 'left' })).toBe('Lin changed card 0C00: blocked (left the company)');
    expect(said({ reason: 'other', reasonText: 'new badge' })).toBe('Lin changed card 0C00: blocked (other (new badge))');
    expect(said({ status: 'active', registered: true })).toBe('Lin changed card 0C00: active');
  });

  it('of a ban that was overridden is said instead of the numbers of the bans', () => {
    const payload = { visitId: 'v1', banOverride: { banIds: ['b1'], reason: 'otherPerson' } };
    expect(factsOf({ kind: 'visit.registered', payload }, en)).toContainEqual({ name: 'banOverride', text: 'not the banned person' });
  });

  it.each<[JournalKind, { readonly [name: string]: string }, string]>([
    ['alarm.shelved', { reason: 'painting works' }, 'painting works'],
    ['alarm.acknowledged', { note: 'seen by Sam' }, 'seen by Sam'],
    ['visit.refused', { reason: 'on the ban list (theft)' }, 'on the ban list (theft)'],
    ['person.unmasked', { reason: 'police asked' }, 'police asked'],
    ['card.changed', { status: 'blocked', note: '已离职' }, '已离职'],
    ['ban.lifted', { reason: 'appeal' }, 'appeal'],
  ])('of an old row of %s, in words, stays as it was written', (kind, payload, words) => {
    for (const language of [en, zh]) expect(sentenceFor(entryWith({ row: { kind, payload } }), language)).toContain(words);
  });

  it('of an old amendment stays as it was written', () => {
    expect(reasonOf('note.amended', { reason: '笔误' }, en)).toBe('笔误');
    expect(hasText('log.amend.reasons.笔误')).toBe(false);
  });
});
