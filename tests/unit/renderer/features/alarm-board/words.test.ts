import { expect, it } from 'vitest';
import { alarmText, countText } from '../../../../../src/renderer/features/alarm-board/words.ts';
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
  expect(alarmText(alarm('gate-1/input0', { ...contact, text: 'Emergency exit' }), words)).toBe('Emergency exit · Yard');
  expect(alarmText(alarm('gate-1/input0', { ...contact, text: null }), words)).toBe('alarms.condition.readerInput · Yard');
  expect(alarmText(alarm('door-3', { condition: 'fire', area: 'Yard', text: 'Zone 3' }), words)).toBe('alarms.condition.fire · Yard');
});
