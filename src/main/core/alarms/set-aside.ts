/**
 * Shelved by a person, out of service by the lead, suppressed by design: set aside with an end in sight, never lost.
 * While set aside, causes come and go unseen but counted; on return the alarm is normal or asks again.
 */
import type { Alarm } from '../../../shared/model/alarms.ts';
import { type SetAsideReason, type Why, whyPayload } from '../../../shared/model/reasons.ts';
import { asksAgain, changed, needsAttention, noShelf, type Outcome, refused } from './change.ts';

/** Life safety can't be shelved by anybody. */
export const canShelve = (alarm: Alarm): boolean => alarm.category !== 'life';
/** Priorities 1 and 2 need four eyes. */
export const needsSecondPerson = (alarm: Alarm): boolean => alarm.priority <= 2;

/** What is out of sight confirms nothing and hides nothing under it. */
const unconfirmed = { partOf: undefined, confirmedBy: undefined } as const;

interface Shelving extends Why<SetAsideReason> {
  readonly by: string;
  readonly untilUtcMs: number;
  readonly secondPerson: string | null;
}

export function shelve(alarm: Alarm, input: Shelving, nowUtcMs: number): Outcome {
  if (!canShelve(alarm)) return refused('cannotShelve');
  if (input.untilUtcMs <= nowUtcMs) return refused('shelfTimePast');
  if (needsSecondPerson(alarm)) {
    if (input.secondPerson === null) return refused('secondPersonNeeded');
    if (input.secondPerson.toLowerCase() === input.by.toLowerCase()) return refused('secondPersonUnfit');
  }
  return changed(
    alarm,
    'alarm.shelved',
    {
      state: 'shelved',
      ...unconfirmed,
      shelvedUntilUtcMs: input.untilUtcMs,
      shelvedBy: input.by,
      shelvedSecondPerson: input.secondPerson,
      shelveReason: input.reason,
      shelveReasonText: input.reasonText === '' ? undefined : input.reasonText,
    },
    nowUtcMs,
    {
      ...whyPayload(input),
      until: new Date(input.untilUtcMs).toISOString(),
      ...(input.secondPerson === null ? {} : { secondPerson: input.secondPerson }),
    },
  );
}

/** Normal if the cause is gone and nothing waits for a reset; else it asks for an acknowledgement. */
const back = (alarm: Alarm, nowUtcMs: number) => ({ ...noShelf, ...(needsAttention(alarm) ? asksAgain(nowUtcMs) : ({ state: 'normal' } as const)) });

export function unshelve(alarm: Alarm, nowUtcMs: number): Outcome {
  if (alarm.state !== 'shelved') return refused('notShelved');
  return changed(alarm, 'alarm.unshelved', back(alarm, nowUtcMs), nowUtcMs, { cause: 'person' });
}

export function expireShelf(alarm: Alarm, nowUtcMs: number): Outcome {
  if (alarm.state !== 'shelved') return refused('notShelved');
  if (alarm.shelvedUntilUtcMs !== null && nowUtcMs < alarm.shelvedUntilUtcMs) return refused('shelfNotOver');
  return changed(alarm, 'alarm.unshelved', back(alarm, nowUtcMs), nowUtcMs, { cause: 'expired' });
}

export function takeOutOfService(alarm: Alarm, why: Why<SetAsideReason>, nowUtcMs: number): Outcome {
  if (alarm.state === 'outOfService') return refused('alreadyOutOfService');
  return changed(alarm, 'alarm.outOfService', { ...noShelf, state: 'outOfService', ...unconfirmed }, nowUtcMs, whyPayload(why));
}

export function returnToService(alarm: Alarm, nowUtcMs: number): Outcome {
  if (alarm.state !== 'outOfService') return refused('notOutOfService');
  return changed(alarm, 'alarm.returnedToService', back(alarm, nowUtcMs), nowUtcMs, { from: 'outOfService' });
}

export function suppress(alarm: Alarm, reason: string, nowUtcMs: number): Outcome {
  if (alarm.state === 'suppressed') return refused('alreadySuppressed');
  return changed(alarm, 'alarm.suppressed', { ...noShelf, state: 'suppressed', ...unconfirmed }, nowUtcMs, { reason });
}

export function unsuppress(alarm: Alarm, nowUtcMs: number): Outcome {
  if (alarm.state !== 'suppressed') return refused('notSuppressed');
  return changed(alarm, 'alarm.returnedToService', back(alarm, nowUtcMs), nowUtcMs, { from: 'suppressed' });
}
