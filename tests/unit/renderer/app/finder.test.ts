import { describe, expect, it } from 'vitest';
import { fitsQuery } from '../../../../src/renderer/app/finder.ts';

describe('finding by a few letters', () => {
  it('takes words in any order and case', () => {
    expect(fitsQuery('Go to the Gate log', 'LOG gat')).toBe(true);
    expect(fitsQuery('门禁记录', '记录')).toBe(true);
  });

  it('needs every word', () => {
    expect(fitsQuery('Gate log', 'gate alarms')).toBe(false);
  });

  it('shows everything for nothing typed', () => {
    expect(fitsQuery('Gate log', '')).toBe(true);
  });
});
