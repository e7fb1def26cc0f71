/**
 * The live feed: reads the journal beyond the last published row (after each commit, and once a second for rows that
 * another process wrote) and tells every seat. Nothing is told before it is on disk, and a slow seat costs nobody else.
 */
import type { LiveEvent, LiveMessage } from '../../shared/contract/index.ts';
import type { CardRead } from '../../shared/model/cards.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { JournalRow } from '../../shared/model/journal.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { Alarms } from './alarms.ts';
import type { ClockWatch } from './clock-watch.ts';
import type { Devices } from './devices.ts';
import { entriesOf } from './entries.ts';
import { createFeedPump } from './feed-pump.ts';
import { createSkim } from './feed-skim.ts';
import { createGlancePace, glanceNow } from './glance.ts';
import type { PanelPoints } from './panel-points.ts';
import type { UnknownWords } from './panel-unknown.ts';
import { createRepeats } from './repeats.ts';
import type { SeatConnection } from './seat.ts';
import { createSeatStream, type SeatStream } from './seat-stream.ts';
import type { Seats } from './seats.ts';
import type { Sessions } from './sessions.ts';
import { copyHealth, newestRows, type SnapshotSources, snapshotNow } from './snapshot.ts';
import { type StoreHealth, storeAlarmId } from './store-health.ts';
import { told } from './told.ts';
import { type DocumentEvent, registrars, type VisitorDocuments } from './visitors-documents.ts';

export interface Feed {
  /** The seat's events (many to a message), a snapshot first; ends when the session ends, the signal aborts or the feed stops. */
  watch(seat: SeatConnection, signal?: AbortSignal): AsyncGenerator<LiveMessage, void, undefined>;
  /** A folded read: told now, and part of later snapshots. */
  repeated(seq: number, repeats: number): void;
  unwritten(read: CardRead, cause: string): void;
  /** Ends the streams of a seat that is gone. */
  drop(seat: SeatConnection): void;
  /** Seats that watch. */
  readonly seats: number;
  start(): void;
  stop(): void;
  /** Looks for rows and tells the glance; runs by itself each second. */
  tick(): void;
}

export interface FeedDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly sessions: Pick<Sessions, 'at' | 'onChange'>;
  readonly alarms: Pick<Alarms, 'silencedUntilUtcMs' | 'onSilenced'>;
  readonly devices: Pick<Devices, 'list' | 'onHealth'>;
  readonly storeHealth: Pick<StoreHealth, 'state' | 'alarm' | 'onChange'>;
  readonly clockWatch: Pick<ClockWatch, 'state' | 'onChange'>;
  readonly documents: Pick<VisitorDocuments, 'offers' | 'onEvent'>;
  readonly points: Pick<PanelPoints, 'list' | 'onChange'>;
  readonly unknownWords: Pick<UnknownWords, 'list' | 'onChange'>;
  readonly seats: Pick<Seats, 'opened' | 'closed' | 'changed' | 'list' | 'onChange'>;
  /** Tells after each COMMIT of this process. */
  readonly onCommitted: (listener: () => void) => () => void;
  /** A bug met outside of any call. */
  readonly logBug: (where: string, error: unknown) => void;
}

/** Events that may wait for a slow seat: some seconds of a flood. */
const maxQueued = 10_000;

interface Watching {
  readonly seat: SeatConnection;
  /** Locked: names are not told. Follows the session. */
  masked: boolean;
}

