/**
 * Shelf ends and escalations. Computed from stored times, so a restart loses none; holds only when each alarm is due.
 * Must not change an alarm by itself: it writes what the machine decides, in the ledger.
 */
import type { Alarm } from '../../shared/model/alarms.ts';
import { ok } from '../../shared/model/result.ts';
import { alarmPayload } from '../core/alarms/change.ts';
import { type EscalationLevel, type EscalationTimes, escalationLevel, nextDueAtUtcMs } from '../core/alarms/escalation.ts';
import { transition } from '../core/alarms/transition.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import { committed, saveTransition, systemActor } from './alarms-writer.ts';

const tickMs = 1000;
/** A flood's escalations are spread over ticks, so that one transaction stays short. */
const mostPerTick = 100;

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
}

export function createAlarmTimers(deps: { ledger: Ledger; clock: Clock; times: EscalationTimes }): AlarmTimers {
  const { ledger, clock, times } = deps;
  const due = new Map<string, Due>();
  let timer: ReturnType<typeof setInterval> | null = null;
  let running: Promise<void> | null = null;

  const plan = (alarm: Alarm, reached: 0 | EscalationLevel): void => {
    const dueAtUtcMs = nextDueAtUtcMs(alarm, reached, times);
    if (dueAtUtcMs === null) due.delete(alarm.alarmId);
    else due.set(alarm.alarmId, { dueAtUtcMs, raisedAtUtcMs: alarm.raisedAtUtcMs, reached });
  };

  const note = (alarms: readonly Alarm[]): void => {
    for (const alarm of alarms) {
      const before = due.get(alarm.alarmId);
      plan(alarm, before !== undefined && before.raisedAtUtcMs === alarm.raisedAtUtcMs ? before.reached : 0);
    }
  };

  const work = async (): Promise<void> => {
    const nowUtcMs = clock.utcMs();
    const ids = [...due].filter(([, entry]) => entry.dueAtUtcMs <= nowUtcMs).map(([alarmId]) => alarmId);
    if (ids.length === 0) return;
    const batch = ids.slice(0, mostPerTick);
    const outcome = await committed(ledger, (tx) => ok(batch.map((alarmId) => ({ alarmId, ...handleDue(tx, alarmId, nowUtcMs, times) }))));
    // A failed store keeps everything due; the next tick tries again.
    if (!outcome.ok) return;
    for (const { alarmId, alarm, reached } of outcome.value) {
      if (alarm === null) due.delete(alarmId);
      else plan(alarm, reached);
    }
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

function handleDue(tx: Tx, alarmId: string, nowUtcMs: number, times: EscalationTimes): { alarm: Alarm | null; reached: 0 | EscalationLevel } {
  const alarm = tx.read.alarm(alarmId);
  if (alarm === null) return { alarm: null, reached: 0 };
  if (alarm.state === 'shelved') {
    const decided = transition(alarm, { type: 'shelfExpired' }, nowUtcMs);
    if (!decided.ok || decided.value.alarm === null) return { alarm, reached: 0 };
    saveTransition(tx, decided.value.alarm, decided.value, systemActor);
    return { alarm: decided.value.onBoard ? decided.value.alarm : null, reached: 0 };
  }
  const reached = loggedLevel(tx, alarm);
  const level = escalationLevel(alarm, nowUtcMs, times);
  if (level <= reached) return { alarm, reached };
  const payload = { ...alarmPayload(alarm), level, to: level === 1 ? 'secondSeat' : 'lead', waitedMs: nowUtcMs - alarm.raisedAtUtcMs };
  tx.append({ kind: 'alarm.escalated', actor: systemActor, subject: alarmId, payload });
  return { alarm, reached: level };
}

/** What is in the journal already: an escalation is told once, also across a restart. */
function loggedLevel(tx: Tx, alarm: Alarm): 0 | EscalationLevel {
  const [row] = tx.read.page({ subject: alarm.alarmId, kinds: ['alarm.escalated'], sinceUtcMs: alarm.raisedAtUtcMs, limit: 1 });
  const level = row?.payload.level;
  return level === 1 || level === 2 ? level : 0;
}
