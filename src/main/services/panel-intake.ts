/**
 * From the panels to the ledger: one commit per batch of messages, and only then are they acknowledged to the broker.
 * Must not know MQTT or a dialect. Rows `device.online/offline` are written by services/devices from health; here a
 * panel's or the broker's bad health becomes an alarm.
 */
import type { Alarm } from '../../shared/model/alarms.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { Actor, NewJournalRow } from '../../shared/model/journal.ts';
import { ok } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { PanelEvents, PanelMessage, PanelSignal } from '../core/ports/devices.ts';
import { type Ledger, StoreFailure, type Tx } from '../core/ports/ledger.ts';
import type { Alarms } from './alarms.ts';
import { type AlarmWriter, committed, systemActor } from './alarms-writer.ts';
import { createLinkAlarms } from './panel-intake-links.ts';
import { quarantinePayload } from './panel-intake-quarantine.ts';
import { createRetryQueue } from './panel-intake-queue.ts';

const deviceActor = (panelId: string): Actor => ({ name: `device:${panelId}`, role: null, seat: null });

export function createPanelIntake(deps: { ledger: Ledger; alarms: Alarms; clock: Clock }): PanelEvents & { stop(): Promise<void> } {
  const { ledger, alarms } = deps;
  const queue = createRetryQueue();
  const links = createLinkAlarms({ alarms, queue });

  const keep = async (messages: readonly PanelMessage[]): Promise<void> => {
    let touched: readonly Alarm[] = [];
    await ledger.commit((tx) => {
      const writer = alarms.writer(tx);
      for (const message of newOf(tx, messages)) takeMessage(tx, writer, message);
      touched = writer.finish();
    });
    alarms.noteChanged(touched);
  };

  return {
    async messages(messages) {
      try {
        await keep(messages);
      } catch (error) {
        if (error instanceof StoreFailure) throw error;
        // One message that breaks us must neither take the others with it nor come back for ever.
        for (const message of messages) await keepAlone(ledger, keep, message);
      }
    },
    health(health: DeviceHealth) {
      links.health(health);
    },
    gap(gap) {
      queue.add(() => committed(ledger, (tx) => ok(tx.append(gapRow(gap)))));
    },
    async stop() {
      links.stop();
      await queue.stop();
    },
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

async function keepAlone(ledger: Ledger, keep: (messages: readonly PanelMessage[]) => Promise<void>, message: PanelMessage): Promise<void> {
  try {
    await keep([message]);
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    const problem = `internal: ${error instanceof Error ? error.message : String(error)}`;
    await ledger.commit((tx) => {
      quarantine(tx, { ...message, problem });
    });
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

function takeMessage(tx: Tx, writer: AlarmWriter, message: PanelMessage): void {
  if (message.problem !== null) quarantine(tx, message);
  for (const signal of message.signals) takeSignal(tx, writer, signal, message.arrivedAtUtcMs);
}

function quarantine(tx: Tx, message: PanelMessage): void {
  tx.append({
    kind: 'message.quarantined',
    actor: systemActor,
    subject: null,
    payload: quarantinePayload(message),
    arrivedAtUtcMs: message.arrivedAtUtcMs,
  });
}

function takeSignal(tx: Tx, writer: AlarmWriter, signal: PanelSignal, arrivedAtUtcMs: number): void {
  switch (signal.type) {
    case 'condition':
      takeCondition(writer, signal, arrivedAtUtcMs);
      break;
    case 'event':
      takeEvent(tx, signal, arrivedAtUtcMs);
      break;
    case 'availability':
      takeAvailability(writer, signal, arrivedAtUtcMs);
      break;
    case 'alive':
      // Supervised by age in the devices room; a sign of life is not a fact for the log.
      break;
  }
}

/** Retained means "state now": it raises what the board doesn't have as standing, and clears what is over. */
function takeCondition(writer: AlarmWriter, signal: PanelSignal & { type: 'condition' }, arrivedAtUtcMs: number): void {
  const times = { eventAtUtcMs: signal.panelTimeUtcMs, arrivedAtUtcMs };
  const actor = deviceActor(signal.panelId);
  const delayed = (signal.onDelaySeconds ?? 0) > 0 || (signal.offDelaySeconds ?? 0) > 0;
  if (!signal.active && !delayed) {
    writer.clear(signal, times, actor);
    return;
  }
  const { panelId, source, area, condition, category, priority, latched, retained, simulated, text } = signal;
  const reported = { panelId, source, area, condition, category, priority, latched, standing: retained, simulated, text };
  if (!delayed) {
    writer.raise(reported, times, actor);
    return;
  }
  const delays = { onDelayMs: (signal.onDelaySeconds ?? 0) * 1000, offDelayMs: (signal.offDelaySeconds ?? 0) * 1000 };
  writer.report({ active: signal.active, condition: reported, delays }, times, actor);
}

/** A retained event comes again with each connection: it is a row only if it isn't the last that we know of that source. */
function takeEvent(tx: Tx, signal: PanelSignal & { type: 'event' }, arrivedAtUtcMs: number): void {
  const subject = `${signal.panelId}/${signal.source}`;
  if (signal.retained) {
    const [last] = tx.read.page({ subject, kinds: ['panel.event'], limit: 1 });
    if (last !== undefined && last.payload.event === signal.event && (last.payload.text ?? null) === signal.text) return;
  }
  const { panelId, source, event, text, retained, simulated } = signal;
  tx.append({
    kind: 'panel.event',
    actor: deviceActor(panelId),
    subject,
    payload: { panelId, source, event, standing: retained, ...(text === null ? {} : { text }), ...(simulated ? { simulated: true } : {}) },
    arrivedAtUtcMs,
  });
}

/** The bridge's own word, kept before it is acknowledged to the broker. */
function takeAvailability(writer: AlarmWriter, signal: PanelSignal & { type: 'availability' }, arrivedAtUtcMs: number): void {
  const key = { panelId: signal.panelId, source: signal.panelId, condition: 'panelOffline' };
  const times = { eventAtUtcMs: null, arrivedAtUtcMs };
  if (signal.online) {
    writer.clear(key, times, systemActor);
    return;
  }
  writer.raise(
    { ...key, area: null, category: 'trouble', priority: 2, latched: false, standing: false, simulated: signal.simulated, text: null },
    times,
    systemActor,
  );
}
