/** Alarms that the post raises about itself: what they are worth unless the caller says otherwise. */
import type { AlarmCategory, Priority } from '../../../shared/model/alarms.ts';

export interface ConditionWorth {
  readonly category: AlarmCategory;
  readonly priority: Priority;
}

const worth: { readonly [condition: string]: ConditionWorth } = {
  storeFailed: { category: 'trouble', priority: 1 },
  brokerLost: { category: 'trouble', priority: 2 },
  panelOffline: { category: 'trouble', priority: 2 },
  panelSilent: { category: 'trouble', priority: 2 },
  readerOffline: { category: 'trouble', priority: 3 },
  blockedCard: { category: 'access', priority: 2 },
  lostCard: { category: 'access', priority: 2 },
  repeatedDenials: { category: 'access', priority: 3 },
};

export const worthOf = (condition: string): ConditionWorth => worth[condition] ?? { category: 'other', priority: 3 };
