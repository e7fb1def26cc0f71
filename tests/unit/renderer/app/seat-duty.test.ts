import { describe, expect, it } from 'vitest';
import { actingDuty, callsSeat, concerns } from '../../../../src/renderer/app/seat-duty.ts';
import type { SeatDuty, WatchingSeat } from '../../../../src/shared/model/seats.ts';
import { freshAlarm } from '../../../fixtures/alarm.ts';

const seat = (name: string, duty: SeatDuty): WatchingSeat => ({ seat: name, user: null, duty, sound: 'ready', sinceUtcMs: 1 });

describe('the duty of a seat', () => {
  it('is what was set for it', () => {
    const seats = [seat('a', 'first'), seat('b', 'second'), seat('c', 'lead')];
    expect(['a', 'b', 'c'].map((name) => actingDuty(seats, name))).toEqual(['first', 'second', 'lead']);
  });

  it('is that of a first seat where it is not known, and for the next in line where no first seat watches', () => {
    expect(actingDuty([], 'a')).toBe('first');
    expect(actingDuty([seat('b', 'second'), seat('c', 'lead')], 'b')).toBe('first');
    expect(actingDuty([seat('b', 'second'), seat('c', 'lead')], 'c')).toBe('lead');
    expect(actingDuty([seat('c', 'lead')], 'c')).toBe('first');
  });
});

it('an alarm concerns a seat from the escalation on that names it', () => {
  const reach = (escalation: 1 | 2 | undefined) => (['first', 'second', 'lead'] as const).filter((duty) => concerns({ escalation }, duty));
  expect([reach(undefined), reach(1), reach(2)]).toEqual([['first'], ['first', 'second'], ['first', 'second', 'lead']]);
});

it('calls a second seat while nobody answers, and a first seat never: that has it anyway', () => {
  const passedOn = freshAlarm({ escalation: 1 });
  expect(callsSeat(passedOn, 'second')).toBe(true);
  expect(callsSeat(passedOn, 'first')).toBe(false);
  expect(callsSeat(passedOn, 'lead')).toBe(false);
  expect(callsSeat({ ...passedOn, state: 'acknowledged' }, 'second')).toBe(false);
});
