import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../../src/renderer/features/day-log/facts.ts';
import { groupOf } from '../../../../../src/renderer/features/day-log/kinds.ts';
import { sentenceFor } from '../../../../../src/renderer/features/day-log/sentence.ts';
import { defaultAlarmPolicy } from '../../../../../src/shared/model/alarm-policy.ts';
import type { JournalKind, JsonObject } from '../../../../../src/shared/model/journal.ts';
import { entryWith, wordsIn } from '../entry-fixture.ts';

const en = wordsIn('en');
const zh = wordsIn('zh');
const alarm = { alarmId: 'a1', panelId: 'main', source: 'Smoke 1', condition: 'fire', area: 'Store B' };
const asked = { commandId: 'c1', panelId: 'main', command: 'arm', mode: 'away', pointKind: 'partition', pointId: 'Ground_floor', by: 'Lea' };
const meaning = { condition: 'fire', priority: 1, category: 'life', latched: true };

const rows: readonly [JournalKind, JsonObject, string][] = [
  ['panel.opened', { partition: '1', user: '7', source: '0042/7' }, 'Panel main: partition 1 is disarmed by user 7'],
  ['panel.closed', { partition: null, user: null, source: 'Ground floor' }, 'Panel main: Ground floor is armed'],
  ['panel.bypassed', { source: 'Cellar', active: true }, 'Panel main: Cellar is bypassed'],
  ['panel.bypassed', { source: 'Cellar', active: false }, 'Panel main: Cellar is no longer bypassed'],
  ['panel.test', { source: '0042', event: 'test' }, 'Panel main sent a test report: 0042'],
  ['panel.event', { source: 'Cellar', event: 'tooShort' }, 'Panel main reports a cause too short for an alarm · Cellar'],
  ['panel.unknown', { word: 'BLORP', topic: 'x', text: 'BLORP 1' }, 'Panel main said something that is not known: BLORP · x'],
  ['panel.unknown', { text: 'BLORP 1', count: 12 }, 'Panel main said something that is not known: BLORP 1 ×12'],
  ['panel.taught', { word: 'BLORP', meaning }, 'Ivo gave the word BLORP of panel main a meaning: Fire · critical · stays until reset'],
  ['panel.taught', { word: 'BLORP', meaning: 'ignore' }, 'Ivo gave the word BLORP of panel main a meaning: nothing, leave it out'],
  ['panel.taught', { word: 'BLORP', meaning, forgotten: true }, 'Ivo took the meaning of the word BLORP of panel main away'],
  ['panel.secretSet', { what: 'code' }, 'Ivo set the code of panel main'],
  ['panel.secretSet', { what: 'receiverKey', account: '0042', removed: true }, 'Ivo removed a receiver key of panel main'],
  ['panel.commanded', asked, 'Ivo asked panel main: arm Ground_floor (Away: everything)'],
  ['panel.commandAccepted', asked, 'The command to panel main was taken: arm Ground_floor (Away: everything)'],
  ['panel.commandConfirmed', { command: 'clear', pointKind: 'zone', pointId: 'Cellar' }, 'Panel main has done it: take the bypass of Cellar back'],
  [
    'panel.commandFailed',
    { command: 'disarm', failure: 'timedOut' },
    'Panel main has not done it: disarm the whole panel, the panel did not confirm it in time',
  ],
  ['link.gap', { lost: 4, seconds: 60, reason: 'sequence' }, 'Panel main: 4 messages were lost on the way'],
];

