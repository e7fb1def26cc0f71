/** What the alarm policy's form holds: text as it is typed, and the policy that it makes. Pure. */
import type { AlarmPolicy } from '../../../shared/model/alarm-policy.ts';
import { type Priority, priorities } from '../../../shared/model/alarms.ts';

type Times = { readonly [priority in Priority]: { readonly second: string; readonly lead: string } };
export interface PolicyValues {
  readonly twoPersons: AlarmPolicy['twoPersons'];
  readonly times: Times;
  readonly confirmationMinutes: string;
  readonly falseCount: string;
  readonly falseDays: string;
}

export function valuesOf({ twoPersons, escalationSeconds, confirmationMinutes, falseAlarms }: AlarmPolicy): PolicyValues {
  const time = (priority: Priority) => ({ second: String(escalationSeconds[priority][0]), lead: String(escalationSeconds[priority][1]) });
  return {
    twoPersons,
    times: { 1: time(1), 2: time(2), 3: time(3), 4: time(4) },
    confirmationMinutes: String(confirmationMinutes),
    falseCount: String(falseAlarms.count),
    falseDays: String(falseAlarms.days),
  };
}

/** As the contract has them. */
export const ranges = {
  seconds: { from: 5, to: 3600 },
  confirmationMinutes: { from: 0, to: 240 },
  falseCount: { from: 2, to: 50 },
  falseDays: { from: 1, to: 90 },
} as const;
export type Range = (typeof ranges)[keyof typeof ranges];

/** A whole number within the range, else null. */
export function wholeNumber(text: string, { from, to }: Range): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,4}$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return value >= from && value <= to ? value : null;
}

export type TimesProblem = 'range' | 'order' | null;

/** The lead is called after the second seat. */
export function timesProblem({ second, lead }: Times[Priority]): TimesProblem {
  const [first, last] = [wholeNumber(second, ranges.seconds), wholeNumber(lead, ranges.seconds)];
  if (first === null || last === null) return 'range';
  return first < last ? null : 'order';
}

/** The policy; null while something typed makes none. */
export function policyOf({ twoPersons, times, ...texts }: PolicyValues): AlarmPolicy | null {
  const confirmationMinutes = wholeNumber(texts.confirmationMinutes, ranges.confirmationMinutes);
  const count = wholeNumber(texts.falseCount, ranges.falseCount);
  const days = wholeNumber(texts.falseDays, ranges.falseDays);
  if (confirmationMinutes === null || count === null || days === null) return null;
  if (priorities.some((priority) => timesProblem(times[priority]) !== null)) return null;
  const pair = (priority: Priority): readonly [number, number] => [Number(times[priority].second), Number(times[priority].lead)];
  return {
    twoPersons,
    escalationSeconds: { 1: pair(1), 2: pair(2), 3: pair(3), 4: pair(4) },
    confirmationMinutes,
    falseAlarms: { count, days },
  };
}
