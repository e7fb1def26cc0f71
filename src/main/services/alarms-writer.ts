/**
 * Writes what the alarm machine decided: the new state and its journal rows, in the caller's transaction.
 * Must not decide anything itself.
 */
import { type Alarm, type AlarmDelay, isListed } from '../../shared/model/alarms.ts';
import type { Actor } from '../../shared/model/journal.ts';
import type { Place } from '../../shared/model/places.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import { canConfirm } from '../core/alarms/confirmed.ts';
import { type DelayState, type DelayStep, delaysFor, type EdgeDelays, elapse, noDelays, report } from '../core/alarms/delay.ts';
import type { AlarmInput, AlarmRow, RaisedCondition, RuleCode, Transition } from '../core/alarms/input.ts';
import { atPlace } from '../core/alarms/place.ts';
import { waitingAlarm } from '../core/alarms/raise.ts';
import { transition } from '../core/alarms/transition.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import { keptKey } from '../core/ports/kept.ts';
import { type Ledger, StoreFailure, type Tx } from '../core/ports/ledger.ts';
import type { AlarmHint, Confirmations } from './alarms-confirmed.ts';
import { appendBrief, delayOf, delayReport, type Report, type ReportTimes, reportOf } from './alarms-delays.ts';

export interface AlarmKey {
  readonly panelId: string;
  readonly source: string;
  readonly condition: string;
}

/** What a device says of a cause that has delays. */
export interface Reported {
  readonly active: boolean;
  readonly condition: RaisedCondition;
  readonly delays: EdgeDelays;
}

/** Device reports of one transaction: reads and saves each alarm once, however often it chatters in the batch. */
export interface AlarmWriter {
  /** At once, without delay. `occurrences`: how often it happened since it was told last; absent = once. */
  raise(condition: RaisedCondition, times: ReportTimes, actor: Actor, occurrences?: number): Alarm;
  clear(key: AlarmKey, times: ReportTimes, actor: Actor): void;
  /** Holds back what its delays hold back; the alarm timers let it through. */
  report(reported: Reported, times: ReportTimes, actor: Actor): void;
  /** Lets through what is due by now of this origin. */
  elapse(key: AlarmKey): void;
  find(key: AlarmKey): Alarm | null;
  /** Saves what changed; answers it for the timers (after the commit). */
  finish(): readonly Alarm[];
}

export const systemActor: Actor = { name: 'system', role: null, seat: null };
const noTimes: ReportTimes = { eventAtUtcMs: null, arrivedAtUtcMs: null };

export function appendAlarmRows(tx: Tx, alarmId: string, rows: readonly AlarmRow[], actor: Actor, times: ReportTimes = noTimes): void {
  for (const row of rows) tx.append({ ...row, actor, subject: alarmId, ...times });
}

/** Saves one decided change; answers what the timers have to know of. */
export function saveTransition(tx: Tx, alarm: Alarm, decided: Transition, actor: Actor): readonly Alarm[] {
  appendAlarmRows(tx, alarm.alarmId, decided.rows, actor);
  if (decided.onBoard) {
    tx.saveAlarm(alarm);
    return [alarm];
  }
  tx.removeAlarm(alarm.alarmId);
  const { delay, ...gone } = alarm;
  if (delay?.edge !== 'on') return [gone];
  // Its cause was reported again just now: that report must not leave together with the old alarm.
  const waiting = waitingAlarm(delay);
  tx.saveAlarm(waiting);
  return [gone, waiting];
}

interface Held {
  alarm: Alarm | null;
  onBoard: boolean;
  dirty: boolean;
  delay: AlarmDelay | null;
  /** The record that only waited for its delay, as it was in the store. */
  readonly waited: Alarm | null;
  /** What the site says of its source; undefined = not looked up yet. */
  place?: Place | null;
}

function heldFrom(stored: Alarm | null): Held {
  if (stored?.delay === undefined) return { alarm: stored, onBoard: stored !== null, dirty: false, delay: null, waited: null };
  const { delay, ...alarm } = stored;
  const onBoard = isListed(alarm);
  return { alarm: onBoard ? alarm : null, onBoard, dirty: false, delay, waited: onBoard ? null : alarm };
}

