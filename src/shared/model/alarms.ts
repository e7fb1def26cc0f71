/** Alarms as ISA-18.2 / IEC 62682 names them. */

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
  'triggered',
  'doorForced',
  'doorHeldOpen',
  'tamper',
  'water',
  'freeze',
  'heat',
  'batteryLow',
  'mainsLost',
  'problem',
  'safety',
  'motion',
  'open',
  'vibration',
  'panelSilent',
  'panelOffline',
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
  'connectivity',
] as const;

/** What someone found on the spot. */
export const alarmFindings = ['true', 'false', 'test', 'unknown'] as const;
export type AlarmFinding = (typeof alarmFindings)[number];

/** Number keys 1..9 pick these when acknowledging or closing. */
export const acknowledgeReasons = ['seen', 'sentSomeone', 'knownWork', 'test', 'falseAlarm', 'weather', 'animal', 'fault', 'other'] as const;
export type AcknowledgeReason = (typeof acknowledgeReasons)[number];

export const alarmSteps = ['sent', 'arrived', 'found'] as const;
export type AlarmStep = (typeof alarmSteps)[number];

export interface Alarm {
  readonly alarmId: string;
  readonly panelId: string;
  readonly source: string;
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
  /** It was already standing when we connected. */
  readonly standing: boolean;
  readonly simulated: boolean;
  readonly raisedAtUtcMs: number;
  readonly lastChangeAtUtcMs: number;
  /** How many times it was raised since it came on the board (chatter folds here). */
  readonly count: number;
  readonly owner: string | null;
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
export const isListed = (alarm: Alarm): boolean => alarm.state !== 'normal' || Object.keys(alarm.steps).length > 0;

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
  'panelId' | 'source' | 'area' | 'condition' | 'category' | 'priority' | 'latched' | 'standing' | 'simulated' | 'text'
>;
