import { expect, it } from 'vitest';
import { countText } from '../../../../../src/renderer/features/alarm-board/words.ts';
import { alarm } from './sample.ts';

const t = (key: string, values: { readonly [name: string]: unknown } = {}) => `${key.split('.').at(-1)}${values.count === undefined ? '' : ` ${values.count}`}`;

it('says how often an alarm came, and that it chatters, and nothing of one that came once', () => {
  expect(countText(alarm('a'), { t })).toBeNull();
  expect(countText(alarm('a', { count: 4, chattering: false }), { t })).toBe('times 4');
  expect(countText(alarm('a', { count: 4, chattering: true }), { t })).toBe('times 4 chattering');
});
