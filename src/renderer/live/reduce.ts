/**
 * Live state from events, pure. Rows are put in by sequence number, so a row that comes twice or late lands in its one place.
 * Alarms and points of a whole batch (all that came before a picture is drawn) are put in together: one pass, no sort per event.
 * It must not fetch, draw or know the time.
 */
import type { LiveEvent } from '../../shared/contract/index.ts';
import type { Entry } from '../../shared/contract/schemas.ts';
import { emptyBatch, gathered, settled } from './batch.ts';
import { compareAlarms, compareCommands, compareDevices, comparePoints, compareSeats, compareVisits, compareWords } from './order.ts';
import { commandsKept, emptyLive, gateRowsKept, type LiveState, logRowsKept, unwrittenKept } from './state.ts';

export const isGateRow = (entry: Entry): boolean => entry.row.kind === 'gate.granted' || entry.row.kind === 'gate.denied';

/** Newest first, no row twice, at most `kept` rows. Rows nearly always come in order, so the usual case is one step. */
export function insertEntry(rows: readonly Entry[], entry: Entry, kept: number): readonly Entry[] {
  const seq = entry.row.seq;
  const at = rows.findIndex((other) => other.row.seq <= seq);
  if (at === -1) return rows.length >= kept ? rows : [...rows, entry];
  if (rows[at]?.row.seq === seq) return rows.with(at, entry);
  return rows.toSpliced(at, 0, entry).slice(0, kept);
}

/** An amendment is a row of its own and also belongs to the row that it amends. */
function withAmendment(rows: readonly Entry[], amendment: Entry): readonly Entry[] {
  const target = amendment.row.kind === 'note.amended' ? amendment.row.subject : null;
  if (target === null || !target.startsWith('row:')) return rows;
  const seq = Number(target.slice('row:'.length));
  const at = rows.findIndex((entry) => entry.row.seq === seq);
  const entry = rows[at];
  if (entry === undefined || entry.amendments.some((known) => known.seq === amendment.row.seq)) return rows;
  return rows.with(at, { ...entry, amendments: [...entry.amendments, amendment.row] });
}

function addEntry(state: LiveState, entry: Entry): LiveState {
  return {
    ...state,
    seq: Math.max(state.seq, entry.row.seq),
    log: withAmendment(insertEntry(state.log, entry, logRowsKept), entry),
    gate: isGateRow(entry) ? insertEntry(state.gate, entry, gateRowsKept) : state.gate,
    newSinceSnapshot: state.newSinceSnapshot + 1,
  };
}

function setRepeats(rows: readonly Entry[], seq: number, repeats: number): readonly Entry[] {
  const at = rows.findIndex((entry) => entry.row.seq === seq);
  const entry = rows[at];
  return entry === undefined ? rows : rows.with(at, { ...entry, repeats });
}

function upsert<T>(list: readonly T[], item: T, same: (a: T, b: T) => boolean, compare: (a: T, b: T) => number): readonly T[] {
  return [...list.filter((other) => !same(other, item)), item].sort(compare);
}

function snapshot(event: Extract<LiveEvent, { type: 'snapshot' }>, nowUtcMs: number): LiveState {
  const newestFirst = (rows: readonly Entry[]) => [...rows].sort((a, b) => b.row.seq - a.row.seq);
  return {
    ...emptyLive,
    status: 'live',
    sinceUtcMs: nowUtcMs,
    seq: event.seq,
    masked: event.masked,
    gate: newestFirst(event.gate).slice(0, gateRowsKept),
    log: newestFirst(event.log).slice(0, logRowsKept),
    alarms: [...event.alarms].sort(compareAlarms),
    alarmsFollow: event.alarmsFollow ?? false,
    alarmsById: new Map(event.alarms.map((alarm) => [alarm.alarmId, alarm])),
    inside: [...event.inside].sort(compareVisits),
    devices: [...event.devices].sort(compareDevices),
    points: [...event.points].sort(comparePoints),
    commands: [...event.commands].sort(compareCommands).slice(0, commandsKept),
    unknownWords: [...event.unknownWords].sort(compareWords),
    seats: [...event.seats].sort(compareSeats),
    glance: event.glance,
    silencedUntilUtcMs: event.silencedUntilUtcMs,
    clockOffsetMs: event.glance.nowUtcMs - nowUtcMs,
  };
}

/** The state after these events, in the order in which they came. */
export function reduceAll(before: LiveState, events: readonly LiveEvent[], nowUtcMs: number): LiveState {
  let state = before;
  let batch = emptyBatch();
  for (const event of events) {
    // A snapshot forgets what came before it.
    if (event.type === 'snapshot') batch = emptyBatch();
    if (!gathered(event, batch, state) || event.type === 'alarms') state = reduceOne(state, event, nowUtcMs);
  }
  return settled(state, batch);
}

/** The state after one event. */
export const reduceLive = (state: LiveState, event: LiveEvent, nowUtcMs: number): LiveState => reduceAll(state, [event], nowUtcMs);

function reduceOne(state: LiveState, event: LiveEvent, nowUtcMs: number): LiveState {
  switch (event.type) {
    case 'snapshot':
      return { ...snapshot(event, nowUtcMs), documents: event.masked ? [] : state.documents };
    case 'entry':
      return addEntry(state, event.entry);
    case 'skipped':
      return { ...state, seq: event.seq, gate: event.gate, log: event.log };
    case 'alarms':
      return { ...state, alarmsFollow: !event.complete };
    case 'repeat':
      return { ...state, gate: setRepeats(state.gate, event.seq, event.repeats), log: setRepeats(state.log, event.seq, event.repeats) };
    case 'visit':
      return { ...state, inside: withVisit(state.inside, event.visit) };
    case 'device':
      return { ...state, devices: upsert(state.devices, event.device, (a, b) => a.id === b.id && a.kind === b.kind, compareDevices) };
    case 'unknownWords':
      return { ...state, unknownWords: [...event.unknownWords].sort(compareWords) };
    case 'seats':
      return { ...state, seats: [...event.seats].sort(compareSeats) };
    case 'glance':
      return {
        ...state,
        glance: event.glance,
        clockOffsetMs: event.glance.nowUtcMs - nowUtcMs,
        unwritten: event.glance.store.state === 'ok' ? [] : state.unwritten,
      };
    case 'silenced':
      return { ...state, silencedUntilUtcMs: event.untilUtcMs, silencedBy: event.by };
    case 'unwritten':
      return { ...state, unwritten: [event, ...state.unwritten].slice(0, unwrittenKept) };
    case 'documentOffered':
      return { ...state, documents: [...state.documents.filter((offer) => offer.offerId !== event.offerId), event] };
    case 'documentGone':
      return { ...state, documents: state.documents.filter((offer) => offer.offerId !== event.offerId) };
    case 'documentUnread':
      return { ...state, documentUnread: event };
    // The batch has what is not named here.
    default:
      return state;
  }
}

function withVisit(inside: LiveState['inside'], visit: LiveState['inside'][number]): LiveState['inside'] {
  const others = inside.filter((other) => other.visitId !== visit.visitId);
  return visit.signedOutAtUtcMs === null ? [...others, visit].sort(compareVisits) : others;
}