/** A feed over the journal. */
export function createFeed(deps: FeedDeps): Feed {
  const { ledger, clock, sessions } = deps;
  const read = ledger.read;
  const streams = new Map<SeatStream, Watching>();
  const repeats = createRepeats();
  const disposers: (() => void)[] = [];
  const changedDevices = new Map<string, DeviceHealth>();
  /** What is told at the end of this turn, in one message. */
  let outbox: LiveEvent[] = [];
  let timer: NodeJS.Timeout | null = null;
  let wordsChanged = false;

  const sources: SnapshotSources = {
    read,
    clock,
    store: () => deps.storeHealth.state(),
    clockState: () => deps.clockWatch.state(),
    devices: () => deps.devices.list(),
    points: () => deps.points.list(),
    unknownWords: () => deps.unknownWords.list(),
    seats: () => deps.seats.list(),
    ownAlarms: () => [deps.storeHealth.alarm() ?? []].flat(),
    silencedUntilUtcMs: () => deps.alarms.silencedUntilUtcMs(),
    repeatsOf: repeats.of,
  };
  const pace = createGlancePace(clock, () => glanceNow(sources));
  const skim = createSkim(clock);
  const isMasked = (seat: SeatConnection) => sessions.at(seat)?.locked !== false;

  function tell(event: LiveEvent): void {
    if (streams.size === 0) return;
    if (outbox.length === 0) queueMicrotask(flush);
    outbox.push(event);
  }

  function flush(): void {
    if (outbox.length === 0) return;
    const news = told(outbox);
    outbox = [];
    for (const stream of streams.keys()) stream.push(news);
  }

  /** To one seat, after what all were told before. */
  function tellOne(stream: SeatStream, event: LiveEvent): void {
    flush();
    stream.push(told([event]));
  }

  function tellGlance(changed: boolean): void {
    if (streams.size === 0) return;
    const glance = pace.due(changed);
    if (glance !== null) tell({ type: 'glance', glance });
  }

  function tellRows(rows: readonly JournalRow[], behind: boolean): void {
    if (skim.isDue(behind)) tell({ type: 'skipped', seq: read.lastSeq(), ...newestRows(sources) });
    if (!behind) for (const entry of entriesOf(read, rows, repeats.of)) tell({ type: 'entry', entry });
    for (const alarmId of alarmsIn(rows)) {
      const alarm = read.alarm(alarmId);
      tell(alarm === null ? { type: 'alarmGone', alarmId } : { type: 'alarm', alarm });
    }
    for (const visitId of visitsIn(rows)) {
      const visit = read.visit(visitId);
      if (visit !== null) tell({ type: 'visit', visit });
    }
    for (const commandId of commandsIn(rows)) {
      const command = read.kept('command', commandId);
      if (command !== null) tell({ type: 'command', command });
    }
    tellGlance(true);
  }

  function renewAll(): void {
    for (const stream of streams.keys()) stream.renew();
  }

  function onSession(token: string): void {
    for (const [stream, watching] of streams) {
      if (watching.seat.token !== token) continue;
      const signedIn = sessions.at(watching.seat) !== null;
      watching.masked = isMasked(watching.seat);
      flush();
      if (signedIn) stream.renew();
      tellOne(stream, { type: 'session' });
      if (signedIn) offerDocuments(stream, watching.seat);
      else stream.end();
    }
    deps.seats.changed();
  }

  /** Who may register visitors, at an unlocked seat: nobody else hears of documents. */
  function takesDocuments(seat: SeatConnection): boolean {
    const now = sessions.at(seat);
    return now !== null && !now.locked && registrars.includes(now.user.role);
  }

  function onDocument(event: DocumentEvent): void {
    const takers = [...streams].filter(([, { seat }]) => takesDocuments(seat));
    for (const [stream] of takers) tellOne(stream, event.type === 'documentOffered' ? { ...event, alone: takers.length === 1 } : { ...event });
  }

  /** What waits for a taker, to a seat that comes to it later: never opened there by itself. */
  function offerDocuments(stream: SeatStream, seat: SeatConnection): void {
    if (!takesDocuments(seat)) return;
    for (const offer of deps.documents.offers()) tellOne(stream, { type: 'documentOffered', ...offer, alone: false });
  }

  function tellDevices(): void {
    const devices = [...changedDevices.values()];
    changedDevices.clear();
    for (const device of devices) tell({ type: 'device', device: copyHealth(device) });
    tellGlance(true);
  }

  function onDevice(device: DeviceHealth): void {
    if (changedDevices.size === 0) setImmediate(tellDevices);
    changedDevices.set(device.id, device);
  }

  function onStore(): void {
    const alarm = deps.storeHealth.alarm();
    tell(alarm === null ? { type: 'alarmGone', alarmId: storeAlarmId } : { type: 'alarm', alarm });
    tellGlance(true);
  }

  const pump = createFeedPump({ read, clock, idle: () => streams.size === 0, publish: tellRows, skip: renewAll, logBug: deps.logBug });

  function tellWords(): void {
    if (!wordsChanged) return;
    wordsChanged = false;
    tell({ type: 'unknownWords', unknownWords: deps.unknownWords.list() });
  }

  function tick(): void {
    pump.look();
    tellWords();
    tellGlance(false);
  }

  return {
    watch(seat, signal) {
      const onEnd = (): void => {
        if (streams.delete(stream)) deps.seats.closed(seat);
      };
      const masked = () => streams.get(stream)?.masked ?? true;
      const stream = createSeatStream({ snapshot: () => snapshotNow(sources, isMasked(seat)), masked, maxQueued, onEnd });
      if (signal?.aborted === true) stream.end();
      else {
        streams.set(stream, { seat, masked: isMasked(seat) });
        deps.seats.opened(seat);
        // Told to the others; this one has it in its snapshot.
        flush();
        offerDocuments(stream, seat);
      }
      signal?.addEventListener('abort', stream.end, { once: true });
      return stream.messages();
    },
    repeated(seq, count) {
      repeats.set(seq, count);
      tell({ type: 'repeat', seq, repeats: count });
    },
    unwritten(read_, cause) {
      tell({ type: 'unwritten', readerId: read_.readerId, card: { ...read_.card }, atUtcMs: read_.arrivedAtUtcMs, cause });
    },
    drop(seat) {
      for (const [stream, watching] of streams) if (watching.seat === seat) stream.end();
    },
    get seats() {
      return streams.size;
    },
    start() {
      disposers.push(
        deps.onCommitted(pump.soon),
        sessions.onChange(onSession),
        deps.devices.onHealth(onDevice),
        deps.storeHealth.onChange(onStore),
        deps.clockWatch.onChange(() => tellGlance(true)),
        deps.documents.onEvent(onDocument),
        deps.seats.onChange((seats) => tell({ type: 'seats', seats: [...seats] })),
        deps.points.onChange(tell),
        deps.unknownWords.onChange(() => {
          wordsChanged = true;
        }),
        deps.alarms.onSilenced(({ untilUtcMs, by }) => tell({ type: 'silenced', untilUtcMs, by })),
      );
      pump.look();
      timer = setInterval(tick, 1_000);
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      for (const dispose of disposers.splice(0)) dispose();
      pump.stop();
      flush();
      for (const stream of streams.keys()) stream.end();
    },
    tick,
  };
}

const textOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

function alarmsIn(rows: readonly JournalRow[]): Set<string> {
  return new Set(rows.filter((row) => row.kind.startsWith('alarm.')).flatMap((row) => textOf(row.payload.alarmId ?? row.subject)));
}

function commandsIn(rows: readonly JournalRow[]): Set<string> {
  return new Set(rows.filter((row) => row.kind.startsWith('panel.command')).flatMap((row) => textOf(row.payload.commandId)));
}

function visitsIn(rows: readonly JournalRow[]): Set<string> {
  return new Set(rows.filter((row) => row.kind.startsWith('visit.')).flatMap((row) => textOf(row.payload.visitId)));
}
