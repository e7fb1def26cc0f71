/** Small things that stand now and must survive a restart. Each has a kind and a key; what it was before is in the journal. */
import type { AlarmPolicy } from '../../../shared/model/alarm-policy.ts';
import type { Fault } from '../../../shared/model/faults.ts';
import type { PanelCommand, PanelPoint, TaughtWord, UnknownWord } from '../../../shared/model/panels.ts';
import type { Place } from '../../../shared/model/places.ts';
import type { SeatDuty } from '../../../shared/model/seats.ts';
import type { PanelSequence } from './devices.ts';

export interface KeptThings {
  readonly point: PanelPoint;
  /** Commands of the last hours; open ones are settled at the next start. */
  readonly command: PanelCommand;
  readonly unknownWord: UnknownWord;
  readonly taughtWord: TaughtWord;
  readonly place: Place;
  readonly fault: Fault;
  /** Key `alarms`. */
  readonly alarmPolicy: AlarmPolicy;
  /** The newest number of each panel that counts its messages; key: panelId. */
  readonly sequence: PanelSequence;
  /** What the broker said last of the messages that it threw away, and when. Key `broker`. */
  readonly brokerDropped: { readonly total: number; readonly atUtcMs: number };
  /** What a seat is for when an alarm is passed on; key: the seat's name. */
  readonly seatDuty: { readonly seat: string; readonly duty: SeatDuty };
}
export type KeptKind = keyof KeptThings;

export interface KeptReads {
  kept<K extends KeptKind>(kind: K, key: string): KeptThings[K] | null;
  /** By key. */
  allKept<K extends KeptKind>(kind: K): KeptThings[K][];
  sitePlan(): { readonly mime: string; readonly bytes: Uint8Array } | null;
}

export interface KeptWrites {
  /** Inserts or replaces. */
  keep<K extends KeptKind>(kind: K, key: string, thing: KeptThings[K]): void;
  drop(kind: KeptKind, key: string): void;
  saveSitePlan(plan: { readonly mime: string; readonly bytes: Uint8Array } | null): void;
}

/** A key of several parts. */
export const keptKey = (...parts: readonly string[]): string => parts.join('\n');
