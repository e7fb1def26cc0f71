/** Everything a screen shows at once, as the first event of a stream. */

import type { LiveEvent } from '../../shared/contract/index.ts';
import type { Entry } from '../../shared/contract/schemas.ts';
import type { Alarm } from '../../shared/model/alarms.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { JournalRow } from '../../shared/model/journal.ts';
import type { PanelPoint, UnknownWord } from '../../shared/model/panels.ts';
import type { WatchingSeat } from '../../shared/model/seats.ts';
import type { Reads } from '../core/ports/ledger.ts';
import { maskVisit } from '../core/visitors/mask.ts';
import { entriesOf, maskEntry } from './entries.ts';
import { type GlanceSources, glanceNow } from './glance.ts';

export type Snapshot = Extract<LiveEvent, { type: 'snapshot' }>;

export interface SnapshotSources extends GlanceSources {
  readonly read: Reads;
  readonly points: () => readonly PanelPoint[];
  readonly unknownWords: () => readonly UnknownWord[];
  readonly seats: () => readonly WatchingSeat[];
  /** Alarms that are not in the ledger. */
  readonly ownAlarms: () => readonly Alarm[];
  readonly silencedUntilUtcMs: () => number | null;
  readonly repeatsOf: (seq: number) => number;
}

const rowsShown = 200;
/** A board of more comes in pieces, the most urgent first: the post and the page have other things to do in between. */
const alarmsAtOnce = 500;

/** The newest rows, newest first. */
export function newestRows({ read, repeatsOf }: Pick<SnapshotSources, 'read' | 'repeatsOf'>): Pick<Snapshot, 'gate' | 'log'> {
  const entries = (rows: readonly JournalRow[]): Entry[] => entriesOf(read, rows, repeatsOf);
  return { gate: entries(read.page({ limit: rowsShown, kinds: ['gate.granted', 'gate.denied'] })), log: entries(read.page({ limit: rowsShown })) };
}

/** The state of the post now; newest rows first. `rest`: what of the board did not go into it. */
export function snapshotNow(sources: SnapshotSources, masked: boolean): { readonly first: Snapshot; readonly rest: Iterator<LiveEvent, void> } {
  const { read } = sources;
  const rows = newestRows(sources);
  const long = read.countBoard() > alarmsAtOnce;
  const first: Snapshot = {
    type: 'snapshot',
    seq: read.lastSeq(),
    masked,
    gate: masked ? rows.gate.map(maskEntry) : rows.gate,
    log: masked ? rows.log.map(maskEntry) : rows.log,
    alarms: [...sources.ownAlarms(), ...(long ? read.boardTop(alarmsAtOnce) : read.board())],
    ...(long ? { alarmsFollow: true } : {}),
    inside: read.inside().map((visit) => (masked ? maskVisit(visit) : visit)),
    devices: sources.devices().map(copyHealth),
    points: [...sources.points()],
    commands: read.allKept('command'),
    unknownWords: [...sources.unknownWords()],
    seats: [...sources.seats()],
    glance: glanceNow(sources),
    silencedUntilUtcMs: sources.silencedUntilUtcMs(),
  };
  return { first, rest: long ? boardPieces(read) : [].values() };
}

/**
 * Each piece is read when it is asked for, so that it is never older than what was told before it: what changes
 * later is told by its row, and what was told already comes again with the same or a newer revision.
 */
function* boardPieces(read: Reads): Generator<LiveEvent, void> {
  for (let afterId: string | null = ''; afterId !== null; ) {
    const { alarms, nextId } = read.boardPage(afterId, alarmsAtOnce);
    afterId = nextId;
    yield { type: 'alarms', alarms, complete: nextId === null };
  }
}

type DeviceEvent = Extract<LiveEvent, { type: 'device' }>;

/** The contract's shape of a device's health. */
export function copyHealth(device: DeviceHealth): DeviceEvent['device'] {
  return { ...device, lastTraffic: device.lastTraffic.map((piece) => ({ ...piece })) };
}

/** The event as a locked seat may see it. */
export function maskEvent(event: LiveEvent): LiveEvent {
  if (event.type === 'entry') return { ...event, entry: maskEntry(event.entry) };
  if (event.type === 'skipped') return { ...event, gate: event.gate.map(maskEntry), log: event.log.map(maskEntry) };
  if (event.type === 'visit') return { ...event, visit: maskVisit(event.visit) };
  return event;
}
