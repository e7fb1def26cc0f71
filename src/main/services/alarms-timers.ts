/**
 * Shelf ends, escalations and what delays hold back. Computed from stored times, so a restart loses none; holds only
 * when each alarm is due.
 * Must not change an alarm by itself: it writes what the machine decides, in the ledger.
 */
import type { Alarm } from '../../shared/model/alarms.ts';
import { ok } from '../../shared/model/result.ts';
import { alarmPayload } from '../core/alarms/change.ts';
import { isDue } from '../core/alarms/delay.ts';
import { type EscalationLevel, type EscalationTimes, escalationLevel, nextDueAtUtcMs } from '../core/alarms/escalation.ts';
import { transition } from '../core/alarms/transition.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import { type AlarmWriter, committed, createAlarmWriter, saveTransition, systemActor } from './alarms-writer.ts';

const tickMs = 1000;
/** A flood's escalations are spread over ticks, so that one transaction stays short. */
const mostPerTick = 100;
/** An alarm that has waited long enough must not wait for others; still one transaction may not last for ever. */
const mostDelaysPerTick = 1000;

export interface AlarmTimers {
  start(): void;
  stop(): Promise<void>;
  /** Call after the commit that changed these alarms. */
  note(alarms: readonly Alarm[]): void;
  /** Does what is due now. Runs by itself every second between start and stop. */
  tick(): Promise<void>;
}

interface Due {
  readonly dueAtUtcMs: number;
  readonly raisedAtUtcMs: number;
  readonly reached: 0 | EscalationLevel;
  /** Since when a delay holds something back; null = none does. */
  readonly heldSinceUtcMs: number | null;
}

/** A clock that was set back behind the report ends its delay (as core/alarms/delay.ts has it). */
const isDueAt = (due: Due, nowUtcMs: number): boolean => due.dueAtUtcMs <= nowUtcMs || (due.heldSinceUtcMs !== null && nowUtcMs < due.heldSinceUtcMs);

export function createAlarmTimers(deps: { ledger: Ledger; clock: Clock; newId: NewId; times: EscalationTimes }): AlarmTimers {
  const { ledger, clock, newId, times } = deps;
  const due = new Map<string, Due>();
  let timer: ReturnType<typeof setInterval> | null = null;
  let running: Promise<void> | null = null;

  const plan = (alarm: Alarm, reached: 0 | EscalationLevel): void => {
    const { alarmId, raisedAtUtcMs, delay } = alarm;
    const dues = [nextDueAtUtcMs(alarm, reached, times), delay?.dueAtUtcMs ?? null].filter((at) => at !== null);
    if (dues.length === 0) due.delete(alarmId);
    else due.set(alarmId, { dueAtUtcMs: Math.min(...dues), raisedAtUtcMs, reached, heldSinceUtcMs: delay?.sinceUtcMs ?? null });
  };

  const note = (alarms: readonly Alarm[]): void => {
    for (const alarm of alarms) {
      const before = due.get(alarm.alarmId);
      plan(alarm, before !== undefined && before.raisedAtUtcMs === alarm.raisedAtUtcMs ? before.reached : 0);
    }
  };

  const batchNow = (nowUtcMs: number): string[] => {
    const ready = [...due].filter(([, entry]) => isDueAt(entry, nowUtcMs));
    const held = ready.filter(([, entry]) => entry.heldSinceUtcMs !== null).slice(0, mostDelaysPerTick);
    const others = ready.filter(([, entry]) => entry.heldSinceUtcMs === null).slice(0, mostPerTick);
    return [...held, ...others].map(([alarmId]) => alarmId);
  };

  const work = async (): Promise<void> => {
    const nowUtcMs = clock.utcMs();
    const batch = batchNow(nowUtcMs);
    if (batch.length === 0) return;
    let touched: readonly Alarm[] = [];
    const outcome = await committed(ledger, (tx) => {
      const writer = createAlarmWriter(tx, clock, newId);
      const handled = batch.map((alarmId) => ({ alarmId, ...handleDue(tx, writer, alarmId, nowUtcMs, times) }));
      touched = writer.finish();
      return ok(handled);
    });
    // A failed store keeps everything due; the next tick tries again.
    if (!outcome.ok) return;
    for (const { alarmId, alarm, reached, left } of outcome.value) {
      if (alarm === null) due.delete(alarmId);
      else plan(alarm, reached);
      note(left);
    }
    note(touched);
  };

  const tick = (): Promise<void> => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    start() {
      note(ledger.read.board());
      note(ledger.read.delayedAlarms());
      timer ??= setInterval(tick, tickMs);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
      due.clear();
    },
    note,
    tick,
  };
}

interface Handled {
  /** As it stands; null = it is not on the board. */
  readonly alarm: Alarm | null;
  readonly reached: 0 | EscalationLevel;
  /** What else has to be planned. */
  readonly left: readonly Alarm[];
}

function handleDue(tx: Tx, writer: AlarmWriter, alarmId: string, nowUtcMs: number, times: EscalationTimes): Handled {
  const alarm = tx.read.alarm(alarmId);
  if (alarm === null) return { alarm: null, reached: 0, left: [] };
  if (alarm.delay !== undefined && isDue(alarm.delay, nowUtcMs)) {
    writer.elapse(alarm);
    return { alarm: null, reached: 0, left: [] };
  }
  if (alarm.state === 'shelved') {
    const decided = transition(alarm, { type: 'shelfExpired' }, nowUtcMs);
    if (!decided.ok || decided.value.alarm === null) return { alarm, reached: 0, left: [] };
    const left = saveTransition(tx, decided.value.alarm, decided.value, systemActor);
    return { alarm: null, reached: 0, left };
  }
  const reached = loggedLevel(tx, alarm);
  const level = escalationLevel(alarm, nowUtcMs, times);
  if (level <= reached) return { alarm, reached, left: [] };
  const payload = { ...alarmPayload(alarm), level, to: level === 1 ? 'secondSeat' : 'lead', waitedMs: nowUtcMs - alarm.raisedAtUtcMs };
  tx.append({ kind: 'alarm.escalated', actor: systemActor, subject: alarmId, payload });
  return { alarm, reached: level, left: [] };
}

/** What is in the journal already: an escalation is told once, also across a restart. */
function loggedLevel(tx: Tx, alarm: Alarm): 0 | EscalationLevel {
  const [row] = tx.read.page({ subject: alarm.alarmId, kinds: ['alarm.escalated'], sinceUtcMs: alarm.raisedAtUtcMs, limit: 1 });
  const level = row?.payload.level;
  return level === 1 || level === 2 ? level : 0;
}
