/**
 * The procedure (post order) of an alarm: one step after the other, branching on answers. Pure. Steps may be skipped, and
 * that is recorded; none may be done out of turn. The version is the one that it was begun with.
 */
import type { Alarm } from '../../../shared/model/alarms.ts';
import type { JsonObject } from '../../../shared/model/journal.ts';
import type { ProcedureRun, ProcedureTick } from '../../../shared/model/procedure-run.ts';
import type { Procedure, ProcedureStep } from '../../../shared/model/procedures.ts';
import { changed, isSetAside, type Outcome, refused, takenBy } from './change.ts';
import type { Person, ProcedureAct } from './input.ts';

/** Ticks, answers or skips the step that is next; the first one begins the procedure. */
export function procedureStep(alarm: Alarm, input: Person & ProcedureAct, nowUtcMs: number): Outcome {
  if (isSetAside(alarm.state)) return refused('setAside');
  const { procedure, stepId, answerId, skipped } = input;
  const first = procedure?.steps[0];
  if (procedure === null || first === undefined) return refused('noProcedure');
  const run = begun(alarm.procedure, procedure) ?? { procedureId: procedure.procedureId, version: procedure.version, ticks: [], nextStepId: first.stepId };
  if (run.nextStepId === null) return refused('procedureDone');
  const step = procedure.steps.find((one) => one.stepId === stepId);
  if (step === undefined || stepId !== run.nextStepId) return refused('stepNotNext');
  const next = nextOf(step, answerId, skipped);
  if (next === undefined) return refused('answerNeeded');
  const tick: ProcedureTick = { stepId, answerId: skipped ? null : answerId, skipped, atUtcMs: nowUtcMs, by: input.by };
  const after: ProcedureRun = { ...run, ticks: [...run.ticks, tick], nextStepId: next };
  return changed(alarm, 'alarm.procedure', { procedure: after, ...takenBy(alarm, input) }, nowUtcMs, {
    procedureId: run.procedureId,
    procedureVersion: run.version,
    stepId,
    skipped,
    ...(tick.answerId === null ? {} : { answerId: tick.answerId }),
    ...(next === null ? { done: true } : {}),
  });
}

/** What was begun, if it is this very procedure. */
const begun = (run: ProcedureRun | undefined, { procedureId, version }: Procedure): ProcedureRun | undefined =>
  run?.procedureId === procedureId && run.version === version ? run : undefined;

/** The step after it; null = the end, undefined = this is no answer. A question that is skipped goes on with its first answer, the cautious one. */
function nextOf({ answers, next }: ProcedureStep, answerId: string | null, skipped: boolean): string | null | undefined {
  const [first] = answers;
  if (first === undefined) return next;
  return skipped ? first.next : answers.find((answer) => answer.answerId === answerId)?.next;
}

/** How far it came, for the row that closes the alarm. */
export function procedurePayload({ procedureId, version, ticks, nextStepId }: ProcedureRun): JsonObject {
  const skippedSteps = ticks.filter(({ skipped }) => skipped).map(({ stepId }) => stepId);
  return { procedureId, procedureVersion: version, procedureDone: nextStepId === null, stepsDone: ticks.length - skippedSteps.length, skippedSteps };
}
