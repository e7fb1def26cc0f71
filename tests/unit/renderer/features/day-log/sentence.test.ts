import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorText, sentenceFor } from '../../../../../src/renderer/features/day-log/sentence.ts';
import { journalKinds } from '../../../../../src/shared/model/journal.ts';
import { entryWith, wordsIn } from '../entry-fixture.ts';

const en = wordsIn('en');
const zh = wordsIn('zh');
const gateRow = { kind: 'gate.denied', actor: 'device:north-in', subject: 'north-in' } as const;
const denied = { readerId: 'north-in', direction: 'in', format: 'H10301', facility: '45', number: '12345', holderId: 'h1', reason: 'blocked' };

describe('the sentence of a journal row', () => {
  it.each(journalKinds)('exists for %s in both languages, without a hole or a bare key', (kind) => {
    const entry = entryWith({ row: { kind, payload: { text: 'x', number: '1' } } });
    for (const words of [en, zh]) {
      const sentence = sentenceFor(entry, words);
      expect(sentence).not.toBe('');
      expect(sentence).not.toMatch(/\{\{|\}\}|undefined|null|log\.|alarms\.|gate\./);
    }
    expect(sentenceFor(entry, en)).toSatisfy((text: string) => kind === 'note.written' || text !== sentenceFor(entry, zh));
  });

  it('says who was denied where, why and with which card', () => {
    const holder = { holderId: 'h1', name: 'Li Na', department: 'Finance', hasPhoto: false };
    expect(sentenceFor(entryWith({ row: { ...gateRow, payload: denied }, holder }), en)).toBe(
      'Li Na was denied inwards at north-in: card blocked, card 45-12345',
    );
    expect(sentenceFor(entryWith({ row: { ...gateRow, payload: denied }, holder }), zh)).toBe('Li Na 在 north-in（进）被拒绝：卡已停用，卡 45-12345');
  });

  it('leaves the way out where the reader has no direction', () => {
    expect(sentenceFor(entryWith({ row: { ...gateRow, payload: { ...denied, direction: null, facility: null } } }), en)).toBe(
      'Unknown card was denied at north-in: card blocked, card 12345',
    );
  });

  it('shows a note as it was written, even when it looks like a template', () => {
    const text = 'pay $t(log.title) {{who}} $& \\1 100 %';
    expect(sentenceFor(entryWith({ row: { payload: { text } } }), en)).toBe(text);
  });

  it('tells an alarm that was already standing from one that came up', () => {
    const payload = { alarmId: 'a1', panelId: 'main', source: 'smoke-1', condition: 'fire', category: 'life', priority: 1, area: 'Store B' };
    const raised = (standing: boolean) => sentenceFor(entryWith({ row: { kind: 'alarm.raised', payload: { ...payload, standing } } }), en);
    expect(raised(false)).toBe('Alarm Fire · Store B came up, priority critical');
    expect(raised(true)).toContain('already standing');
  });

  it('keeps a condition word of a panel that the catalogue does not know', () => {
    expect(sentenceFor(entryWith({ row: { kind: 'alarm.cleared', payload: { condition: 'goat_on_roof', source: 'x' } } }), en)).toContain('goat_on_roof');
  });

  it.each([
    [{ reason: 'role' }, 'Wang Fang', 'Wang Fang was refused something'],
    [{ reason: 'broker.wrongPassword', clientId: 'panel-9' }, 'broker', 'The broker refused the client panel-9'],
    [{ reason: 'wrong' }, null, 'A sign-in with an unknown name was refused'],
    [{ reason: 'wrong' }, 'Sam', 'A sign-in as Sam was refused'],
  ])('says what was refused: %j', (payload, subject, beginning) => {
    expect(sentenceFor(entryWith({ row: { kind: 'auth.refused', subject, payload } }), en)).toContain(beginning);
  });

  it('tells an account that was locked or unlocked from a screen', () => {
    const said = (kind: 'auth.locked' | 'auth.unlocked', payload: { [name: string]: string | number }) =>
      sentenceFor(entryWith({ row: { kind, actor: 'Lin', subject: 'Ana', payload } }), en);
    expect(said('auth.locked', { what: 'account', why: 'tooManyTries', failedTries: 10 })).toBe('The account of Ana was locked after 10 wrong tries');
    expect(said('auth.unlocked', { what: 'account', why: 'asked', failedTries: 10 })).toBe('Lin unlocked the account of Ana');
    expect(said('auth.locked', { why: 'idle' })).toBe('The screen of Lin was locked');
    expect(said('auth.unlocked', { why: 'secret' })).toBe('Lin unlocked the screen');
  });

  it('never throws and never answers an empty line, whatever the payload holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...journalKinds),
        fc.dictionary(fc.constantFrom('reason', 'number', 'text', 'until', 'condition', 'step', 'priority', 'jumpMs'), fc.jsonValue()),
        (kind, payload) => {
          const sentence = sentenceFor(entryWith({ row: { kind, payload: payload as ReturnType<typeof entryWith>['row']['payload'] } }), en);
          return kind.startsWith('note.') || sentence.length > 0;
        },
      ),
    );
  });
});

describe('who did it', () => {
  it('names people as they are, devices as devices and the console as itself', () => {
    expect([actorText('Wang Fang', en), actorText('device:north-in', en), actorText('system', en)]).toEqual(['Wang Fang', 'Device north-in', 'The console']);
  });
});
