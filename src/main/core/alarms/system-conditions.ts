/** Alarms that the post raises about itself: what they are worth unless the caller says otherwise. */
import type { AlarmCategory, Priority } from '../../../shared/model/alarms.ts';

export interface ConditionWorth {
  readonly category: AlarmCategory;
  readonly priority: Priority;
}

const worth: { readonly [condition: string]: ConditionWorth } = {
  storeFailed: { category: 'trouble', priority: 1 },
  brokerLost: { category: 'trouble', priority: 2 },
  offline: { category: 'trouble', priority: 2 },
  supervision: { category: 'trouble', priority: 2 },
  readerOffline: { category: 'trouble', priority: 3 },
  readerPower: { category: 'trouble', priority: 3 },
  readerInput: { category: 'technical', priority: 3 },
  readerInsecure: { category: 'tamper', priority: 2 },
  readerDefaultKey: { category: 'tamper', priority: 2 },
  tamper: { category: 'tamper', priority: 2 },
  blockedCard: { category: 'access', priority: 2 },
  lostCard: { category: 'access', priority: 2 },
  testMissing: { category: 'trouble', priority: 3 },
  outsideSchedule: { category: 'intrusion', priority: 2 },
  sequenceLost: { category: 'trouble', priority: 3 },
  soundLost: { category: 'trouble', priority: 2 },
  passBack: { category: 'access', priority: 3 },
  wrongDirection: { category: 'access', priority: 3 },
  outOfHours: { category: 'access', priority: 3 },
  repeatedDenials: { category: 'access', priority: 3 },
};

export const worthOf = (condition: string): ConditionWorth => worth[condition] ?? { category: 'other', priority: 3 };
