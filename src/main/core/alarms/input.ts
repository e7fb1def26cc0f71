/** What can happen to an alarm, and what comes of it. Words only; the rules stand in the files beside. */
import type {
  AcknowledgeReason,
  Alarm,
  AlarmCategory,
  AlarmFinding,
  AlarmStep,
  EscalationLevel,
  Priority,
  VerificationLevel,
} from '../../../shared/model/alarms.ts';
import type { JournalKind, JsonObject } from '../../../shared/model/journal.ts';
import type { Procedure } from '../../../shared/model/procedures.ts';
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
  readonly partition?: string | null | undefined;
  readonly code?: string | null | undefined;
  /** Nobody will ever say that it is over. */
  readonly momentary?: boolean | undefined;
  /** Of the place it comes from (see place.ts). */
  readonly camera?: string | null | undefined;
  readonly keyPart?: boolean | undefined;
}

export interface Person {
  readonly by: string;
  /** Where they sit; absent = not known. */
  readonly seat?: string | null | undefined;
}

/** What a person does names the revision they saw; what devices and timers do does not. */
interface ByPerson extends Person {
  readonly revision: number;
}

/** `occurrences` of a raise: how often it happened since it was told last; absent = once. */
export type AlarmInput =
  | { readonly type: 'raise'; readonly alarmId: string; readonly condition: RaisedCondition; readonly occurrences?: number | undefined }
  | { readonly type: 'clear' }
  | (ByPerson & { readonly type: 'acknowledge'; readonly reason: AcknowledgeReason; readonly note: string | null })
  | (ByPerson & { readonly type: 'unacknowledge' })
  | (ByPerson & { readonly type: 'reset' })
  | (ByPerson & { readonly type: 'take' })
  | (ByPerson & { readonly type: 'step'; readonly step: AlarmStep; readonly finding: AlarmFinding | null; readonly note: string | null })
  | (ByPerson & Closing & { readonly type: 'close' })
  | (ByPerson & { readonly type: 'verify'; readonly level: VerificationLevel; readonly note: string | null })
  | (ByPerson & ProcedureAct & { readonly type: 'procedureStep' })
  | (ByPerson & Why<SetAsideReason> & { readonly type: 'shelve'; readonly untilUtcMs: number; readonly secondPerson: string | null })
  | (ByPerson & { readonly type: 'unshelve' })
  | { readonly type: 'shelfExpired' }
  | (ByPerson & Why<SetAsideReason> & { readonly type: 'outOfService' })
  | (ByPerson & { readonly type: 'returnToService' })
  | { readonly type: 'suppress'; readonly reason: string }
  | { readonly type: 'unsuppress' }
  /** It waited too long; `seats` of that duty watch now. */
  | { readonly type: 'escalate'; readonly level: EscalationLevel; readonly seats: number }
  /** Alarms of other zones say the same. */
  | { readonly type: 'confirm'; readonly alarmIds: readonly string[] }
  /** Goes under a confirmed alarm, or (null) stands by itself again. */
  | { readonly type: 'join'; readonly confirmedId: string | null };

export interface Closing {
  readonly reason: AcknowledgeReason;
  readonly finding: AlarmFinding;
  readonly note: string | null;
  readonly verification: VerificationLevel | null;
  /** Who agreed; only asked for where the place is a key part. */
  readonly secondPerson: string | null;
}

export interface ProcedureAct {
  /** The one that was begun, or the one to begin with; null = there is none for this alarm. */
  readonly procedure: Procedure | null;
  readonly stepId: string;
  readonly answerId: string | null;
  readonly skipped: boolean;
}

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
  'noProcedure',
  'procedureDone',
  'stepNotNext',
  'answerNeeded',
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
