/**
 * What readers report besides cards: tamper, power, input contacts, attempts to speak in clear, new keys.
 * A change is a row and an alarm, in one transaction; what could not be written is tried again, and what chatters
 * is written seldom. A reader that is away reports nothing, so nothing is told as cleared on its behalf.
 */
import type { ReaderConfig } from '../../shared/model/config.ts';
import type { NewJournalRow } from '../../shared/model/journal.ts';
import { inputEffects, type PointEffect, readerEffects } from '../core/alarms/reader-point.ts';
import { worthOf } from '../core/alarms/system-conditions.ts';
import type { ReaderSignal } from '../core/ports/devices.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import type { Alarms } from './alarms.ts';
import { type AlarmWriter, systemActor } from './alarms-writer.ts';
import { keep } from './keep.ts';

/** Keys and documents have their own ways: to the gate, and to the seats. */
export type ReportedSignal = Exclude<ReaderSignal, { type: 'keys' | 'document' | 'documentUnread' }>;

export interface ReaderSignals {
  signal(signal: ReportedSignal): void;
  /** Writes what could not be written; once a second. */
  tick(): Promise<void>;
  /** Waits for what is on its way. */
  drain(): Promise<void>;
}

export interface ReaderSignalsDeps {
  readonly ledger: Ledger;
  readonly alarms: Pick<Alarms, 'writer' | 'noteChanged'>;
  readonly readers: readonly ReaderConfig[];
}

/** One thing that is in one state or another: the newest reported, and the one that is written down. */
interface Point {
  readonly reader: ReaderConfig;
  readonly source: string;
  readonly text: string | null;
  readonly row: (value: number) => Pick<NewJournalRow, 'kind' | 'payload'>;
  readonly effects: (value: number) => readonly PointEffect[];
  value: number;
  /** So many changes of it may be written at once; see `changesAtOnce`. */
  changesLeft: number;
  /** null = not compared yet with what stood when the post began. */
  told: number | null;
}

type OccurrenceSignal = Extract<ReportedSignal, { type: 'insecure' | 'keyChanged' }>;
type PointSignal = Exclude<ReportedSignal, OccurrenceSignal>;
interface Occurrence {
  readonly signal: OccurrenceSignal;
  readonly reader: ReaderConfig;
}

const isOccurrence = (signal: ReportedSignal): signal is OccurrenceSignal => signal.type === 'insecure' || signal.type === 'keyChanged';

/** Attempts and new keys that wait for the disk; a reader that goes wild must not take the memory. */
const maxWaiting = 100;
/** A contact that chatters must not fill the log: so many changes in a row are written as they come, then what it is now, every few seconds. */
const changesAtOnce = 8;
const changesPerTick = 0.2;
/** PDCAP counts contacts in one byte. */
const mostInputs = 256;
const isDue = ({ told, value, changesLeft }: Point): boolean => told !== value && changesLeft >= 1;
const noTimes = { eventAtUtcMs: null, arrivedAtUtcMs: null };

