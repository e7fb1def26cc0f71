/**
 * From the panels to the ledger: one commit per batch of messages, and only then are they acknowledged to the broker.
 * Must not know MQTT or a dialect. Rows `device.online/offline` are written by services/devices from health; here a
 * panel's or the broker's bad health becomes an alarm.
 */
import type { Alarm } from '../../shared/model/alarms.ts';
import type { PanelConfig } from '../../shared/model/config.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { NewJournalRow } from '../../shared/model/journal.ts';
import { ok } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { PanelEvents, PanelMessage, PanelSignal } from '../core/ports/devices.ts';
import { type Ledger, StoreFailure, type Tx } from '../core/ports/ledger.ts';
import type { Alarms } from './alarms.ts';
import { committed, systemActor } from './alarms-writer.ts';
import { createListeners } from './listeners.ts';
import { createBrokerDrops } from './panel-broker-drops.ts';
import { createLinkAlarms } from './panel-intake-links.ts';
import { quarantinePayload } from './panel-intake-quarantine.ts';
import { createRetryQueue } from './panel-intake-queue.ts';
import { createLane, type Lane } from './panel-lane.ts';
import { createPanelPoints, type PanelPoints } from './panel-points.ts';
import { createOpenSchedule } from './panel-schedule.ts';
import { createSequences, type Sequences } from './panel-sequences.ts';
import { beginSignals, type SignalGround } from './panel-signals.ts';
import { createZoneSupervision } from './panel-supervision.ts';
import { createTestWatch } from './panel-tests.ts';
import { createUnknownWords, type UnknownWords } from './panel-unknown.ts';

export interface PanelIntake extends PanelEvents {
  readonly points: PanelPoints;
  readonly unknown: UnknownWords;
  /** How many messages came again, by panel: they are counted and told nowhere else. */
  readonly repeats: Sequences['repeats'];
  /** Where panel messages are kept, one batch after the other: for whoever changes the same things. */
  readonly lane: Lane;
  /** Signals once they are on disk. */
  onKept(listener: (signals: readonly PanelSignal[]) => void): () => void;
  /** Supervision begins: of zones, of tests. Before the panels are started. */
  start(): void;
  /** Once a second. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

export interface PanelIntakeDeps {
  readonly ledger: Ledger;
  readonly alarms: Alarms;
  readonly clock: Clock;
  readonly panels: readonly PanelConfig[];
}

export function createPanelIntake({ ledger, alarms, clock, panels }: PanelIntakeDeps): PanelIntake {
  const { read } = ledger;
  const queue = createRetryQueue();
  const withReceiver = new Set(panels.flatMap((panel) => (panel.dialect === 'sia' && panel.receiver !== null ? [panel.id] : [])));
  const links = createLinkAlarms({ alarms, queue, read, withReceiver });
  const lane = createLane();
  const kept = createListeners<readonly PanelSignal[]>();
  const points = createPanelPoints({ read, clock, panelIds: new Set(panels.map((panel) => panel.id)) });
  const unknown = createUnknownWords({ read, clock });
  const sequences = createSequences({ read, clock });
  const tests = createTestWatch({ panels, read, clock, alarms, queue });
  const zones = createZoneSupervision({ panels, points, read, clock, alarms, queue });
  const ground: SignalGround = { alarms, points, unknown, sequences, tests, schedule: createOpenSchedule({ panels, read }) };

  /** Answers the signals that were taken. */
  const keep = async (messages: readonly PanelMessage[]): Promise<readonly PanelSignal[]> => {
    let touched: readonly Alarm[] = [];
    let after = nothing;
    await ledger.commit((tx) => {
      const batch = beginSignals(tx, ground);
      for (const message of newOf(tx, messages)) batch.take(message);
      ({ touched, kept: after } = batch.finish());
    });
    const signals = after();
    alarms.noteChanged(touched);
    return signals;
  };

  /** What is told comes after what can be tried again: a listener that breaks must not have a batch kept twice. */
  const keepAll = async (messages: readonly PanelMessage[]): Promise<void> => {
    const signals = await keepEach(ledger, keep, messages);
    links.heard(signals);
    kept.tell(signals);
  };

