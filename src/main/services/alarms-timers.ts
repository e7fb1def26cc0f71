/**
 * Shelf ends, escalations and what delays hold back. Computed from stored times, so a restart loses none; holds only
 * when each alarm is due.
 * Must not change an alarm by itself: it writes what the machine decides, in the ledger.
 */
import type { Alarm, Priority } from '../../shared/model/alarms.ts';
import { ok } from '../../shared/model/result.ts';
import type { SeatDuty } from '../../shared/model/seats.ts';
import { isDue } from '../core/alarms/delay.ts';
import { type EscalationTimes, escalationLevel, nextDueAtUtcMs } from '../core/alarms/escalation.ts';
import { transition } from '../core/alarms/transition.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import { type AlarmWriter, committed, saveTransition, systemActor } from './alarms-writer.ts';

const tickMs = 1000;
/** A flood's escalations are spread over ticks, so that one transaction stays short. */
const mostPerTick = 100;
/** An alarm that has waited long enough must not wait for others; still one transaction may not last for ever. */
const mostDelaysPerTick = 1000;

export interface AlarmTimers {
  start(): void;
  stop(): Promise<void>;
  /** The times have changed: everything on the board is planned anew. */
  replan(): void;
  /** Call after the commit that changed these alarms. */
  note(alarms: readonly Alarm[]): void;
  /** Does what is due now. Runs by itself every second between start and stop. */
  tick(): Promise<void>;
}

interface Due {
  readonly dueAtUtcMs: number;
  readonly priority: Priority;
  /** Since when a delay holds something back; null = none does. */
  readonly heldSinceUtcMs: number | null;
}

/** A clock that was set back behind the report ends its delay (as core/alarms/delay.ts has it). */
const isDueAt = (due: Due, nowUtcMs: number): boolean => due.dueAtUtcMs <= nowUtcMs || (due.heldSinceUtcMs !== null && nowUtcMs < due.heldSinceUtcMs);

export interface TimersDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly writer: (tx: Tx) => AlarmWriter;
  /** As they are now; call `replan` when they have changed. */
  readonly times: () => EscalationTimes;
  /** How many seats of this duty watch now. */
  readonly seatsWatching: (duty: SeatDuty) => number;
}

export function createAlarmTimers({ ledger, clock, writer, times, seatsWatching }: TimersDeps): AlarmTimers {
  const due = new Map<string, Due>();
  /** Can't wait for the next tick. */
  let urgent = new Set<string>();
  let timer: ReturnType<typeof setInterval> | null = null;
  let running: Promise<void> | null = null;

  const plan = (alarm: Alarm): void => {
    const { alarmId, priority, delay } = alarm;
    const dues = [nextDueAtUtcMs(alarm, times()), delay?.dueAtUtcMs ?? null].filter((at) => at !== null);
    if (dues.length === 0) due.delete(alarmId);
    else due.set(alarmId, { dueAtUtcMs: Math.min(...dues), priority, heldSinceUtcMs: delay?.sinceUtcMs ?? null });
  };

  const note = (alarms: readonly Alarm[]): void => {
    const nowUtcMs = clock.utcMs();
    for (const alarm of alarms) {
      plan(alarm);
      if (alarm.category === 'holdUp' && (due.get(alarm.alarmId)?.dueAtUtcMs ?? Number.POSITIVE_INFINITY) <= nowUtcMs) urgent.add(alarm.alarmId);
    }
    if (timer !== null && urgent.size > 0) void run(takeUrgent);
  };
  const takeUrgent = (): readonly string[] => {
    const batch = [...urgent];
    urgent = new Set();
    return batch;
  };

  /** Delays first; then the most urgent ones, so that in a flood nothing critical waits behind the rest. */
  const batchNow = (nowUtcMs: number): string[] => {
    const held: string[] = [];
    const others: { readonly [priority in Priority]: string[] } = { 1: [], 2: [], 3: [], 4: [] };
    for (const [alarmId, entry] of due) {
      if (!isDueAt(entry, nowUtcMs)) continue;
      const line = entry.heldSinceUtcMs === null ? others[entry.priority] : held;
      if (line.length < (line === held ? mostDelaysPerTick : mostPerTick)) line.push(alarmId);
    }
    return [...held, ...[...others[1], ...others[2], ...others[3], ...others[4]].slice(0, mostPerTick)];
  };

  const work = async (take: (nowUtcMs: number) => readonly string[]): Promise<void> => {
    const nowUtcMs = clock.utcMs();
    const batch = take(nowUtcMs);
    if (batch.length === 0) return;
    let touched: readonly Alarm[] = [];
    const outcome = await committed(ledger, (tx) => {
      const left = letThrough(tx, batch, nowUtcMs);
      touched = [...left.touched, ...left.alarmIds.flatMap((alarmId) => handleDue(tx, alarmId, nowUtcMs))];
      return ok(null);
    });
    // A failed store keeps everything due; the next tick tries again.
    if (!outcome.ok) return;
    for (const alarmId of batch) due.delete(alarmId);
    for (const alarm of touched) plan(alarm);
  };

  /** What delays held back until now; and what of the batch is due for another reason. */
  const letThrough = (tx: Tx, batch: readonly string[], nowUtcMs: number): { alarmIds: readonly string[]; touched: readonly Alarm[] } => {
    const open = writer(tx);
    const alarmIds = batch.filter((alarmId) => {
      const alarm = due.get(alarmId)?.heldSinceUtcMs === null ? null : tx.read.alarm(alarmId);
      if (alarm?.delay === undefined || !isDue(alarm.delay, nowUtcMs)) return true;
      open.elapse(alarm);
      return false;
    });
    return { alarmIds, touched: open.finish() };
  };

  /** Answers the alarm as it stands then, and what else has to be planned. */
  const handleDue = (tx: Tx, alarmId: string, nowUtcMs: number): readonly Alarm[] => {
    const alarm = tx.read.alarm(alarmId);
    if (alarm === null) return [];
    if (alarm.state !== 'shelved') return passOn(tx, alarm, nowUtcMs);
    const decided = transition(alarm, { type: 'shelfExpired' }, nowUtcMs);
    if (!decided.ok || decided.value.alarm === null) return [alarm];
    return saveTransition(tx, decided.value.alarm, decided.value, systemActor);
  };

  /** To the second seat, then to the lead; straight on to the lead where no second seat watches. */
  const passOn = (tx: Tx, alarm: Alarm, nowUtcMs: number): readonly Alarm[] => {
    const byTime = escalationLevel(alarm, nowUtcMs, times());
    const due = byTime === 1 && seatsWatching('second') === 0 ? 2 : byTime;
    let now = alarm;
    for (const level of [1, 2] as const) {
      if (level > due) break;
      const decided = transition(now, { type: 'escalate', level, seats: seatsWatching(level === 1 ? 'second' : 'lead') }, nowUtcMs);
      if (!decided.ok || decided.value.alarm === null || decided.value.rows.length === 0) continue;
      saveTransition(tx, decided.value.alarm, decided.value, systemActor);
      now = decided.value.alarm;
    }
    return [now];
  };

  const run = (take: (nowUtcMs: number) => readonly string[]): Promise<void> => {
    running ??= work(take).finally(() => {
      running = null;
    });
    return running;
  };
  const tick = (): Promise<void> => run(batchNow);

  const replan = (): void => {
    for (const alarm of ledger.read.board()) plan(alarm);
  };

  return {
    start() {
      replan();
      for (const alarm of ledger.read.delayedAlarms()) plan(alarm);
      timer ??= setInterval(tick, tickMs);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
      due.clear();
    },
    replan,
    note,
    tick,
  };
}
