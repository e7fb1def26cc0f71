/** The order in which a post starts and stops: devices last to start and first to stop, so that nothing is said to nobody. */
import type { NewJournalRow } from '../../shared/model/journal.ts';
import { type ControlServer, startControlServer } from '../control/index.ts';
import type { ReaderSignal } from '../core/ports/devices.ts';
import { keep } from '../services/keep.ts';
import { systemActor } from '../services/store-health.ts';
import { createControlCalls } from './control.ts';
import { seedDemo } from './demo.ts';
import { isBehindBroker } from './panel-health.ts';
import type { Parts } from './services.ts';
import { type SimulatedDevices, startSimulatedDevices } from './simulation.ts';
import { createTicker } from './ticker.ts';

export interface Running {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Start and stop of the parts; each may be called once. */
export function createRunning(parts: Parts): Running {
  const {
    options,
    store,
    storeHealth,
    sessions,
    alarms,
    clockWatch,
    devices,
    feed,
    gate,
    accessAlarms,
    seatSound,
    intake,
    readers,
    readerSignals,
    documents,
    panelLink,
    panelCommands,
    panelWords,
    lock,
    log,
    logBug,
  } = parts;
  const looks = [sessions, storeHealth, clockWatch, devices, readerSignals, documents, intake, panelCommands, accessAlarms, seatSound].map(
    (part) => async () => part.tick(),
  );
  const ticker = createTicker(looks, logBug);
  let simulation: SimulatedDevices | null = null;
  let control: ControlServer | null = null;
  let stopping: Promise<void> | null = null;

  const write = (kind: 'post.started' | 'post.stopped', payload: NewJournalRow['payload']) =>
    keep(storeHealth.ledger, (tx) => void tx.append({ kind, actor: systemActor, subject: null, payload }));

  async function start(): Promise<void> {
    const [last] = store.read.page({ limit: 1, kinds: ['post.started', 'post.stopped'] });
    const { version, config, demo } = options;
    await write('post.started', { version, readers: config.readers.length, panels: config.panels.length, afterCrash: last?.kind === 'post.started' });
    if (demo !== undefined) await seedDemo(parts, demo.users);
    feed.start();
    alarms.start();
    ticker.start();
    readers.start({ read: (read) => gate.onRead(read), health: devices.report, signal: tellSignal });
    panelWords.start();
    panelCommands.start();
    intake.start();
    // Without panels nothing can be missed: a broker that is away is shown, but is no gap and no alarm.
    const usesBroker = options.config.panels.some(isBehindBroker);
    await panelLink.start({
      messages: (messages) => intake.messages(messages),
      gap: (gap) => (usesBroker ? intake.gap(gap) : undefined),
      brokerDropped: (total) => (usesBroker ? intake.brokerDropped(total) : undefined),
      health(health) {
        devices.report(health);
        if (health.kind !== 'broker' || usesBroker) intake.health(health);
      },
    });
    simulation = await startSimulatedDevices(parts);
    control = await startControl();
    log.info('started', { version, readers: config.readers.length, panels: config.panels.length });
  }

  function tellSignal(signal: ReaderSignal): void {
    if (signal.type === 'keys') gate.onKeys(signal.readerId, signal.keys);
    else if (signal.type === 'document') documents.read(signal);
    else if (signal.type === 'documentUnread') documents.unread(signal);
    else readerSignals.signal(signal);
  }

  /** Without it the post works, but commands do not reach it. */
  async function startControl(): Promise<ControlServer | null> {
    const calls = createControlCalls({ readerTools: parts.readerTools, keysChanged: readers.tools.keysChanged, panelSecrets: parts.panelSecrets });
    const started = await startControlServer({ dataDir: options.dataDir, calls, logBug });
    if (started.ok) return started.value;
    log.warn('commands can not reach this post', { detail: started.error });
    return null;
  }

  async function stop(): Promise<void> {
    await control?.stop();
    await simulation?.stop();
    gate.stop();
    await readers.stop();
    await panelLink.stop();
    await ticker.stop();
    await intake.stop();
    await panelCommands.stop();
    await alarms.stop();
    await accessAlarms.drain();
    await devices.drain();
    await readerSignals.drain();
    await write('post.stopped', {});
    feed.stop();
    await store.close();
    lock.release();
    log.info('stopped');
    await log.close();
  }

  return {
    start,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}