export interface WriterDeps {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly confirmations: Confirmations;
}

export function createAlarmWriter(tx: Tx, { clock, newId, confirmations }: WriterDeps): AlarmWriter {
  const held = new Map<string, Held>();
  /** Alarms that left the board and came again under a new id within the batch. */
  const gone: Alarm[] = [];
  const nowUtcMs = clock.utcMs();

  const hold = (key: AlarmKey): Held => {
    const name = `${key.panelId}\n${key.source}\n${key.condition}`;
    let entry = held.get(name);
    if (entry === undefined) {
      entry = heldFrom(tx.read.alarmBy(key.panelId, key.source, key.condition));
      held.set(name, entry);
    }
    return entry;
  };

  const find = (hint: AlarmHint): Alarm | null => {
    const { alarm, onBoard } = hold(hint);
    return onBoard && alarm?.alarmId === hint.alarmId ? alarm : null;
  };
  const findById = (alarmId: string): Alarm | null => {
    const stored = tx.read.alarm(alarmId);
    if (stored !== null) return find(stored);
    return [...held.values()].find(({ alarm, onBoard }) => onBoard && alarm?.alarmId === alarmId)?.alarm ?? null;
  };

  const accept = (entry: Held, decided: Transition, actor: Actor, times: ReportTimes): void => {
    if (decided.alarm === null || decided.rows.length === 0) return;
    if (!entry.onBoard && entry.dirty && entry.alarm !== null) gone.push(entry.alarm);
    appendAlarmRows(tx, decided.alarm.alarmId, decided.rows, actor, times);
    entry.alarm = decided.alarm;
    entry.onBoard = decided.onBoard;
    entry.dirty = true;
  };

  /** What follows for another alarm, by itself. */
  const apply = (alarm: Alarm, input: AlarmInput): void => {
    const decided = transition(alarm, input, nowUtcMs);
    if (decided.ok) accept(hold(alarm), decided.value, systemActor, noTimes);
  };

  const raiseNow = (entry: Held, condition: RaisedCondition, times: ReportTimes, actor: Actor, occurrences?: number): void => {
    const before = entry.onBoard ? entry.alarm : null;
    const decided = transition(before, { type: 'raise', alarmId: before?.alarmId ?? newId('alarm'), condition, occurrences }, nowUtcMs);
    if (!decided.ok) return;
    const { alarm } = decided.value;
    const group = alarm !== null && cameUp(before, alarm) ? confirmations.groupOf(alarm, tx.read, find) : null;
    if (group === null || alarm === null) {
      accept(entry, decided.value, actor, times);
      return;
    }
    const confirmedId = group.first.alarmId;
    accept(entry, underConfirmed(decided.value, alarm, confirmedId), actor, times);
    apply(group.first, { type: 'confirm', alarmIds: [alarm, ...group.others].map(({ alarmId }) => alarmId) });
    for (const other of group.others) apply(other, { type: 'join', confirmedId });
  };
  const clearNow = (entry: Held, times: ReportTimes, actor: Actor): void => {
    const decided = transition(entry.onBoard ? entry.alarm : null, { type: 'clear' }, nowUtcMs);
    if (!decided.ok) return;
    accept(entry, decided.value, actor, times);
    const { alarm, onBoard } = decided.value;
    if (onBoard || alarm?.confirmedBy === undefined) return;
    // The confirmed alarm leaves: its parts stand by themselves.
    for (const part of partsOf(alarm, findById)) {
      apply(part, { type: 'join', confirmedId: null });
      confirmations.remember(part);
    }
  };

  /** As it is at its place; a source that chatters in one batch is looked up once. */
  const placed = (condition: RaisedCondition): RaisedCondition => {
    const entry = hold(condition);
    if (entry.place === undefined) entry.place = tx.read.kept('place', keptKey(condition.panelId, condition.source));
    return atPlace(condition, entry.place);
  };

  const follow = (entry: Held, step: DelayStep, report: Report, actor: Actor): void => {
    const { delay } = entry;
    for (const act of step.acts) {
      const { condition, times } = reportOf(act, delay, report);
      if (act === 'raise') raiseNow(entry, condition, times, actor);
      else if (act === 'clear') clearNow(entry, times, actor);
      else if (delay !== null) appendBrief(tx, act, delay, nowUtcMs, actor);
    }
    entry.delay = step.state.held === null ? null : delayOf(step.state.held, delay, report);
    if (entry.delay !== delay) entry.dirty = true;
  };
  const stateOf = (entry: Held): DelayState => ({ raised: entry.onBoard && entry.alarm?.active === true, held: entry.delay });

  return {
    raise(reported, times, actor, occurrences) {
      const condition = placed(reported);
      const entry = hold(condition);
      if (entry.delay === null) raiseNow(entry, condition, times, actor, occurrences);
      else follow(entry, report(stateOf(entry), true, noDelays, nowUtcMs), { condition, times }, actor);
      if (entry.alarm === null) throw new Error('a raised condition has no alarm');
      return entry.alarm;
    },
    clear(key, times, actor) {
      const entry = hold(key);
      if (entry.delay === null) clearNow(entry, times, actor);
      else follow(entry, report(stateOf(entry), false, noDelays, nowUtcMs), { condition: entry.delay.condition, times }, actor);
    },
    report({ active, condition: reported, delays }, times, actor) {
      const condition = placed(reported);
      const entry = hold(condition);
      const categories = [condition, entry.onBoard ? entry.alarm : null, entry.delay?.condition].flatMap((one) => one?.category ?? []);
      follow(entry, report(stateOf(entry), active, delaysFor(categories, delays), nowUtcMs), { condition, times }, actor);
    },
    elapse(key) {
      const entry = hold(key);
      const { delay } = entry;
      if (delay !== null) follow(entry, elapse(stateOf(entry), nowUtcMs), delayReport(delay), { ...systemActor, name: `device:${key.panelId}` });
    },
    find(key) {
      const entry = hold(key);
      return entry.onBoard ? entry.alarm : null;
    },
    finish() {
      const touched: Alarm[] = [...gone];
      for (const alarm of gone) tx.removeAlarm(alarm.alarmId);
      for (const entry of held.values()) if (entry.dirty) touched.push(...saveEntry(tx, entry));
      return touched;
    },
  };
}

