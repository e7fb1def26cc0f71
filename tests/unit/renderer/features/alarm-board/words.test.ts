import { expect, it } from 'vitest';
import { alarmText, asksVerification, countText, escalatedAtUtcMs, whereParts, widthInEm } from '../../../../../src/renderer/features/alarm-board/words.ts';
import { entry } from '../../live/samples.ts';
import { alarm } from './sample.ts';

const t = (key: string, values: { readonly [name: string]: unknown } = {}) => `${key.split('.').at(-1)}${values.count === undefined ? '' : ` ${values.count}`}`;

it('says how often an alarm came, and that it chatters, and nothing of one that came once', () => {
  expect(countText(alarm('a'), { t })).toBeNull();
  expect(countText(alarm('a', { count: 4, chattering: false }), { t })).toBe('times 4');
  expect(countText(alarm('a', { count: 4, chattering: true }), { t })).toBe('times 4 chattering');
});

it('calls a contact at a reader what the installer named it, and everything else by its condition', () => {
  const words = { t, tOr: (key: string) => key };
  const contact = { condition: 'readerInput', area: 'Yard' };
  expect(alarmText(alarm('gate-1/input0', { ...contact, text: 'Emergency exit' }), words)).toBe('Emergency exit · Yard · gate-1/input0');
  expect(alarmText(alarm('gate-1/input0', { ...contact, text: null }), words)).toBe('alarms.condition.readerInput · Yard · gate-1/input0');
  expect(alarmText(alarm('door-3', { condition: 'fire', area: 'Yard', text: 'Zone 3' }), words)).toBe('alarms.condition.fire · Yard · door-3');
});

it('says where an alarm is by all that is known, and nothing of what is not', () => {
  const known = { partition: '2', code: 'BA', camera: '14' };
  expect(whereParts(alarm('Zone 3', known), 'Yard fence', { t })).toEqual(['Zone 3', 'partition', 'Yard fence', 'code', 'camera']);
  expect(whereParts(alarm('Zone 3', { partition: null }), 'Yard fence', { t })).toEqual(['Zone 3', 'Yard fence']);
});

it('tells when an alarm was passed on by the newest row about it, and not where it never was', () => {
  const row = (subject: string, enteredAtUtc: string) => ({
    ...entry(1, 'alarm.escalated', subject),
    row: { ...entry(1, 'alarm.escalated', subject).row, enteredAtUtc },
  });
  const log = [row('b', '2026-11-21T02:12:00.000Z'), row('a', '2026-11-21T02:11:30.000Z'), row('a', '2026-11-21T02:11:00.000Z')];
  expect(escalatedAtUtcMs(alarm('a', { escalation: 2 }), log)).toBe(Date.parse('2026-11-21T02:11:30.000Z'));
  expect(escalatedAtUtcMs(alarm('a'), log)).toBeNull();
  expect(escalatedAtUtcMs(alarm('c', { escalation: 1 }), log)).toBeNull();
});

it('asks how sure it is where a call may follow, once', () => {
  expect(asksVerification(alarm('a', { category: 'intrusion' }))).toBe(true);
  expect(asksVerification(alarm('a', { category: 'intrusion', verification: 0 }))).toBe(false);
  expect(asksVerification(alarm('a', { category: 'trouble' }))).toBe(false);
});

it('reckons Chinese words wider than Latin ones of as many letters, and longer words wider', () => {
  expect(widthInEm('火警')).toBe(2);
  expect(widthInEm('Fire')).toBeLessThan(2.5);
  expect(widthInEm('Carbon monoxide')).toBeGreaterThan(widthInEm('Carbon'));
});

// As a browser measures them in the font of the board, 600 thick, with the same spacing.
it.each([
  ['Water', 2.77],
  ['Hold-up', 3.98],
  ['Tamper', 3.55],
  ['Temperature', 5.96],
  ['Medical emergency', 9.2],
  ['Carbon monoxide', 8.29],
  ['ÄÖÜ-Meldung', 6.87],
  ['Emergency exit door 7 with WWW MMM', 18.97],
])('leaves room enough for the whole of “%s”, and little more', (text, realEm) => {
  expect(widthInEm(text)).toBeGreaterThanOrEqual(realEm);
  expect(widthInEm(text)).toBeLessThan(realEm * 1.2);
});

it('names an area once where its panel is called the same', () => {
  expect(whereParts(alarm('Zone 3', { area: 'Hall' }), 'Hall', { t })).toEqual(['Zone 3']);
  expect(alarmText(alarm('Hall', { area: 'Hall', condition: 'fire' }), { t, tOr: (key: string) => key })).toBe('alarms.condition.fire · Hall');
});
