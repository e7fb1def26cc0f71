import { describe, expect, it } from 'vitest';
import { doneSteps, nextStep, procedureOf, responseSteps, skippedCount } from '../../../../../src/renderer/features/alarm-board/procedure.ts';
import type { Procedure } from '../../../../../src/shared/model/procedures.ts';
import { alarm, nowUtcMs } from './sample.ts';

const words = (en: string) => ({ en, zh: `中${en}` });
const fire: Procedure = {
  procedureId: 'fire',
  version: 2,
  title: words('Fire'),
  forSources: [],
  forConditions: ['fire'],
  forCategories: [],
  steps: [
    { stepId: 'look', words: words('Look'), answers: [{ answerId: 'smoke', words: words('Smoke'), next: 'call' }], next: null },
    { stepId: 'call', words: words('Call'), answers: [], next: null },
  ],
};
const run = { procedureId: 'fire', version: 2, nextStepId: 'call', ticks: [] };
const tick = { answerId: null, skipped: false, atUtcMs: nowUtcMs, by: 'Lea' };

describe('the procedure of an alarm', () => {
  it('begins with its first step, goes on where it stands, and ends', () => {
    expect(nextStep(alarm('a', { condition: 'fire' }), fire)?.stepId).toBe('look');
    expect(nextStep(alarm('a', { procedure: run }), fire)?.stepId).toBe('call');
    expect(nextStep(alarm('a', { procedure: { ...run, nextStepId: null } }), fire)).toBeNull();
  });

  it('is the one that it was begun with, never another version of it', () => {
    expect(procedureOf(alarm('a', { condition: 'fire' }), [fire])).toBe(fire);
    expect(procedureOf(alarm('a', { condition: 'water', procedure: run }), [fire])).toBe(fire);
    expect(procedureOf(alarm('a', { condition: 'fire', procedure: { ...run, version: 1 } }), [fire])).toBeNull();
  });

  it('keeps what was done, answered and skipped in sight, also when the words have been changed since', () => {
    const ticks = [
      { ...tick, stepId: 'look', answerId: 'smoke' },
      { ...tick, stepId: 'call', skipped: true },
      { ...tick, stepId: 'gone' },
    ];
    const begun = alarm('a', { procedure: { ...run, ticks } });
    expect(doneSteps(begun, fire).map((one) => [one.words?.en ?? null, one.answer?.en ?? null, one.tick.skipped])).toEqual([
      ['Look', 'Smoke', false],
      ['Call', null, true],
      [null, null, false],
    ]);
    expect(skippedCount(begun)).toBe(1);
    expect(skippedCount(alarm('b'))).toBe(0);
  });
});

it('each step of the response is timed from the acknowledgement', () => {
  const steps = { sent: { atUtcMs: nowUtcMs + 60_000, by: 'Lea' }, found: { atUtcMs: nowUtcMs + 90_000, by: 'Omar', finding: 'false' as const } };
  expect(responseSteps(alarm('a', { acknowledgedAtUtcMs: nowUtcMs, steps })).map((one) => [one.step, one.done?.afterMs ?? null])).toEqual([
    ['sent', 60_000],
    ['arrived', null],
    ['found', 90_000],
  ]);
});