/** Is it news for the alarms beside it: it began, came again, or grew from one that could confirm nothing? */
function cameUp(before: Alarm | null, alarm: Alarm): boolean {
  return before === null || alarm.count !== before.count || (alarm.priority < before.priority && !canConfirm(before));
}

/** Comes up as a part of a confirmed alarm, and its row says so. */
function underConfirmed(decided: Transition, alarm: Alarm, partOf: string): Transition {
  return { ...decided, alarm: { ...alarm, partOf }, rows: decided.rows.map((row) => ({ ...row, payload: { ...row.payload, partOf } })) };
}

/** Alarms that stand folded under this one. */
export function partsOf({ alarmId, confirmedBy = [] }: Alarm, find: (alarmId: string) => Alarm | null): readonly Alarm[] {
  return confirmedBy.flatMap((id) => {
    const part = find(id);
    return part?.partOf === alarmId ? [part] : [];
  });
}

/** One record per origin: the alarm on the board, else what waits, else nothing. */
function saveEntry(tx: Tx, { alarm, onBoard, delay, waited }: Held): readonly Alarm[] {
  const old = [waited, onBoard ? null : alarm].filter((one) => one !== null);
  for (const one of old) tx.removeAlarm(one.alarmId);
  const kept = onBoard && alarm !== null ? (delay === null ? alarm : { ...alarm, delay }) : delay === null ? null : waitingAlarm(delay);
  if (kept === null) return old;
  tx.saveAlarm(kept);
  return [...old, kept];
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
