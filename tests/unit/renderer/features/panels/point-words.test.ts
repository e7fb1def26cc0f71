import { describe, expect, it } from 'vitest';
import { stateWords } from '../../../../../src/renderer/features/panels/point-words.ts';
import { hasText } from '../../../../../src/shared/i18n/index.ts';
import { partitionStates } from '../../../../../src/shared/model/panels.ts';
import type { Language } from '../../../../../src/shared/model/users.ts';
import { wordsIn } from '../entry-fixture.ts';
import { point } from './samples.ts';

const en = { t: wordsIn('en') };

describe('the state of a partition or zone', () => {
  it.each(partitionStates)('%s has words of its own in both languages', (state) => {
    expect(hasText(`panels.state.${state}`)).toBe(true);
    const said = (language: Language) => stateWords(point('partition', 'p', { state }), { t: wordsIn(language) }).words;
    expect(said('zh')).not.toBe(said('en'));
  });

  it('calls for someone only in alarm', () => {
    expect(stateWords(point('partition', 'p', { state: 'triggered' }), en)).toEqual({ shape: '▲', words: 'IN ALARM', tone: 'critical' });
    expect(stateWords(point('zone', 'z', { state: 'open' }), en).tone).toBe('notable');
    expect(stateWords(point('zone', 'z'), en).tone).toBe('plain');
  });

  it('tells a bypass beside the state, and an unknown state as the panel says it', () => {
    expect(stateWords(point('zone', 'z', { bypassed: true, state: 'open' }), en).words).toBe('bypassed, open');
    expect(stateWords(point('zone', 'z', { state: 'half-open' }), en).words).toBe('half-open');
    expect(stateWords(point('zone', 'z', { state: null }), en).words).toBe('not said yet');
  });
});
