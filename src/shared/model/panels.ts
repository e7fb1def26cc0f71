/** Alarm panels: what they consist of, what can be asked of them, and words of theirs that we had to be taught. */
import type { MappedWord } from './mapped-word.ts';

export const panelDialects = [
  'home-assistant',
  'pai',
  'dsc',
  'alarmo',
  'ad2iot',
  'zigbee2mqtt',
  'sia',
  'texecom',
  'frigate',
  'sparkplug',
  'guardpost',
  'mapping',
] as const;
export type PanelDialectName = (typeof panelDialects)[number];

/** Part of a panel that has a state of its own. */
export const pointKinds = ['partition', 'zone', 'output'] as const;
export type PointKind = (typeof pointKinds)[number];

/** States of a partition, whatever its dialect calls them. `entryDelay` and `exitDelay` are no alarm. */
export const partitionStates = [
  'disarmed',
  'armedAway',
  'armedHome',
  'armedNight',
  'armedVacation',
  'armedCustom',
  'arming',
  'disarming',
  'entryDelay',
  'exitDelay',
  'triggered',
] as const;
export type PartitionState = (typeof partitionStates)[number];
export const armedStates: ReadonlySet<string> = new Set(['armedAway', 'armedHome', 'armedNight', 'armedVacation', 'armedCustom'] satisfies PartitionState[]);

export interface PanelPoint {
  readonly panelId: string;
  readonly kind: PointKind;
  /** As the panel's commands name it; unique within panel and kind. */
  readonly pointId: string;
  readonly name: string;
  readonly partition: string | null;
  /** A partition's `PartitionState`, a zone's `open` or `closed`; null = not said yet. */
  readonly state: string | null;
  readonly bypassed: boolean;
  /** Since when state and bypass are as they are. */
  readonly sinceUtcMs: number;
  /** Last sign of life of this very point; null = none since the post began. Not kept over a restart. */
  readonly lastHeardUtcMs: number | null;
  readonly batteryPercent: number | null;
  readonly simulated: boolean;
}

/** `clear`: takes a bypass back, or resets a panel's alarm memory where no zone is named. `silence`: bells and sirens off. */
export const panelCommandKinds = ['arm', 'disarm', 'bypass', 'clear', 'silence'] as const;
export type PanelCommandKind = (typeof panelCommandKinds)[number];
export const armModes = ['away', 'home', 'night', 'vacation'] as const;
export type ArmMode = (typeof armModes)[number];

/** sent: on its way. accepted: broker or panel has taken it. confirmed: the panel's state says that it is done. */
export const commandStates = ['sent', 'accepted', 'confirmed', 'failed'] as const;
export type CommandState = (typeof commandStates)[number];
/** `notKept`: the row could not be written, so nothing was sent. `restarted`: the post was restarted before an answer came. */
export const commandFailures = ['offline', 'refusedByBroker', 'timedOut', 'refusedByPanel', 'restarted', 'notSupported', 'codeMissing'] as const;
export type CommandFailure = (typeof commandFailures)[number];

export interface PanelCommand {
  readonly commandId: string;
  readonly panelId: string;
  readonly kind: PanelCommandKind;
  /** Only and always with `arm`. */
  readonly mode: ArmMode | null;
  /** null = the whole panel. */
  readonly pointKind: PointKind | null;
  readonly pointId: string | null;
  readonly by: string;
  readonly secondPerson: string | null;
  readonly askedAtUtcMs: number;
  readonly deadlineUtcMs: number;
  readonly state: CommandState;
  readonly stateAtUtcMs: number;
  readonly failure: CommandFailure | null;
  /** The panel's own words. */
  readonly detail: string | null;
}

/** Something that a panel said and that nobody has taught us yet; counted per panel and word. */
export interface UnknownWord {
  readonly panelId: string;
  /** The word, code or the kind of problem (`problem` says which). */
  readonly word: string;
  readonly problem: string;
  /** Of the newest one; the text is cut to 200 characters. */
  readonly topic: string;
  readonly text: string;
  readonly count: number;
  readonly firstAtUtcMs: number;
  readonly lastAtUtcMs: number;
  /** A word or code that can be given a meaning; false for what is broken. */
  readonly teachable: boolean;
}

/** A meaning that this site has given to a word or event code of one panel (`*` = of all panels); goes before the dialect's own. */
export interface TaughtWord {
  readonly panelId: string;
  readonly word: string;
  readonly meaning: MappedWord;
  readonly by: string;
  readonly atUtcMs: number;
}
