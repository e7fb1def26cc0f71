/** Who looks after it, the timed steps after acknowledging (sent, arrived, found) and closing with a finding. */
import { type AcknowledgeReason, type Alarm, type AlarmFinding, type AlarmStep, alarmSteps } from '../../../shared/model/alarms.ts';
import { changed, isSetAside, isUnacknowledged, type Outcome, refused } from './change.ts';

export function take(alarm: Alarm, by: string, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  if (alarm.owner === by) return refused('alreadyYours');
  return changed(alarm, 'alarm.taken', { owner: by }, nowUtcMs, { owner: by, ...(alarm.owner === null ? {} : { from: alarm.owner }) });
}

/** Steps may be skipped (the lead sees which), never repeated. */
export function step(alarm: Alarm, input: { by: string; step: AlarmStep; finding: AlarmFinding | null; note: string | null }, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  if (isUnacknowledged(alarm.state)) return refused('acknowledgeFirst');
  if (alarm.steps[input.step] !== undefined) return refused('stepDone');
  if (input.step === 'found' && input.finding === null) return refused('findingNeeded');
  if (input.step !== 'found' && input.finding !== null) return refused('findingNotHere');
  const finding = input.finding === null ? {} : { finding: input.finding };
  const steps = { ...alarm.steps, [input.step]: { atUtcMs: nowUtcMs, by: input.by, ...finding } };
  return changed(alarm, 'alarm.step', { steps, owner: alarm.owner ?? input.by }, nowUtcMs, {
    step: input.step,
    ...finding,
    ...(input.note === null ? {} : { note: input.note }),
  });
}

/**
 * Ends the response with a finding. The alarm leaves the board only if its cause is gone and nothing waits for a
 * reset: an active alarm stays as acknowledged, with the response ended.
 */
export function close(alarm: Alarm, input: { reason: AcknowledgeReason; finding: AlarmFinding; note: string | null }, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  if (isUnacknowledged(alarm.state)) return refused('acknowledgeFirst');
  const times = alarmSteps.flatMap((name) => {
    const taken = alarm.steps[name];
    return taken === undefined ? [] : [[`${name}At`, new Date(taken.atUtcMs).toISOString()] as const];
  });
  return changed(alarm, 'alarm.closed', { steps: {}, owner: null }, nowUtcMs, {
    reason: input.reason,
    finding: input.finding,
    ...(input.note === null ? {} : { note: input.note }),
    ...Object.fromEntries(times),
  });
}
