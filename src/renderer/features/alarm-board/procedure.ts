/** Which procedure belongs to an alarm, and how far it has come. Pure; the post decides what may be ticked. */
import type { Alarm, AlarmFinding, AlarmStep } from '../../../shared/model/alarms.ts';
import { alarmSteps } from '../../../shared/model/alarms.ts';
import type { ProcedureTick } from '../../../shared/model/procedure-run.ts';
import { type Procedure, type ProcedureStep, procedureFor, type WordsIn } from '../../../shared/model/procedures.ts';
import type { Language } from '../../../shared/model/users.ts';

export const wordsIn = (words: WordsIn, language: Language): string => words[language];

/** The one that it was begun with, as it was then; else the one that fits. Null = there is none (any more). */
export function procedureOf(alarm: Alarm, procedures: readonly Procedure[]): Procedure | null {
  const begun = alarm.procedure;
  if (begun === undefined) return procedureFor(procedures, alarm);
  return procedures.find((one) => one.procedureId === begun.procedureId && one.version === begun.version) ?? null;
}

/** The step that is next; null = all done. */
export function nextStep(alarm: Alarm, procedure: Procedure): ProcedureStep | null {
  if (alarm.procedure === undefined) return procedure.steps[0] ?? null;
  const { nextStepId } = alarm.procedure;
  return procedure.steps.find((step) => step.stepId === nextStepId) ?? null;
}

export interface DoneStep {
  readonly tick: ProcedureTick;
  /** Null: the procedure has been changed since, and its words are gone. */
  readonly words: WordsIn | null;
  readonly answer: WordsIn | null;
}

/** What was done so far, oldest first. */
export function doneSteps(alarm: Alarm, procedure: Procedure | null): readonly DoneStep[] {
  return (alarm.procedure?.ticks ?? []).map((tick) => {
    const step = procedure?.steps.find((one) => one.stepId === tick.stepId);
    const answer = step?.answers.find((one) => one.answerId === tick.answerId);
    return { tick, words: step?.words ?? null, answer: answer?.words ?? null };
  });
}

export const skippedCount = (alarm: Alarm): number => alarm.procedure?.ticks.filter((tick) => tick.skipped).length ?? 0;

export interface ResponseStep {
  readonly step: AlarmStep;
  readonly done: {
    readonly atUtcMs: number;
    readonly by: string;
    readonly finding: AlarmFinding | undefined;
    /** Since the acknowledgement. */
    readonly afterMs: number | null;
  } | null;
}

/** Sent, arrived, found, each with how long after the acknowledgement. */
export function responseSteps(alarm: Alarm): readonly ResponseStep[] {
  return alarmSteps.map((step) => {
    const taken = alarm.steps[step];
    if (taken === undefined) return { step, done: null };
    const afterMs = alarm.acknowledgedAtUtcMs === null ? null : taken.atUtcMs - alarm.acknowledgedAtUtcMs;
    return { step, done: { atUtcMs: taken.atUtcMs, by: taken.by, finding: taken.finding, afterMs } };
  });
}
