/** What can happen to an alarm, and what comes of it. Words only; the rules stand in the files beside. */
import type { AcknowledgeReason, Alarm, AlarmCategory, AlarmFinding, AlarmStep, Priority } from '../../../shared/model/alarms.ts';
import type { JournalKind, JsonObject } from '../../../shared/model/journal.ts';
import type { SetAsideReason, Why } from '../../../shared/model/reasons.ts';

/** An active condition as it was reported. */
export interface RaisedCondition {
  readonly panelId: string;
  readonly source: string;
  readonly area: string | null;
  readonly condition: string;
  readonly category: AlarmCategory;
  readonly priority: Priority;
  readonly latched: boolean;
  /** It was there before we could hear of it (retained). */
  readonly standing: boolean;
  readonly simulated: boolean;
  readonly text: string | null;
}

/** What a person does names the revision they saw; what devices and timers do does not. */
interface ByPerson {
  readonly by: string;
  readonly revision: number;
}

export type AlarmInput =
  | { readonly type: 'raise'; readonly alarmId: string; readonly condition: RaisedCondition }
  | { readonly type: 'clear' }
  | (ByPerson & { readonly type: 'acknowledge'; readonly reason: AcknowledgeReason; readonly note: string | null })
  | (ByPerson & { readonly type: 'unacknowledge' })
  | (ByPerson & { readonly type: 'reset' })
  | (ByPerson & { readonly type: 'take' })
  | (ByPerson & { readonly type: 'step'; readonly step: AlarmStep; readonly finding: AlarmFinding | null; readonly note: string | null })
  | (ByPerson & { readonly type: 'close'; readonly reason: AcknowledgeReason; readonly finding: AlarmFinding; readonly note: string | null })
  | (ByPerson & Why<SetAsideReason> & { readonly type: 'shelve'; readonly untilUtcMs: number; readonly secondPerson: string | null })
  | (ByPerson & { readonly type: 'unshelve' })
  | { readonly type: 'shelfExpired' }
  | (ByPerson & Why<SetAsideReason> & { readonly type: 'outOfService' })
  | (ByPerson & { readonly type: 'returnToService' })
  | { readonly type: 'suppress'; readonly reason: string }
  | { readonly type: 'unsuppress' };

export type AlarmInputType = AlarmInput['type'];

/** Why the machine says no. `conflict`: somebody else was faster. The rest are rules with words in the catalogue (`alarms.rules`). */
export const ruleCodes = [
  'conflict',
  'notOnBoard',
  'alreadyAcknowledged',
  'acknowledgeFirst',
  'notAcknowledged',
  'setAside',
  'cannotShelve',
  'secondPersonNeeded',
  'secondPersonUnfit',
  'shelfTimePast',
  'notShelved',
  'shelfNotOver',
  'alreadyOutOfService',
  'notOutOfService',
  'alreadySuppressed',
  'notSuppressed',
  'notLatched',
  'stillActive',
  'alreadyYours',
  'stepDone',
  'findingNeeded',
  'findingNotHere',
  'notTheSameCause',
] as const;
export type RuleCode = (typeof ruleCodes)[number];

/** A row that must be written in the same transaction as the new state. */
export interface AlarmRow {
  readonly kind: JournalKind;
  readonly payload: JsonObject;
}

export interface Transition {
  /** The alarm after the input; the very same object when nothing changed. Null only for a clear of what was never raised. */
  readonly alarm: Alarm | null;
  /** False: take it off the board (it is normal and nobody is on the way). */
  readonly onBoard: boolean;
  /** Empty exactly when nothing changed. */
  readonly rows: readonly AlarmRow[];
}