  /** What the counts of unknown words still owe the log. */
  const tellUnknown = (all: boolean): Promise<unknown> =>
    lane(async () => {
      const owed = unknown.due(all);
      if (owed === null) return;
      const outcome = await committed(ledger, (tx) => ok(owed.write(tx)));
      if (outcome.ok) owed.kept();
    });

  return {
    points,
    unknown,
    lane,
    repeats: sequences.repeats,
    onKept: (listener) => kept.add(listener),
    messages: mergedIn(lane, keepAll),
    health(health: DeviceHealth) {
      links.health(health);
      zones.health(health);
    },
    gap(gap) {
      queue.add(() => committed(ledger, (tx) => ok(tx.append(gapRow(gap)))));
    },
    brokerDropped: createBrokerDrops({ ledger, clock, queue }),
    start() {
      links.start();
      tests.start();
      zones.start();
    },
    async tick() {
      points.tick();
      tests.tick();
      zones.tick();
      await tellUnknown(false);
    },
    async stop() {
      links.stop();
      await tellUnknown(true);
      await queue.stop();
    },
  };
}

const nothing = (): readonly PanelSignal[] => [];

/** What waits while a batch is written is one batch after it: two links at once cost one commit, and never overlap. */
function mergedIn(lane: Lane, keepAll: (messages: readonly PanelMessage[]) => Promise<void>): PanelEvents['messages'] {
  let waiting: PanelMessage[] = [];
  let next: Promise<void> | null = null;
  return (messages) => {
    waiting.push(...messages);
    next ??= lane(() => {
      const batch = waiting;
      waiting = [];
      next = null;
      return keepAll(batch);
    });
    return next;
  };
}

function gapRow({ fromUtcMs, toUtcMs, reason }: { fromUtcMs: number; toUtcMs: number; reason: string }): NewJournalRow {
  return {
    kind: 'link.gap',
    actor: systemActor,
    subject: 'broker',
    payload: {
      linkId: 'broker',
      from: new Date(fromUtcMs).toISOString(),
      to: new Date(toUtcMs).toISOString(),
      seconds: Math.round((toUtcMs - fromUtcMs) / 1000),
      reason,
    },
    eventAtUtcMs: fromUtcMs,
  };
}

type Keep = (messages: readonly PanelMessage[]) => Promise<readonly PanelSignal[]>;

/** One message that breaks us must neither take the others with it nor come back for ever. */
async function keepEach(ledger: Ledger, keep: Keep, messages: readonly PanelMessage[]): Promise<readonly PanelSignal[]> {
  try {
    return await keep(messages);
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    const signals: PanelSignal[] = [];
    for (const message of messages) signals.push(...(await keepAlone(ledger, keep, message)));
    return signals;
  }
}

async function keepAlone(ledger: Ledger, keep: Keep, message: PanelMessage): Promise<readonly PanelSignal[]> {
  try {
    return await keep([message]);
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    const problem = `internal: ${error instanceof Error ? error.message : String(error)}`;
    const { arrivedAtUtcMs } = message;
    const payload = quarantinePayload({ ...message, problem });
    await ledger.commit((tx) => void tx.append({ kind: 'message.quarantined', actor: systemActor, subject: null, payload, arrivedAtUtcMs }));
    return [];
  }
}

/** Without what is kept already; remembers the rest. */
function newOf(tx: Tx, messages: readonly PanelMessage[]): readonly PanelMessage[] {
  // Asked only while a redelivery can be: a broker's message ids come round again, and a new alarm must not be taken for an old one.
  const mayBeKept = (message: PanelMessage): boolean => message.redeliveryKey !== null && message.mayBeRedelivered !== false;
  const kept = messages.some(mayBeKept) ? tx.read.keptMessages() : new Set<string>();
  const remember = new Set<string>();
  const taken = messages.filter((message) => {
    const { redeliveryKey } = message;
    if (redeliveryKey === null) return true;
    if (mayBeKept(message) && (kept.has(redeliveryKey) || remember.has(redeliveryKey))) return false;
    remember.add(redeliveryKey);
    return true;
  });
  tx.rememberMessages([...remember]);
  return taken;
}
