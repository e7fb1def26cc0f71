import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../../src/renderer/features/day-log/facts.ts';
import { groupOf } from '../../../../../src/renderer/features/day-log/kinds.ts';
import { sentenceFor } from '../../../../../src/renderer/features/day-log/sentence.ts';
import type { JournalKind, JsonObject } from '../../../../../src/shared/model/journal.ts';
import { entryWith, wordsIn } from '../entry-fixture.ts';

const en = wordsIn('en');
const zh = wordsIn('zh');
const rows: readonly [JournalKind, JsonObject, string][] = [
  ['reader.tamper', { active: true }, 'Reader gate-1 reports tampering'],
  ['reader.tamper', { active: false }, 'Reader gate-1 reports no tampering any more'],
  ['reader.power', { active: true }, 'Reader gate-1 reports a power failure'],
  ['reader.power', { active: false }, 'Reader gate-1 has power again'],
  ['reader.input', { input: 1, state: 3 }, 'Input 1 of reader gate-1 is cut'],
  ['reader.insecure', { attempt: 'plainReply' }, 'Reader gate-1 must be secure: it answered without the secure channel'],
  ['reader.serviced', { what: 'install', seconds: 60 }, 'Ivo works on gate-1: set up a key'],
  ['reader.serviced', { what: 'address', problem: 'refused' }, 'Ivo worked on gate-1 in vain: change address or speed. The reader refused it.'],
  ['reader.keyChanged', { how: 'installed' }, 'Reader gate-1 has a new key (sent to the reader by this post)'],
];

describe('rows about a reader', () => {
  it.each(rows)('%s %o is one sentence in both languages', (kind, payload, sentence) => {
    const entry = entryWith({ row: { kind, actor: 'Ivo', payload: { readerId: 'gate-1', ...payload } } });
    expect(sentenceFor(entry, en)).toBe(sentence);
    expect(sentenceFor(entry, zh)).toMatch(/\p{Script=Han}.*gate-1/u);
    expect(sentenceFor(entry, zh)).not.toMatch(/\{\{|plainReply|installed|install|address|refused/);
    expect(groupOf(kind)).toBe('device');
  });

  it('say the state of a contact and the secure channel in words', () => {
    expect(factsOf({ kind: 'reader.input', payload: { readerId: 'gate-1', input: 1, state: 2 } }, en)).toContainEqual({
      name: 'state',
      text: 'short-circuited',
    });
    expect(factsOf({ kind: 'device.online', payload: { readerId: 'gate-1', secure: true } }, en)).toContainEqual({ name: 'secure', text: 'yes' });
  });
});

describe('a row about the PIN of a card', () => {
  it('says that one was set or taken away', () => {
    const said = (pin: boolean) =>
      sentenceFor(entryWith({ row: { kind: 'card.changed', actor: 'Lin', payload: { format: 'H10301', facility: '45', number: '12345', pin } } }), en);
    expect([said(true), said(false)]).toEqual(['Lin set a PIN for card 45-12345', 'Lin took the PIN of card 45-12345 away']);
  });
});
