/**
 * Writes what the alarm machine decided: the new state and its journal rows, in the caller's transaction.
 * Must not decide anything itself.
 */
import type { Alarm } from '../../shared/model/alarms.ts';
import type { Actor } from '../../shared/model/journal.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { AlarmRow, RaisedCondition, RuleCode, Transition } from '../core/alarms/input.ts';
import { transition } from '../core/alarms/transition.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import { type Ledger, StoreFailure, type Tx } from '../core/ports/ledger.ts';

/** When a device's report happened (its own clock) and reached us, epoch milliseconds. */
export interface ReportTimes {
  readonly eventAtUtcMs: number | null;
  readonly arrivedAtUtcMs: number | null;
}

export interface AlarmKey {
  readonly panelId: string;
  readonly source: string;
  readonly condition: string;
}

/** Device reports of one transaction: reads and saves each alarm once, however often it chatters in the batch. */
export interface AlarmWriter {
  raise(condition: RaisedCondition, times: ReportTimes, actor: Actor): Alarm;
  clear(key: AlarmKey, times: ReportTimes, actor: Actor): void;
  find(key: AlarmKey): Alarm | null;
  /** Saves what changed; answers it for the timers (after the commit). */
  finish(): readonly Alarm[];
}

export const systemActor: Actor = { name: 'system', role: null, seat: null };
const noTimes: ReportTimes = { eventAtUtcMs: null, arrivedAtUtcMs: null };

export function appendAlarmRows(tx: Tx, alarmId: string, rows: readonly AlarmRow[], actor: Actor, times: ReportTimes = noTimes): void {
  for (const row of rows) tx.append({ ...row, actor, subject: alarmId, ...times });
}

/** Saves one decided change. */
export function saveTransition(tx: Tx, alarm: Alarm, decided: Transition, actor: Actor): void {
  appendAlarmRows(tx, alarm.alarmId, decided.rows, actor);
  keepAlarm(tx, alarm, decided.onBoard);
}

function keepAlarm(tx: Tx, alarm: Alarm, onBoard: boolean): void {
  if (onBoard) tx.saveAlarm(alarm);
  else tx.removeAlarm(alarm.alarmId);
}

interface Held {
  alarm: Alarm | null;
  onBoard: boolean;
  dirty: boolean;
}

export function createAlarmWriter(tx: Tx, clock: Clock, newId: NewId): AlarmWriter {
  const held = new Map<string, Held>();
  /** Alarms that left the board and came again under a new id within the batch. */
  const gone: Alarm[] = [];
  const nowUtcMs = clock.utcMs();

  const hold = (key: AlarmKey): Held => {
    const name = `${key.panelId}\n${key.source}\n${key.condition}`;
    let entry = held.get(name);
    if (entry === undefined) {
      const alarm = tx.read.alarmBy(key.panelId, key.source, key.condition);
      entry = { alarm, onBoard: alarm !== null, dirty: false };
      held.set(name, entry);
    }
    return entry;
  };

  const accept = (entry: Held, decided: Transition, actor: Actor, times: ReportTimes): void => {
    if (decided.alarm === null || decided.rows.length === 0) return;
    if (!entry.onBoard && entry.dirty && entry.alarm !== null) gone.push(entry.alarm);
    appendAlarmRows(tx, decided.alarm.alarmId, decided.rows, actor, times);
    entry.alarm = decided.alarm;
    entry.onBoard = decided.onBoard;
    entry.dirty = true;
  };

  return {
    raise(condition, times, actor) {
      const entry = hold(condition);
      const before = entry.onBoard ? entry.alarm : null;
      const decided = transition(before, { type: 'raise', alarmId: newId('alarm'), condition }, nowUtcMs);
      if (decided.ok) accept(entry, decided.value, actor, times);
      if (entry.alarm === null) throw new Error('a raised condition has no alarm');
      return entry.alarm;
    },
    clear(key, times, actor) {
      const entry = hold(key);
      const decided = transition(entry.onBoard ? entry.alarm : null, { type: 'clear' }, nowUtcMs);
      if (decided.ok) accept(entry, decided.value, actor, times);
    },
    find(key) {
      const entry = hold(key);
      return entry.onBoard ? entry.alarm : null;
    },
    finish() {
      const touched: Alarm[] = [];
      for (const alarm of gone) {
        tx.removeAlarm(alarm.alarmId);
        touched.push(alarm);
      }
      for (const entry of held.values()) {
        if (!entry.dirty || entry.alarm === null) continue;
        keepAlarm(tx, entry.alarm, entry.onBoard);
        touched.push(entry.alarm);
      }
      return touched;
    },
  };
}

/** A rule's no in the words of the services. */
export function failureOf(code: RuleCode): ServiceFailure {
  if (code === 'conflict') return { code: 'conflict' };
  if (code === 'notOnBoard') return { code: 'notFound' };
  return { code: 'rule', rule: code };
}

/** One commit whose storage failure is a value; anything else that is thrown is a bug and goes on. */
export async function committed<T>(ledger: Ledger, work: (tx: Tx) => Result<T, ServiceFailure>): Promise<Result<T, ServiceFailure>> {
  try {
    return await ledger.commit(work);
  } catch (error) {
    if (error instanceof StoreFailure) return fail({ code: 'storeFailed', cause: error.code });
    throw error;
  }
}

export const done = ok(null);
