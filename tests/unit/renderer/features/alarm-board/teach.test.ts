import { describe, expect, it } from 'vitest';
import {
  emptyLesson,
  isTaughtCategory,
  nextQuestion,
  suggestedPriority,
  taughtConditions,
  taughtMeaning,
  withCategory,
} from '../../../../../src/renderer/features/alarm-board/teach.ts';
import { hasText } from '../../../../../src/shared/i18n/index.ts';
import { alarmCategories, knownConditions } from '../../../../../src/shared/model/alarms.ts';

const categories = alarmCategories.filter(isTaughtCategory);

describe('teaching a word', () => {
  it('asks for kind, condition and urgency of an alarm, and of anything else only for which panels', () => {
    const alarm = { ...emptyLesson, meaning: 'alarm' as const };
    expect(nextQuestion(emptyLesson)).toBe('meaning');
    expect(nextQuestion({ ...emptyLesson, meaning: 'clear' })).toBe('scope');
    expect(nextQuestion(alarm)).toBe('category');
    expect(nextQuestion(withCategory(alarm, 'life'))).toBe('condition');
    expect(nextQuestion(withCategory(alarm, 'tamper'))).toBe('priority');
    expect(nextQuestion({ ...withCategory(alarm, 'tamper'), priority: 2 })).toBe('scope');
  });

  it('makes of the answers what the panel’s word book takes', () => {
    const lesson = { ...withCategory({ ...emptyLesson, meaning: 'alarm' as const }, 'life'), condition: 'gas' as const };
    expect(taughtMeaning(lesson)).toBeNull();
    expect(suggestedPriority(lesson)).toBe(1);
    expect(taughtMeaning({ ...lesson, priority: 1 })).toEqual({ condition: 'gas', category: 'life', priority: 1, latched: true });
    expect(taughtMeaning({ ...emptyLesson, meaning: 'alive' })).toBe('alive');
    expect(taughtMeaning(emptyLesson)).toBeNull();
  });

  it('offers only what number keys can pick and the catalogues can say', () => {
    for (const category of categories) {
      expect(taughtConditions[category].length).toBeLessThanOrEqual(9);
      for (const condition of taughtConditions[category]) {
        expect(knownConditions).toContain(condition);
        expect(hasText(`alarms.condition.${condition}`)).toBe(true);
      }
    }
    expect(categories.length).toBe(Object.keys(taughtConditions).length);
    expect(categories.length).toBeLessThanOrEqual(9);
  });
});
