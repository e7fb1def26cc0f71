/** Alarms as ISA-18.2 / IEC 62682 names them. */
import type { ProcedureRun } from './procedure-run.ts';

export const alarmStates = ['normal', 'unacknowledged', 'acknowledged', 'returnedUnacknowledged', 'shelved', 'suppressed', 'outOfService'] as const;
export type AlarmState = (typeof alarmStates)[number];

/** 1 critical, 2 high, 3 medium, 4 low. */
export type Priority = 1 | 2 | 3 | 4;
export const priorities = [1, 2, 3, 4] as const;

export const alarmCategories = ['life', 'holdUp', 'intrusion', 'tamper', 'technical', 'trouble', 'access', 'test', 'other'] as const;
export type AlarmCategory = (typeof alarmCategories)[number];

/** Condition words that we name ourselves (texts in the catalogues); panels may bring others, shown as they are. */
export const knownConditions = [
  'fire',
  'gas',
  'carbonMonoxide',
  'medical',
  'panic',
  'holdUp',
  'duress',
  'intrusion',
  'confirmedIntrusion',
  'doorForced',
  'doorHeldOpen',
  'tamper',
  'water',
  'freeze',
  'heat',
  'battery',
  'mains',
  'problem',
  'safety',
  'motion',
  'open',
  'vibration',
  'supervision',
  'offline',
  'readerOffline',
  'readerPower',
  'readerInput',
  'readerInsecure',
  'readerDefaultKey',
  'brokerLost',
  'storeFailed',
  'sound',
  'moving',
  'occupancy',
  'cold',
  'power',
  'line',
  'module',
  'technical',
  'temperature',
  'testMissing',
  'outsideSchedule',
  'sequenceLost',
  'soundLost',
  'passBack',
  'wrongDirection',
  'outOfHours',
] as const;

/** What someone found on the spot. */
export const alarmFindings = ['true', 'false', 'test', 'unknown'] as const;
export type AlarmFinding = (typeof alarmFindings)[number];

/** Number keys 1..9 pick these when acknowledging or closing. */
export const acknowledgeReasons = ['seen', 'sentSomeone', 'knownWork', 'test', 'falseAlarm', 'weather', 'animal', 'fault', 'other'] as const;
export type AcknowledgeReason = (typeof acknowledgeReasons)[number];

/** 0 no call is needed … 4 threat to life (alarms.md 3; the steps of ANSI/TMA-AVS-01 in our own words). */
export const verificationLevels = [0, 1, 2, 3, 4] as const;
export type VerificationLevel = (typeof verificationLevels)[number];

/** Who has been called by time alone: 1 the second seat, 2 the lead. */
export type EscalationLevel = 1 | 2;

export const alarmSteps = ['sent', 'arrived', 'found'] as const;
export type AlarmStep = (typeof alarmSteps)[number];

export interface Alarm {
  readonly alarmId: string;
  readonly panelId: string;
  readonly source: string;
  /** Partition of the panel as it names it; absent or null = none or not said. */
  readonly partition?: string | null | undefined;
  /** The event code or word as it was received (`BA`, `1130`, `triggered`). */
  readonly code?: string | null | undefined;
  /** Area or zone in words, if the panel says. */
  readonly area: string | null;
  readonly condition: string;
  readonly category: AlarmCategory;
  /** Highest seen since raised (severity is latched). */
  readonly priority: Priority;
  readonly state: AlarmState;
  /** Is the cause present right now? */
  readonly active: boolean;
  /** Needs an explicit reset after the cause is gone. */
  readonly latched: boolean;
  /** No panel will ever say that it is over (a panic button): closing it ends it. Absent = no. */
  readonly momentary?: boolean | undefined;
  /** It was already standing when we connected. */
  readonly standing: boolean;
  readonly simulated: boolean;
  readonly raisedAtUtcMs: number;
  readonly lastChangeAtUtcMs: number;
  /** How many times it was raised since it came on the board (chatter folds here). */
  readonly count: number;
  readonly owner: string | null;
  /** The seat at which the owner took it. */
  readonly ownerSeat?: string | null | undefined;
  /** How far an unacknowledged alarm has been passed on; absent = not. */
  readonly escalation?: EscalationLevel | undefined;
  readonly verification?: VerificationLevel | undefined;
  readonly procedure?: ProcedureRun | undefined;
  /** Alarms of other zones that confirm this one; they stand folded under it. Absent = not confirmed. */
  readonly confirmedBy?: readonly string[] | undefined;
  /** The confirmed alarm under which this one is folded. */
  readonly partOf?: string | undefined;
  /** Of the place (see places.ts), when it was raised. */
  readonly camera?: string | null | undefined;
  readonly keyPart?: boolean | undefined;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAtUtcMs: number | null;
  readonly acknowledgeReason: string | null;
  readonly shelvedUntilUtcMs: number | null;
  readonly shelvedBy: string | null;
  readonly shelvedSecondPerson: string | null;
  /** A code (`setAsideReasons`); before there were codes, words. */
  readonly shelveReason: string | null;
  /** Words beside the code. Absent = none. */
  readonly shelveReasonText?: string | undefined;
  readonly steps: { readonly [step in AlarmStep]?: { readonly atUtcMs: number; readonly by: string; readonly finding?: AlarmFinding | undefined } | undefined };
  readonly text: string | null;
  /** When it was raised lately (epoch milliseconds, the last few): what `chattering` is told from. Absent = not known. */
  readonly recentRaisesUtcMs?: readonly number[];
  /** Raised 3 times or more within a minute, as of its last change. A word on the row, it hides nothing. Absent = no. */
  readonly chattering?: boolean | undefined;
  /** A change that an on-delay or off-delay holds back just now. The contract leaves it out: no seat needs it. */
  readonly delay?: AlarmDelay;
  /** Counts up with each change; a stale revision is a conflict, never a silent overwrite. */
  readonly revision: number;
}

/** Is it on the board or on a standing list? A normal alarm only while somebody's response to it is open. */
export const isListed = (alarm: Alarm): boolean => alarm.state !== 'normal' || Object.keys(alarm.steps).length > 0 || (alarm.procedure?.ticks.length ?? 0) > 0;

/** A reported edge that waits for its delay. It is kept in the store with the alarm, so that a restart loses none. */
export interface AlarmDelay {
  /** `on`: becomes an alarm if the cause lasts; `off`: is told as gone if it stays away. */
  readonly edge: 'on' | 'off';
  readonly sinceUtcMs: number;
  readonly dueAtUtcMs: number;
  /** The device's own time of the report, and its arrival. */
  readonly eventAtUtcMs: number | null;
  readonly arrivedAtUtcMs: number | null;
  /** What was reported. */
  readonly condition: DelayedCondition;
}
export type DelayedCondition = Pick<
  Alarm,
  | 'panelId'
  | 'source'
  | 'partition'
  | 'code'
  | 'area'
  | 'condition'
  | 'category'
  | 'priority'
  | 'latched'
  | 'momentary'
  | 'standing'
  | 'simulated'
  | 'text'
  | 'camera'
  | 'keyPart'
>;
