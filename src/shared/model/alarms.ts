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
  readonly shelveReason: string | null;
  readonly steps: { readonly [step in AlarmStep]?: { readonly atUtcMs: number; readonly by: string; readonly finding?: AlarmFinding | undefined } | undefined };
  readonly text: string | null;
  /** Counts up with each change; a stale revision is a conflict, never a silent overwrite. */
  readonly revision: number;
}
