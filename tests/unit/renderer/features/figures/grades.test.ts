import { describe, expect, it } from 'vitest';
import {
  acknowledgeGrade,
  chatteringGrade,
  escalatedGrade,
  floodGrade,
  priorityGrade,
  rateGrade,
  staleGrade,
  topGrade,
  worstGrade,
} from '../../../../../src/renderer/features/figures/grades.ts';
import { durationText, percent, shortNumber } from '../../../../../src/renderer/features/figures/number-words.ts';
import { defaultAlarmPolicy } from '../../../../../src/shared/model/alarm-policy.ts';

const sources = (count: number, share: number) =>
  Array.from({ length: count }, (_, i) => ({ panelId: 'main', source: `z${i}`, area: null, count: 1, share: share / count }));
const chattering = (count: number) => Array.from({ length: count }, (_, i) => ({ panelId: 'main', source: `z${i}`, condition: 'motion', bursts: 1 }));

describe('what a figure comes to', () => {
  it.each([
    [0.4, 'good'],
    [1, 'good'],
    [1.1, 'watch'],
    [2, 'watch'],
    [2.1, 'bad'],
  ])('%d alarms in ten minutes: %s', (meanPerTenMinutes, grade) => {
    expect(rateGrade({ meanPerTenMinutes })).toBe(grade);
  });

  it('is good under one per cent of the time in flood', () => {
    expect([0, 0.0099, 0.01, 0.2].map((floodShare) => floodGrade({ floodShare }))).toEqual(['good', 'good', 'watch', 'bad']);
  });

  it('is good under five stale alarms, and with no chattering source', () => {
    expect([4, 5, 11].map((stale) => staleGrade({ stale }))).toEqual(['good', 'watch', 'bad']);
    expect([0, 1, 4].map((count) => chatteringGrade({ chattering: chattering(count) }))).toEqual(['good', 'watch', 'bad']);
  });

  it('judges the ten busiest sources only where there are more than ten', () => {
    expect(topGrade({ raised: 500, topSources: sources(10, 1) })).toBe('few');
    expect(topGrade({ raised: 500, topSources: sources(6, 0.9) })).toBe('few');
    expect(topGrade({ raised: 500, topSources: sources(10, 0.6) })).toBe('bad');
    expect(topGrade({ raised: 500, topSources: sources(10, 0.04) })).toBe('good');
  });

  it('finds fault with too many urgent alarms, and judges none from a handful', () => {
    const of = (critical: number, high: number, lower: number) =>
      priorityGrade({ raised: critical + high + lower, byPriority: { 1: critical, 2: high, 3: lower, 4: 0 } });
    expect([of(5, 15, 80), of(12, 15, 73), of(30, 30, 40), of(2, 1, 0)]).toEqual(['good', 'watch', 'bad', 'few']);
  });

  it('measures the time to acknowledge by when the second seat is called here', () => {
    const of = (medianSeconds: number, p95Seconds: number) => acknowledgeGrade({ count: 9, medianSeconds, p95Seconds }, 1, defaultAlarmPolicy);
    expect([of(10, 30), of(10, 31), of(31, 90)]).toEqual(['good', 'watch', 'bad']);
    expect(acknowledgeGrade(null, 1, defaultAlarmPolicy)).toBe('few');
    expect(acknowledgeGrade({ count: 9, medianSeconds: 31, p95Seconds: 90 }, 2, defaultAlarmPolicy)).toBe('good');
  });

  it('is bad once a lead had to be called', () => {
    expect([0, 1].map((lead) => escalatedGrade({ escalated: { secondSeat: 1, lead } }))).toEqual(['watch', 'bad']);
    expect(escalatedGrade({ escalated: { secondSeat: 0, lead: 0 } })).toBe('good');
  });

  it('is the worst of several, without those that say nothing', () => {
    expect([worstGrade(['good', 'few', 'watch']), worstGrade(['few', 'few']), worstGrade(['bad', 'good'])]).toEqual(['watch', 'few', 'bad']);
  });
});

describe('numbers as words', () => {
  it('have tenths only where they say something', () => {
    expect([0, 0.01, 0.34, 9.96, 12.4].map(shortNumber)).toEqual(['0', '<0.1', '0.3', '10', '12']);
    expect([0.004, 0.5, 1].map(percent)).toEqual(['0.4', '50', '100']);
  });

  it('are minutes from a minute on and hours from an hour on', () => {
    expect([42, 60, 125.4, 3723].map(durationText)).toEqual(['42 s', '1:00', '2:05', '1:02:03']);
  });
});
