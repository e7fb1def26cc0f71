/** Procedures (post orders): what to do at an alarm, step by step, branching on answers. Shipped ones and the site's own. */
import type { Alarm, AlarmCategory } from './alarms.ts';
import type { Language } from './users.ts';

/** The same words in each language. */
export type WordsIn = { readonly [language in Language]: string };

export interface ProcedureAnswer {
  readonly answerId: string;
  readonly words: WordsIn;
  /** Null: the procedure ends here. */
  readonly next: string | null;
}

export interface ProcedureStep {
  readonly stepId: string;
  readonly words: WordsIn;
  /** Empty: a thing to do and tick; else a question with at most nine answers. */
  readonly answers: readonly ProcedureAnswer[];
  /** After a tick; null = the end. Not used with answers. */
  readonly next: string | null;
}

export interface Procedure {
  readonly procedureId: string;
  readonly version: number;
  readonly title: WordsIn;
  /** Where it applies; the most telling match wins: source, then condition, then category. */
  readonly forSources: readonly { readonly panelId: string; readonly source: string }[];
  readonly forConditions: readonly string[];
  readonly forCategories: readonly AlarmCategory[];
  /** The first one begins. */
  readonly steps: readonly ProcedureStep[];
}

/**
 * The procedure for this alarm: the most telling match wins (source, then condition, then category), of equal ones the
 * first of the list. A confirmed alarm is looked for as `confirmedIntrusion` before its own condition. Null = there is none.
 */
export function procedureFor(
  procedures: readonly Procedure[],
  alarm: Pick<Alarm, 'panelId' | 'source' | 'condition' | 'category' | 'confirmedBy'>,
): Procedure | null {
  const { panelId, source, condition, category } = alarm;
  const conditions = alarm.confirmedBy === undefined ? [condition] : ['confirmedIntrusion', condition];
  return (
    procedures.find(({ forSources }) => forSources.some((one) => one.panelId === panelId && one.source === source)) ??
    conditions.flatMap((one) => procedures.find(({ forConditions }) => forConditions.includes(one)) ?? [])[0] ??
    procedures.find(({ forCategories }) => forCategories.includes(category)) ??
    null
  );
}
