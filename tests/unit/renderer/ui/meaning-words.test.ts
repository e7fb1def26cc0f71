import { describe, expect, it } from 'vitest';
import { meaningText } from '../../../../src/renderer/ui/meaning-words.ts';
import { wordsIn } from '../features/entry-fixture.ts';

const en = wordsIn('en');

describe('what a taught word means', () => {
  it('is said in words, with what is special about it', () => {
    expect(meaningText({ condition: 'fire', priority: 1, latched: true }, en)).toBe('Fire · critical · stays until reset');
    expect(meaningText({ condition: 'goat', priority: 3, latched: false, onDelaySeconds: 5 }, en)).toBe('goat · medium · after 5 s, gone after 0 s');
  });

  it('may be no alarm at all', () => {
    expect((['clear', 'ignore', 'alive'] as const).map((meaning) => meaningText(meaning, en))).toEqual([
      'all is well again',
      'nothing, leave it out',
      'a sign of life',
    ]);
  });
});
