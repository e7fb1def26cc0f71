/** What a seat knows of the post right now. Bounded: it must not grow with the length of a shift. */
import type { Glance } from '../../shared/contract/index.ts';
import type { Entry } from '../../shared/contract/schemas.ts';
import type { Alarm } from '../../shared/model/alarms.ts';
import type { CardNumber } from '../../shared/model/cards.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { MrzProblem } from '../../shared/model/mrz/mrz-problem.ts';
import type { PanelCommand, PanelPoint, UnknownWord } from '../../shared/model/panels.ts';
import type { WatchingSeat } from '../../shared/model/seats.ts';
import type { Visit } from '../../shared/model/visits.ts';

export const gateRowsKept = 500;
export const logRowsKept = 1000;
export const unwrittenKept = 50;
export const commandsKept = 100;

export interface Unwritten {
  readonly readerId: string;
  readonly card: CardNumber;
  readonly atUtcMs: number;
  readonly cause: string;
}

/** A document that a scanner read and that no seat has taken yet. What it says comes only to the seat that takes it. */
export interface DocumentOffer {
  readonly offerId: string;
  readonly readerId: string;
  readonly simulated: boolean;
  /** No other seat was told: this one may open it by itself. */
  readonly alone: boolean;
  /** By the post's clock. */
  readonly atUtcMs: number;
}

export interface LiveState {
  /** connecting: nothing yet. live: up to date. stale: what is shown is as of `sinceUtcMs`. */
  readonly status: 'connecting' | 'live' | 'stale';
  readonly sinceUtcMs: number;
  /** Sequence number of the newest journal row that we have. */
  readonly seq: number;
  /** Names are hidden because the seat is locked. */
  readonly masked: boolean;
  /** Gate rows and all rows, newest first. */
  readonly gate: readonly Entry[];
  readonly log: readonly Entry[];
  /** Most urgent first (see order.ts). */
  readonly alarms: readonly Alarm[];
  /** More of them are on their way; what is here are the most urgent ones. */
  readonly alarmsFollow: boolean;
  /** The same by id. */
  readonly alarmsById: ReadonlyMap<string, Alarm>;
  /** Overdue first, then longest inside first. */
  readonly inside: readonly Visit[];
  readonly devices: readonly DeviceHealth[];
  /** Parts of panels: by panel, kind and name. */
  readonly points: readonly PanelPoint[];
  /** Commands to panels, newest first. */
  readonly commands: readonly PanelCommand[];
  /** What panels said that nobody has taught us: newest first. */
  readonly unknownWords: readonly UnknownWord[];
  /** Every seat that watches, this one too; by name. */
  readonly seats: readonly WatchingSeat[];
  readonly glance: Glance | null;
  readonly silencedUntilUtcMs: number | null;
  readonly silencedBy: string | null;
  /** Reads that could not be written, newest first: red, not evidence. */
  readonly unwritten: readonly Unwritten[];
  /** Oldest first. */
  readonly documents: readonly DocumentOffer[];
  /** The newest document that could not be read. */
  readonly documentUnread: { readonly readerId: string; readonly problem: MrzProblem } | null;
  /** Journal rows received since the snapshot. */
  readonly newSinceSnapshot: number;
  /** Post's clock minus this seat's clock, milliseconds. */
  readonly clockOffsetMs: number;
}

export const emptyLive: LiveState = {
  status: 'connecting',
  sinceUtcMs: 0,
  seq: 0,
  masked: false,
  gate: [],
  log: [],
  alarms: [],
  alarmsFollow: false,
  alarmsById: new Map(),
  inside: [],
  devices: [],
  points: [],
  commands: [],
  unknownWords: [],
  seats: [],
  glance: null,
  silencedUntilUtcMs: null,
  silencedBy: null,
  unwritten: [],
  documents: [],
  documentUnread: null,
  newSinceSnapshot: 0,
  clockOffsetMs: 0,
};
