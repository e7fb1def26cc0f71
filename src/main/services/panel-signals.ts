/** What each signal of one batch becomes, inside its transaction: alarms, rows, points, counts. Must not commit or tell anybody. */
import type { Alarm } from '../../shared/model/alarms.ts';
import type { Actor } from '../../shared/model/journal.ts';
import type { PanelMessage, PanelSignal } from '../core/ports/devices.ts';
import type { Tx } from '../core/ports/ledger.ts';
import type { Alarms } from './alarms.ts';
import type { ReportTimes } from './alarms-delays.ts';
import { type AlarmWriter, systemActor } from './alarms-writer.ts';
import { type EventSignal, keepEvent } from './panel-events.ts';
import { quarantinePayload } from './panel-intake-quarantine.ts';
import type { PanelPoints } from './panel-points.ts';
import type { PointsBatch } from './panel-points-batch.ts';
import type { OpenSchedule } from './panel-schedule.ts';
import type { SequenceBatch, Sequences } from './panel-sequences.ts';
import type { TestWatch } from './panel-tests.ts';
import type { UnknownBatch, UnknownWords } from './panel-unknown.ts';

export interface SignalGround {
  readonly alarms: Pick<Alarms, 'writer'>;
  readonly points: PanelPoints;
  readonly unknown: UnknownWords;
  readonly sequences: Sequences;
  readonly tests: TestWatch;
  readonly schedule: OpenSchedule;
}

export interface SignalBatch {
  take(message: PanelMessage): void;
  /** Writes what was gathered. `kept`: once it is on disk; answers the signals that were taken. */
  finish(): { readonly touched: readonly Alarm[]; readonly kept: () => readonly PanelSignal[] };
}

interface Batch {
  readonly tx: Tx;
  readonly writer: AlarmWriter;
  readonly points: PointsBatch;
  readonly unknown: UnknownBatch;
  readonly sequences: SequenceBatch;
  readonly ground: SignalGround;
  readonly taken: PanelSignal[];
  readonly tested: EventSignal[];
}

/** An empty batch in this transaction. */
export function beginSignals(tx: Tx, ground: SignalGround): SignalBatch {
  const { alarms, points, unknown, sequences } = ground;
  const open = { writer: alarms.writer(tx), points: points.begin(), unknown: unknown.begin(), sequences: sequences.begin() };
  const batch: Batch = { tx, ground, ...open, taken: [], tested: [] };
  return {
    take: (message) => takeMessage(batch, message),
    finish() {
      const touched = batch.writer.finish();
      batch.points.finish(tx);
      batch.unknown.finish(tx);
      batch.sequences.finish(tx);
      return { touched, kept: () => settle(batch) };
    },
  };
}

function settle({ points, unknown, sequences, ground, tested, taken }: Batch): readonly PanelSignal[] {
  points.kept();
  unknown.kept();
  sequences.kept();
  for (const { panelId, source } of tested) ground.tests.kept(panelId, source);
  return taken;
}

function takeMessage(batch: Batch, message: PanelMessage): void {
  if (batch.sequences.isRepeat(batch.tx, message)) return;
  if (message.problem !== null) takeProblem(batch, message);
  for (const signal of message.signals) takeSignal(batch, signal, message.arrivedAtUtcMs);
  for (const signal of message.signals) if (signal.type === 'event' && signal.kind === 'bypassed') takeBypass(batch, message, signal);
}

function takeProblem({ tx, unknown }: Batch, message: PanelMessage): void {
  if (message.panelId !== null) {
    unknown.take(tx, message, message.panelId);
    return;
  }
  const { arrivedAtUtcMs } = message;
  tx.append({ kind: 'message.quarantined', actor: systemActor, subject: null, payload: quarantinePayload(message), arrivedAtUtcMs });
}

function takeSignal(batch: Batch, signal: PanelSignal, arrivedAtUtcMs: number): void {
  const { writer, points } = batch;
  switch (signal.type) {
    case 'condition':
      takeCondition(writer, signal, arrivedAtUtcMs);
      if (!signal.retained) points.heard(signal.panelId, signal.source, arrivedAtUtcMs);
      break;
    case 'event':
      takeEvent(batch, signal, arrivedAtUtcMs);
      break;
    case 'availability':
      takeAvailability(writer, signal, arrivedAtUtcMs);
      break;
    case 'point':
      points.take(signal, arrivedAtUtcMs);
      break;
    case 'pointGone':
      points.gone(signal);
      break;
    case 'commandResult':
    case 'alive':
      // Supervised by age in the devices room, and awaited by the commands: neither is by itself a fact for the log.
      break;
  }
  batch.taken.push(signal);
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
  const { partition = null, code = null, momentary } = signal;
  const reported = {
    ...{ panelId, source, partition, code, area, condition, category, priority, latched, standing: retained, simulated, text },
    ...(momentary === undefined ? {} : { momentary }),
  };
  if (!delayed) {
    writer.raise(reported, times, actor);
    return;
  }
  const delays = { onDelayMs: (signal.onDelaySeconds ?? 0) * 1000, offDelayMs: (signal.offDelaySeconds ?? 0) * 1000 };
  writer.report({ active: signal.active, condition: reported, delays }, times, actor);
}

function takeEvent(batch: Batch, signal: EventSignal, arrivedAtUtcMs: number): void {
  const { tx, writer, points, ground, tested } = batch;
  const { panelId, source, retained, kind } = signal;
  const times: ReportTimes = { eventAtUtcMs: signal.panelTimeUtcMs ?? null, arrivedAtUtcMs };
  if (!retained) points.heard(panelId, source, arrivedAtUtcMs);
  if (!keepEvent(tx, signal, times)) return;
  if (kind === 'opened') ground.schedule.opened(writer, signal, times);
  if (kind === 'closed') ground.schedule.closed(writer, signal, times);
  if (kind !== 'test' || retained) return;
  ground.tests.tested(writer, panelId, source, times);
  tested.push(signal);
}

/** Most dialects name the point themselves; for those that only say so, the list of what is bypassed now must have it too. */
function takeBypass({ points }: Batch, { signals, arrivedAtUtcMs }: PanelMessage, { panelId, source, active = true, simulated }: EventSignal): void {
  const isNamed = signals.some((signal) => signal.type === 'point' && signal.bypassed !== undefined);
  if (!isNamed) points.bypass(panelId, source, active, simulated, arrivedAtUtcMs);
}

/** The bridge's own word, kept before it is acknowledged to the broker. */
function takeAvailability(writer: AlarmWriter, signal: PanelSignal & { type: 'availability' }, arrivedAtUtcMs: number): void {
  const key = { panelId: signal.panelId, source: signal.panelId, condition: 'offline' };
  const times = { eventAtUtcMs: null, arrivedAtUtcMs };
  if (signal.online) {
    writer.clear(key, times, systemActor);
    return;
  }
  writer.raise(
    { ...key, area: null, category: 'trouble', priority: 2, latched: false, standing: signal.retained ?? false, simulated: signal.simulated, text: null },
    times,
    systemActor,
  );
}

const deviceActor = (panelId: string): Actor => ({ name: `device:${panelId}`, role: null, seat: null });
