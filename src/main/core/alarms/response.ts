/** Who looks after it, the timed steps after acknowledging (sent, arrived, found), how sure it is, and closing with a finding. */
import { type Alarm, type AlarmFinding, type AlarmStep, alarmSteps, type VerificationLevel } from '../../../shared/model/alarms.ts';
import type { JsonObject } from '../../../shared/model/journal.ts';
import { changed, isSetAside, isUnacknowledged, type Outcome, refused, secondsBetween, takenBy } from './change.ts';
import type { Closing, Person } from './input.ts';
import { procedurePayload } from './procedure.ts';

/** The same person may take it along to another seat. */
export function take(alarm: Alarm, { by, seat = null }: Person, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  if (alarm.owner === by && (alarm.ownerSeat ?? null) === seat) return refused('alreadyYours');
  const more = { owner: by, ownerSeat: seat, ...(alarm.owner === null ? {} : { from: alarm.owner }) };
  return changed(alarm, 'alarm.taken', { owner: by, ownerSeat: seat }, nowUtcMs, more);
}

/** Steps may be skipped (the lead sees which), never repeated. */
export function step(alarm: Alarm, input: Person & { step: AlarmStep; finding: AlarmFinding | null; note: string | null }, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  if (isUnacknowledged(alarm.state)) return refused('acknowledgeFirst');
  if (alarm.steps[input.step] !== undefined) return refused('stepDone');
  if (input.step === 'found' && input.finding === null) return refused('findingNeeded');
  if (input.step !== 'found' && input.finding !== null) return refused('findingNotHere');
  const finding = input.finding === null ? {} : { finding: input.finding };
  const steps = { ...alarm.steps, [input.step]: { atUtcMs: nowUtcMs, by: input.by, ...finding } };
  return changed(alarm, 'alarm.step', { steps, ...takenBy(alarm, input) }, nowUtcMs, {
    step: input.step,
    ...finding,
    ...(input.note === null ? {} : { note: input.note }),
  });
}

/** From here on somebody is there: an intrusion that is this sure is as urgent as can be. */
const someoneIsThere: VerificationLevel = 2;

/** How sure it is, by what people saw or heard. May be said before the acknowledgement, and changed. */
export function verify(alarm: Alarm, input: { level: VerificationLevel; note: string | null }, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  const sure = alarm.category === 'intrusion' && input.level >= someoneIsThere;
  return changed(alarm, 'alarm.verified', { verification: input.level, ...(sure ? { priority: 1 } : {}) }, nowUtcMs, {
    verification: input.level,
    ...(alarm.verification === undefined ? {} : { before: alarm.verification }),
    ...(input.note === null ? {} : { note: input.note }),
  });
}

const noResponse = { steps: {}, owner: null, ownerSeat: null, procedure: undefined, verification: undefined } as const;

/**
 * Ends the response with a finding. The alarm leaves the board only if its cause is gone and nothing waits for a
 * reset: an active alarm stays as acknowledged, with the response ended. What nobody else will tell the end of ends here.
 */
export function close(alarm: Alarm, input: Person & Closing, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  if (isUnacknowledged(alarm.state)) return refused('acknowledgeFirst');
  if (alarm.keyPart === true) {
    if (input.secondPerson === null) return refused('secondPersonNeeded');
    if (input.secondPerson.toLowerCase() === input.by.toLowerCase()) return refused('secondPersonUnfit');
  }
  const over = alarm.momentary === true && alarm.active ? { active: false, ...(alarm.latched ? {} : { state: 'normal' as const }) } : {};
  return changed(alarm, 'alarm.closed', { ...noResponse, ...over }, nowUtcMs, {
    reason: input.reason,
    finding: input.finding,
    ...(input.note === null ? {} : { note: input.note }),
    ...responsePayload(alarm, input.verification),
    ...(input.secondPerson === null ? {} : { secondPerson: input.secondPerson }),
  });
}

const iso = (atUtcMs: number): string => new Date(atUtcMs).toISOString();

/** The response as it went: when what was done, how sure it was, and what of the procedure was passed over. */
function responsePayload(alarm: Alarm, said: VerificationLevel | null): JsonObject {
  const { acknowledgedAtUtcMs, raisedAtUtcMs } = alarm;
  const verification = said ?? alarm.verification ?? null;
  const times = alarmSteps.flatMap((name) => {
    const taken = alarm.steps[name];
    return taken === undefined ? [] : [[`${name}At`, iso(taken.atUtcMs)] as const];
  });
  return {
    raisedAt: iso(raisedAtUtcMs),
    ...(acknowledgedAtUtcMs === null
      ? {}
      : { acknowledgedAt: iso(acknowledgedAtUtcMs), toAcknowledgeSeconds: secondsBetween(raisedAtUtcMs, acknowledgedAtUtcMs) }),
    ...Object.fromEntries(times),
    ...(verification === null ? {} : { verification }),
    ...(alarm.procedure === undefined ? {} : procedurePayload(alarm.procedure)),
  };
}