describe('rows about panels', () => {
  it.each(rows)('%s %o is one sentence in both languages', (kind, payload, sentence) => {
    const entry = entryWith({ row: { kind, actor: 'Ivo', payload: { panelId: 'main', ...payload } } });
    expect(sentenceFor(entry, en)).toBe(sentence);
    expect(sentenceFor(entry, zh)).toMatch(/main/);
    expect(sentenceFor(entry, zh)).not.toMatch(/\{\{|tooShort|timedOut|receiverKey|not stated/);
  });

  it('stand with the alarms', () => {
    const kinds: readonly JournalKind[] = ['panel.commanded', 'fault.drafted', 'place.changed', 'plan.changed', 'seat.dutyChanged', 'sound.muted'];
    expect(kinds.map(groupOf)).toEqual(kinds.map(() => 'alarm'));
  });

  it('cut off what a panel says at length, and break no line', () => {
    const text = 'x'.repeat(200);
    expect(sentenceFor(entryWith({ row: { kind: 'panel.unknown', payload: { panelId: 'main', text } } }), en).length).toBeLessThan(140);
  });

  it('say who agreed, why it failed and what a word means in their facts', () => {
    const facts = factsOf({ kind: 'panel.commandFailed', payload: { ...asked, secondPerson: 'Omar', failure: 'offline' } }, en);
    expect(facts).toContainEqual({ name: 'secondPerson', text: 'Omar' });
    expect(facts).toContainEqual({ name: 'failure', text: 'the panel can’t be reached; nothing was sent' });
    expect(factsOf({ kind: 'panel.taught', payload: { word: 'BLORP', meaning, before: 'ignore' } }, en)).toEqual([
      { name: 'word', text: 'BLORP' },
      { name: 'meaning', text: 'Fire · critical · stays until reset' },
      { name: 'before', text: 'nothing, leave it out' },
    ]);
  });
});

describe('rows about the response to an alarm', () => {
  it.each([
    ['alarm.confirmed', { by: ['a2'], zones: 2 }, 'Alarm Fire · Store B is confirmed by another zone'],
    ['alarm.confirmed', {}, 'Alarm Fire · Store B is part of a confirmed alarm'],
    ['alarm.confirmed', { ended: true }, 'Alarm Fire · Store B stands by itself again'],
    ['alarm.procedure', { stepId: 'call', answerId: 'yes', skipped: false }, 'Ivo, procedure of alarm Fire · Store B: step call: yes'],
    ['alarm.procedure', { stepId: 'call', skipped: true }, 'Ivo, procedure of alarm Fire · Store B: step call SKIPPED'],
  ] as const)('%s %o is one sentence', (kind, payload, sentence) => {
    expect(sentenceFor(entryWith({ row: { kind, actor: 'Ivo', payload: { ...alarm, ...payload } } }), en)).toBe(sentence);
  });

  it.each([
    ['seat.dutyChanged', { seat: 'desk-2', duty: 'second', before: 'first' }, 'desk-2: second seat'],
    ['sound.muted', { seat: 'desk-2', state: 'muted', before: 'ready' }, 'desk-2 is off: switched off by hand'],
    ['sound.tested', { seat: 'desk-2', heard: false }, 'desk-2: it was NOT heard'],
  ] as const)('%s says which seat and what', (kind, payload, part) => {
    expect(sentenceFor(entryWith({ row: { kind, payload } }), en)).toContain(part);
  });

  it.each([
    ['fault.drafted', { source: 'Smoke 1', state: 'draft', count: 3 }, 'A fault report on Smoke 1 was drafted: 3 false alarms'],
    ['fault.changed', { source: 'Smoke 1', state: 'promised', from: 'reported' }, 'Ivo, fault report on Smoke 1: repair promised'],
    ['fault.changed', { source: 'Smoke 1', state: 'draft', opened: true }, 'Ivo wrote a fault report on Smoke 1'],
    ['fault.changed', { source: 'Smoke 1', state: 'draft', count: 4, evidence: [9] }, 'The fault report on Smoke 1 has another false alarm: 4'],
    ['plan.changed', { removed: true }, 'Ivo removed the site plan'],
  ] as const)('%s %o is one sentence', (kind, payload, sentence) => {
    expect(sentenceFor(entryWith({ row: { kind, actor: 'Ivo', payload } }), en)).toBe(sentence);
  });

  it('name a condition of an old row by its word of today', () => {
    const said = (condition: string) => sentenceFor(entryWith({ row: { kind: 'alarm.cleared', payload: { condition, source: 'x' } } }), en);
    expect(said('panelSilent')).toContain('No sign of life');
    expect(factsOf({ kind: 'alarm.cleared', payload: { condition: 'batteryLow' } }, en)).toEqual([{ name: 'condition', text: 'Battery low' }]);
  });
});

describe('rows that keep how it was before', () => {
  it('say what a lead changed, and nothing that stayed', () => {
    const policy = (change: object) => JSON.parse(JSON.stringify({ ...defaultAlarmPolicy, ...change })) as JsonObject;
    const after = policy({ confirmationMinutes: 10, twoPersons: { disarm: false, bypass: true } });
    expect(factsOf({ kind: 'alarm.policyChanged', payload: { before: policy({}), after } }, en)).toEqual([
      { name: 'changed', text: 'Two persons to disarm: yes → no; Minutes in which a second zone confirms: 30 → 10' },
    ]);
  });

  it('say what is new about a place', () => {
    const before = { panelId: 'main', source: 'Smoke 1', area: null, keyPart: false };
    expect(factsOf({ kind: 'place.changed', payload: { ...before, area: 'Store B', keyPart: true, before } }, en)).toEqual([
      { name: 'source', text: 'Smoke 1' },
      { name: 'changed', text: 'Area: not stated → Store B; Key part: no → yes' },
    ]);
  });

  it('show the day that was promised as a time, not as seconds', () => {
    const promisedForUtcMs = new Date(2026, 11, 24, 12, 0).getTime();
    expect(factsOf({ kind: 'fault.changed', payload: { promisedForUtcMs } }, en)).toEqual([{ name: 'promisedForUtcMs', text: '2026-12-24 12:00' }]);
  });
});