/** Follows the configured readers; signals of others are ignored. */
export function createReaderSignals({ ledger, alarms, readers }: ReaderSignalsDeps): ReaderSignals {
  const configs = new Map(readers.map((reader) => [reader.id, reader]));
  const points = new Map<string, Point>();
  let waiting: Occurrence[] = [];
  let running: Promise<void> | null = null;
  let again = false;

  function report(signal: PointSignal, reader: ReaderConfig): void {
    const value = signal.type === 'input' ? signal.state : Number(signal.active);
    if (signal.type === 'input' && (signal.input >= mostInputs || inputEffects(value, null) === null)) return;
    const key = `${signal.readerId}\n${signal.type}\n${signal.type === 'input' ? signal.input : ''}`;
    const point = points.get(key) ?? newPoint(signal, reader);
    points.set(key, point);
    point.value = value;
    if (isDue(point)) write();
  }

  /** All that is not written yet, in turn; what is reported meanwhile comes along. */
  function write(): void {
    again = true;
    running ??= writeAll().finally(() => {
      running = null;
      if (again) write();
    });
  }

  async function writeAll(): Promise<void> {
    while (again) {
      again = false;
      for (const point of points.values()) if (isDue(point)) await writePoint(point);
      const occurred = waiting;
      waiting = [];
      for (const occurrence of occurred) {
        if (!(await committed((tx, open) => writeOccurrence(tx, open, occurrence)))) waiting.push(occurrence);
      }
    }
  }

  async function writePoint(point: Point): Promise<void> {
    const { value } = point;
    const kept = await committed((tx, open) => {
      if (point.told !== null || isNews(tx, point, value)) append(tx, point.reader, point.row(value));
      for (const effect of point.effects(value)) apply(open, point, effect);
    });
    if (!kept) return;
    point.told = value;
    point.changesLeft -= 1;
  }

  async function committed(work: (tx: Tx, open: AlarmWriter) => void): Promise<boolean> {
    const kept = await keep(ledger, (tx) => {
      const open = alarms.writer(tx);
      work(tx, open);
      return open.finish();
    });
    if (kept.ok) alarms.noteChanged(kept.value);
    return kept.ok;
  }

  function writeOccurrence(tx: Tx, open: AlarmWriter, { signal, reader }: Occurrence): void {
    const { readerId } = signal;
    if (signal.type === 'keyChanged') {
      append(tx, reader, { kind: 'reader.keyChanged', payload: { readerId, how: 'installed' } });
      return;
    }
    const { attempt } = signal;
    append(tx, reader, { kind: 'reader.insecure', payload: { readerId, attempt } });
    const condition = attempt === 'defaultKey' ? 'readerDefaultKey' : 'readerInsecure';
    const point = { reader, source: readerId, text: null };
    const alarm = { condition, ...worthOf(condition) };
    // It happened, it doesn't last: it stays on the board until somebody acknowledges it.
    apply(open, point, { alarm, active: true });
    apply(open, point, { alarm, active: false });
  }

  return {
    signal(signal) {
      const reader = configs.get(signal.readerId);
      if (reader === undefined) return;
      if (isOccurrence(signal)) {
        if (waiting.length >= maxWaiting) return;
        waiting.push({ signal, reader });
        write();
      } else report(signal, reader);
    },
    async tick() {
      for (const point of points.values()) point.changesLeft = Math.min(changesAtOnce, point.changesLeft + changesPerTick);
      if (waiting.length > 0 || [...points.values()].some(isDue)) write();
      await running;
    },
    drain: async () => void (await running),
  };
}

function newPoint(signal: PointSignal, reader: ReaderConfig): Point {
  const { readerId } = signal;
  if (signal.type === 'input') {
    const { input } = signal;
    const meaning = reader.osdp?.inputs.find((one) => one.input === input) ?? null;
    return {
      reader,
      source: `${readerId}/input-${input}`,
      text: meaning?.name ?? null,
      row: (state) => ({ kind: 'reader.input', payload: { readerId, input, state } }),
      effects: (state) => inputEffects(state, meaning) ?? [],
      value: signal.state,
      changesLeft: changesAtOnce,
      told: null,
    };
  }
  const { type } = signal;
  return {
    reader,
    source: readerId,
    text: null,
    row: (active) => ({ kind: `reader.${type}`, payload: { readerId, active: active === 1 } }),
    effects: (active) => readerEffects(type, active === 1),
    value: Number(signal.active),
    changesLeft: changesAtOnce,
    told: null,
  };
}

/** The first report after the start is a change only if it is other than what stood on the board when the post ended. */
function isNews(tx: Tx, point: Point, value: number): boolean {
  return point.effects(value).some(({ alarm, active }) => {
    const stood = tx.read.alarmBy('post', point.source, alarm.condition)?.active ?? false;
    return active !== null && active !== stood;
  });
}

function append(tx: Tx, { id, simulated }: ReaderConfig, { kind, payload }: Pick<NewJournalRow, 'kind' | 'payload'>): void {
  const actor = { name: `device:${id}`, role: null, seat: null };
  tx.append({ kind, actor, subject: id, payload: { ...payload, ...(simulated ? { simulated: true } : {}) } });
}

function apply(open: AlarmWriter, { reader, source, text }: Pick<Point, 'reader' | 'source' | 'text'>, { alarm, active }: PointEffect): void {
  const key = { panelId: 'post', source };
  if (active === false) open.clear({ ...key, condition: alarm.condition }, noTimes, systemActor);
  if (active !== true) return;
  const area = reader.area ?? reader.name;
  open.raise({ ...key, ...alarm, area, text, latched: false, standing: false, simulated: reader.simulated }, noTimes, systemActor);
}
