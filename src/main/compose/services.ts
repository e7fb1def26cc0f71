/** Makes the parts of a post and connects them. Starts nothing. */
import { randomBytes } from 'node:crypto';
import { cardText } from '../../shared/model/cards.ts';
import type { Services } from '../api/services.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { ReaderKeys } from '../core/ports/reader-keys.ts';
import { listSerialPorts } from '../devices/link/list-serial-ports.ts';
import { simulatedPanelUsers } from '../devices/simulate/demo-config.ts';
import type { Logger } from '../log/index.ts';
import { createAlarms } from '../services/alarms.ts';
import { createBans } from '../services/bans.ts';
import { createCards } from '../services/cards.ts';
import { type ClockWatch, createClockWatch } from '../services/clock-watch.ts';
import { createDayLog } from '../services/day-log.ts';
import { createDevices } from '../services/devices.ts';
import { createFeed } from '../services/feed.ts';
import { createGate, type Gate } from '../services/gate.ts';
import { createPanelIntake } from '../services/panel-intake.ts';
import { createReaderSignals, type ReaderSignals } from '../services/reader-signals.ts';
import { createReaderTools } from '../services/reader-tools.ts';
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
import { createPanelLink, type PanelLink } from './panel-link.ts';
import { createReaders, type Readers } from './readers.ts';
import { createRefusals } from './refusals.ts';
import { readCapture, writeCapture } from './trace-capture.ts';
import { verifyLog } from './verify-log.ts';

export interface PartsInput extends OpenData {
  readonly options: PostOptions;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Logger;
}

export interface Parts extends Services, PartsInput {
  readonly storeHealth: StoreHealth;
  readonly clockWatch: ClockWatch;
  readonly gate: Gate;
  readonly readerSignals: ReaderSignals;
  readonly intake: ReturnType<typeof createPanelIntake>;
  readonly readers: Readers;
  readonly panelLink: PanelLink;
  readonly readerKeys: ReaderKeys;
  /** Password of the simulated panels on the embedded broker. */
  readonly simulationPassword: string;
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
  const alarms = createAlarms({ ...base, checkSecret: (name, secret) => sessions.checkSecret(name, secret) });
  const clockWatch = createClockWatch(base);
  const keys = openReaderKeys({ dataDir: options.dataDir, config, sealer: options.sealer ?? null, log });
  const readers = createReaders({ config, clock, keys, logBug });
  const { panelLink, simulationPassword } = panelsOf(input, base.ledger, logBug);
  const devices = createDevices({ ...base, alarms, health: () => [...readers.health(), ...panelLink.health()], trigger: readers.trigger });
  const documents = createVisitorDocuments(base);
  const feed = createFeed({
    ...base,
    sessions,
    alarms,
    devices,
    storeHealth,
    clockWatch,
    documents,
    onCommitted: (listener) => store.onCommitted(listener),
    logBug,
  });
  const tells = gateTells({ readers, feed, alarms, config, logBug });
  const gate = createGate({ ...base, readers: config.readers, storeHealth, secrets: pinSecrets, after, tells });
  return {
    ...input,
    ...{ storeHealth, sessions, alarms, clockWatch, readers, readerKeys: keys, panelLink, simulationPassword, devices, feed, gate, logBug },
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
    visitors: createVisitors({ ...base, config: config.visitors }),
    bans: createBans(base),
    dayLog: createDayLog({ ...base, exportRows: (query) => exportRows(store, exportOptions(query)), verify: () => verifyLog(store.file) }),
    users: createUsers({ ...base, secrets }),
    settings: createSettings({ ...base, port: options.settings ?? null, serialPorts: listSerialPorts, onRestart: options.onRestart ?? (() => undefined) }),
    intake: createPanelIntake({ ...base, alarms }),
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

function panelsOf({ options, clock, store }: PartsInput, ledger: StoreHealth['ledger'], logBug: Parts['logBug']) {
  const { config, dataDir } = options;
  const known = config.broker.users.find((user) => user.username.startsWith('sim-'))?.password;
  const simulationPassword = known ?? randomBytes(24).toString('base64url');
  const simulated = config.panels.some((panel) => panel.simulated) && known === undefined;
  const users = simulated ? [...config.broker.users, ...simulatedPanelUsers(simulationPassword)] : config.broker.users;
  const refusals = createRefusals({ ledger, clock });
  const panelLink = createPanelLink({
    config,
    broker: { ...config.broker, users },
    dataDir,
    clientId: `guardpost-${store.post}`,
    clock,
    onRefused: (refusal) => refusals.refused(refusal),
    logBug,
  });
  return { panelLink, simulationPassword };
}

interface TellsInput {
  readonly readers: Readers;
  readonly feed: ReturnType<typeof createFeed>;
  readonly alarms: ReturnType<typeof createAlarms>;
  readonly config: PostOptions['config'];
  readonly logBug: Parts['logBug'];
}

function gateTells({ readers, feed, alarms, config, logBug }: TellsInput): Parameters<typeof createGate>[0]['tells'] {
  return {
    indicate: (readerId, decision) => readers.indicate(readerId, decision),
    prompt: (readerId, prompt) => readers.prompt(readerId, prompt),
    repeated: (seq, repeats) => feed.repeated(seq, repeats),
    unwritten: (read, cause) => feed.unwritten(read, cause),
    accessAlarm(condition, read) {
      const reader = config.readers.find((one) => one.id === read.readerId);
      const area = reader?.area ?? reader?.name ?? null;
      alarms
        .raiseSystem({ source: read.readerId, condition, area, text: cardText(read.card), simulated: read.simulated, momentary: true })
        .catch((error: unknown) => logBug('access alarm', error));
    },
  };
}
