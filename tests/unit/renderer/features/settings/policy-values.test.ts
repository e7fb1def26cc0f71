import { describe, expect, it } from 'vitest';
import { policyOf, ranges, timesProblem, valuesOf, wholeNumber } from '../../../../../src/renderer/features/settings/policy-values.ts';
import { alarmPolicy } from '../../../../../src/shared/contract/alarm-schemas.ts';
import { defaultAlarmPolicy } from '../../../../../src/shared/model/alarm-policy.ts';

const values = valuesOf(defaultAlarmPolicy);

describe('the form of the alarm policy', () => {
  it('makes the policy that it was filled with', () => {
    expect(policyOf(values)).toEqual(defaultAlarmPolicy);
  });

  it('takes whole numbers within the range and nothing else', () => {
    expect(['5', ' 3600 ', '4', '3601', '', '1e3', '-5', '7.5', '٧'].map((text) => wholeNumber(text, ranges.seconds))).toEqual([
      5,
      3600,
      ...Array.from({ length: 7 }, () => null),
    ]);
  });

  it('calls the lead after the second seat', () => {
    expect([timesProblem({ second: '30', lead: '60' }), timesProblem({ second: '60', lead: '60' }), timesProblem({ second: 'x', lead: '60' })]).toEqual([
      null,
      'order',
      'range',
    ]);
    expect(policyOf({ ...values, times: { ...values.times, 2: { second: '90', lead: '90' } } })).toBeNull();
  });

  it.each([
    ['confirmationMinutes', '241'],
    ['falseCount', '1'],
    ['falseDays', '0'],
  ])('makes no policy with %s %s', (name, text) => {
    expect(policyOf({ ...values, [name]: text })).toBeNull();
  });

  it('allows exactly what the contract takes at the ends of each range', () => {
    for (const end of ['from', 'to'] as const) {
      const policy = policyOf({
        ...values,
        confirmationMinutes: String(ranges.confirmationMinutes[end]),
        falseCount: String(ranges.falseCount[end]),
        falseDays: String(ranges.falseDays[end]),
      });
      expect(alarmPolicy.safeParse(policy).success).toBe(true);
    }
    expect(alarmPolicy.safeParse({ ...defaultAlarmPolicy, confirmationMinutes: ranges.confirmationMinutes.to + 1 }).success).toBe(false);
    expect(alarmPolicy.safeParse({ ...defaultAlarmPolicy, escalationSeconds: { ...defaultAlarmPolicy.escalationSeconds, 1: [4, 60] } }).success).toBe(false);
  });
});
