/** A cause comes, worsens, comes again or goes (ISA-18.2 transitions between A, B, C and D, and unseen in E, F, G). */
import type { Alarm, AlarmDelay } from '../../../shared/model/alarms.ts';
import { ok } from '../../../shared/model/result.ts';
import { alarmPayload, asksAgain, changed, isSetAside, noShelf, type Outcome, unchanged, untouched } from './change.ts';
import { withRaise } from './chatter.ts';
import type { RaisedCondition } from './input.ts';

function newAlarm(alarmId: string, condition: RaisedCondition, nowUtcMs: number, occurrences = 1): Alarm {
  return {
    ...condition,
    alarmId,
    state: 'unacknowledged',
    active: true,
    raisedAtUtcMs: nowUtcMs,
    lastChangeAtUtcMs: nowUtcMs,
    count: occurrences,
    ...untouched,
    recentRaisesUtcMs: [nowUtcMs],
    chattering: false,
    revision: 1,
  };
}

/**
 * The record of what was reported and is no alarm yet: it is normal, so no list has it, and it leaves the store when
 * its delay ends one way or the other. One per origin, under an id that no alarm has.
 */
export function waitingAlarm(delay: AlarmDelay): Alarm {
  const { condition } = delay;
  const alarmId = `waiting:${condition.panelId}/${condition.source}/${condition.condition}`;
  return { ...newAlarm(alarmId, condition, delay.sinceUtcMs), state: 'normal', active: false, count: 0, revision: 0, delay };
}

/**
 * The cause is present. A repeated report of a known state changes nothing; a new occurrence counts up on the same
 * row (chatter folds); a worse severity is latched and asks for a new acknowledgement.
 */
export function raise(alarm: Alarm | null, alarmId: string, condition: RaisedCondition, nowUtcMs: number, occurrences = 1): Outcome {
  const words = condition.text === null ? {} : { text: condition.text };
  if (alarm === null) {
    const created = newAlarm(alarmId, condition, nowUtcMs, occurrences);
    return ok({ alarm: created, onBoard: true, rows: [{ kind: 'alarm.raised', payload: { ...alarmPayload(created), ...words } }] });
  }
  const worse = condition.priority < alarm.priority;
  const again = !alarm.active || isPressedAgain(alarm, condition, nowUtcMs);
  if (!again && !worse) return unchanged(alarm);
  const seen = {
    active: true,
    priority: worse ? condition.priority : alarm.priority,
    category: worse ? condition.category : alarm.category,
    latched: alarm.latched || condition.latched,
    standing: condition.standing,
    ...(again ? { count: alarm.count + occurrences, recentRaisesUtcMs: withRaise(alarm.recentRaisesUtcMs ?? [], nowUtcMs) } : {}),
    ...(condition.momentary === true ? { momentary: true } : {}),
    text: condition.text ?? alarm.text,
    area: condition.area ?? alarm.area,
    partition: condition.partition ?? alarm.partition,
    code: condition.code ?? alarm.code,
    camera: condition.camera ?? alarm.camera,
    keyPart: condition.keyPart ?? alarm.keyPart,
  };
  // A shelf was agreed for the milder alarm: a worse one comes off it. Suppression and out of service are the lead's and the site's.
  if (alarm.state === 'shelved' && worse) return changed(alarm, 'alarm.raised', { ...seen, ...noShelf, ...asksAgain(nowUtcMs) }, nowUtcMs, words);
  if (isSetAside(alarm.state)) return changed(alarm, 'alarm.raised', seen, nowUtcMs, words);
  const waits = alarm.state === 'unacknowledged' || alarm.state === 'returnedUnacknowledged';
  const state = waits ? ({ state: 'unacknowledged' } as const) : asksAgain(nowUtcMs);
  return changed(alarm, 'alarm.raised', { ...seen, ...state }, nowUtcMs, words);
}

/** Reports of one press of a button come this close together (contact bounce, a message delivered twice). */
const onePressMs = 1_000;

/** What nobody will tell the end of happens anew with each report, even while it stands: someone pressed the button again. */
function isPressedAgain(alarm: Alarm, condition: RaisedCondition, nowUtcMs: number): boolean {
  if (condition.momentary !== true || condition.standing) return false;
  const last = alarm.recentRaisesUtcMs?.at(-1) ?? alarm.raisedAtUtcMs;
  return nowUtcMs - last >= onePressMs;
}

/** The cause is gone. A latched alarm stays until somebody resets it. */
export function clear(alarm: Alarm | null, nowUtcMs: number): Outcome {
  if (alarm === null || !alarm.active) return unchanged(alarm);
  if (alarm.state === 'unacknowledged') return changed(alarm, 'alarm.cleared', { active: false, state: 'returnedUnacknowledged' }, nowUtcMs);
  if (alarm.state === 'acknowledged' && !alarm.latched) return changed(alarm, 'alarm.cleared', { active: false, state: 'normal' }, nowUtcMs);
  return changed(alarm, 'alarm.cleared', { active: false }, nowUtcMs);
}
