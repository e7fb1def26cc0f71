/** Makes the parts of a post and connects them. Starts nothing. */
import type { Services } from '../api/services.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { ReaderKeys } from '../core/ports/reader-keys.ts';
import { listSerialPorts } from '../devices/link/list-serial-ports.ts';
import type { Logger } from '../log/index.ts';
import { type AccessAlarms, createAccessAlarms } from '../services/access-alarms.ts';
import { createAlarmFigures } from '../services/alarm-figures.ts';
import { createAlarms } from '../services/alarms.ts';
import { createBans } from '../services/bans.ts';
import { createCards } from '../services/cards.ts';
import { type ClockWatch, createClockWatch } from '../services/clock-watch.ts';
import { createDayLog } from '../services/day-log.ts';
import { createDevices } from '../services/devices.ts';
import { createFaults } from '../services/faults.ts';
import { createFeed } from '../services/feed.ts';
import { createGate, type Gate } from '../services/gate.ts';
import { createPlaces } from '../services/places.ts';
import { createReaderSignals, type ReaderSignals } from '../services/reader-signals.ts';
import { createReaderTools } from '../services/reader-tools.ts';
import { createSeatSound, type SeatSound } from '../services/seat-sound.ts';
import { createSeats } from '../services/seats.ts';
import { createSessions } from '../services/sessions.ts';
import { createSettings } from '../services/settings.ts';
import { createStoreHealth, type StoreHealth } from '../services/store-health.ts';
import { createUsers } from '../services/users.ts';
import { createVisitors } from '../services/visitors.ts';
import { createVisitorDocuments } from '../services/visitors-documents.ts';
import { exportRows } from '../store/index.ts';
import type { OpenData } from './open-data.ts';
import { openReaderKeys } from './open-reader-keys.ts';
import type { PostOptions } from './options.ts';
import { createPanelParts, type PanelParts } from './panel-parts.ts';
import { createReaders, type Readers } from './readers.ts';
import { shippedProcedures } from './shipped-procedures.ts';
import { readCapture, writeCapture } from './trace-capture.ts';
import { verifyLog } from './verify-log.ts';

export interface PartsInput extends OpenData {
  readonly options: PostOptions;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Logger;
}

export interface Parts extends Services, PartsInput, PanelParts {
  readonly storeHealth: StoreHealth;
  readonly clockWatch: ClockWatch;
  readonly gate: Gate;
  readonly accessAlarms: AccessAlarms;
  readonly seatSound: SeatSound;
  readonly readerSignals: ReaderSignals;
  readonly readers: Readers;
  readonly readerKeys: ReaderKeys;
  readonly logBug: (where: string, error: unknown) => void;
}

/** All parts, connected. */
export function createServices(input: PartsInput): Parts {
  const { options, clock, newId, log, store, secrets, pinSecrets } = input;
  const { config } = options;
  const logBug = (where: string, error: unknown): void => log.error('not expected', error, { where });
  const storeHealth = createStoreHealth({ ledger: store, clock });
  const base = { ledger: storeHealth.ledger, clock, newId };
  const sessions = createSessions({ ...base, secrets, limits: config.session });
  const seats = createSeats({ ...base, sessions });
  const procedures = { own: config.procedures ?? [], shipped: shippedProcedures() };
  const alarms = createAlarms({ ...base, checkSecret: sessions.checkSecret, seatsWatching: seats.watching, procedures });
  const clockWatch = createClockWatch(base);
  const keys = openReaderKeys({ dataDir: options.dataDir, config, sealer: options.sealer ?? null, log });
  const readers = createReaders({ config, clock, keys, logBug });
  const panels = createPanelParts({ ...base, options, log, postId: store.post, alarms, sessions, logBug });
  const devices = createDevices({ ...base, alarms, health: () => [...readers.health(), ...panels.panelLink.health()], trigger: readers.trigger });
  const documents = createVisitorDocuments(base);
  const feed = createFeed({
    ...base,
    sessions,
    alarms,
    devices,
    storeHealth,
    clockWatch,
    documents,
    points: panels.intake.points,
    unknownWords: panels.intake.unknown,
    seats,
    onCommitted: (listener) => store.onCommitted(listener),
    logBug,
  });
  const accessAlarms = createAccessAlarms({ alarms, clock, readers: config.readers, logBug });
  const tells = gateTells(readers, feed, accessAlarms);
  const gate = createGate({ ...base, readers: config.readers, storeHealth, secrets: pinSecrets, after, tells });
  return {
    ...input,
    ...panels,
    ...{ storeHealth, sessions, alarms, clockWatch, readers, readerKeys: keys, devices, feed, gate, logBug },
    ...{ seats, accessAlarms, seatSound: createSeatSound({ ...base, seats, alarms }) },
    about: {
      site: config.post.site,
      post: config.post.name,
      version: options.version,
      idleMinutes: config.session.idleMinutes,
      demoUsers: options.demo?.users ?? null,
    },
    cards: createCards({ ...base, pinSecrets }),
    readerSignals: createReaderSignals({ ...base, alarms, readers: config.readers }),
    documents,
    readerTools: createReaderTools({ ...base, readers: config.readers, tools: readers.tools, capture: { write: writeCapture, read: readCapture } }),
    alarmFigures: createAlarmFigures(base),
    places: createPlaces(base),
    faults: createFaults(base),
    visitors: createVisitors({ ...base, config: config.visitors }),
    bans: createBans(base),
    dayLog: createDayLog({ ...base, exportRows: (query) => exportRows(store, exportOptions(query)), verify: () => verifyLog(store.file) }),
    users: createUsers({ ...base, secrets }),
    settings: createSettings({ ...base, port: options.settings ?? null, serialPorts: listSerialPorts, onRestart: options.onRestart ?? (() => undefined) }),
  };
}

/** Once, by its own timer: the PIN at a reader. */
const after: Parameters<typeof createGate>[0]['after'] = (afterMs, call) => {
  const timer = setTimeout(call, afterMs);
  return () => clearTimeout(timer);
};

type ExportQuery = Parameters<ReturnType<typeof createDayLog>['export']>[1];

function exportOptions({ format, sinceUtcMs, kinds }: ExportQuery): Parameters<typeof exportRows>[1] {
  return { format, ...(sinceUtcMs === null ? {} : { sinceUtcMs }), ...(kinds === null ? {} : { kinds }) };
}

function gateTells(readers: Readers, feed: ReturnType<typeof createFeed>, accessAlarms: AccessAlarms): Parameters<typeof createGate>[0]['tells'] {
  return {
    indicate: (readerId, decision) => readers.indicate(readerId, decision),
    prompt: (readerId, prompt) => readers.prompt(readerId, prompt),
    repeated: (seq, repeats) => feed.repeated(seq, repeats),
    unwritten: (read, cause) => feed.unwritten(read, cause),
    accessAlarm: (condition, read) => accessAlarms.raise(condition, read),
  };
}
