import { describe, expect, it } from 'vitest';
import { fieldsOf, noWords, wordsOf } from '../../../../../src/renderer/features/faults/form-values.ts';
import { faultsShown, isOverdue } from '../../../../../src/renderer/features/faults/states.ts';
import { type Fault, faultStates, nextStates } from '../../../../../src/shared/model/faults.ts';
import { wordsIn } from '../entry-fixture.ts';

const dayMs = 86_400_000;
const nowUtcMs = new Date(2026, 10, 21, 2).getTime();
const fault = (faultId: string, change: Partial<Fault> = {}): Fault => ({
  faultId,
  state: 'reported',
  panelId: 'main',
  source: 'Smoke 1',
  area: null,
  description: '',
  interimMeasure: '',
  reportedTo: '',
  ticket: '',
  promisedForUtcMs: null,
  openedAtUtcMs: 0,
  changedAtUtcMs: 0,
  changedBy: 'Lea',
  evidenceSeqs: [],
  minutesWasted: 0,
  revision: 1,
  ...change,
});

describe('the states of a fault report', () => {
  it('can be picked by number keys and have words in both languages', () => {
    for (const state of faultStates) {
      expect(nextStates(state).length).toBeLessThanOrEqual(9);
      expect(new Set(['en', 'zh'].map((language) => wordsIn(language === 'en' ? 'en' : 'zh')(`faults.to.${state}`))).size).toBe(2);
    }
  });
});

describe('the list of fault reports', () => {
  it('has drafts first, then what is promised the soonest, then the newest', () => {
    const faults = [
      fault('new', { changedAtUtcMs: 9 }),
      fault('late', { state: 'promised', promisedForUtcMs: nowUtcMs - dayMs }),
      fault('soon', { state: 'promised', promisedForUtcMs: nowUtcMs + dayMs }),
      fault('draft', { state: 'draft' }),
      fault('done', { state: 'verified' }),
    ];
    expect(faultsShown(faults, false).map(({ faultId }) => faultId)).toEqual(['draft', 'late', 'soon', 'new']);
    expect(faultsShown(faults, true).map(({ faultId }) => faultId)).toEqual(['done']);
  });

  it('knows what is overdue: promised for a day gone by, and not repaired', () => {
    const promised = { promisedForUtcMs: nowUtcMs - 1 };
    expect(isOverdue(fault('a', { state: 'promised', ...promised }), nowUtcMs)).toBe(true);
    expect(isOverdue(fault('a', { state: 'repaired', ...promised }), nowUtcMs)).toBe(false);
    expect(isOverdue(fault('a', { state: 'promised', promisedForUtcMs: nowUtcMs + 1 }), nowUtcMs)).toBe(false);
  });
});

describe('the words of a fault report', () => {
  it('come back as they were sent, a day as the end of that day', () => {
    const fields = fieldsOf({ ...noWords, description: ' detector rings in fog ', promisedFor: '2026-11-20' });
    expect(fields).toMatchObject({ description: 'detector rings in fog', promisedForUtcMs: new Date(2026, 10, 20, 23, 59, 59, 999).getTime() });
    expect(fields === null ? null : wordsOf(fault('a', fields)).promisedFor).toBe('2026-11-20');
  });

  it('are not sent with a day that is none', () => {
    expect([fieldsOf({ ...noWords, promisedFor: '2026-02-30' }), fieldsOf({ ...noWords, promisedFor: 'soon' })]).toEqual([null, null]);
    expect(fieldsOf(noWords)?.promisedForUtcMs).toBeNull();
  });
});
