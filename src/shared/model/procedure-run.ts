/** How far the procedure of one alarm has come. */

/** One step as it was done at one alarm. */
export interface ProcedureTick {
  readonly stepId: string;
  /** Null: ticked, no question. */
  readonly answerId: string | null;
  /** It was passed over on purpose; the lead sees it. */
  readonly skipped: boolean;
  readonly atUtcMs: number;
  readonly by: string;
}

/** How far the procedure of one alarm has come. The version is the one that it was begun with. */
export interface ProcedureRun {
  readonly procedureId: string;
  readonly version: number;
  readonly ticks: readonly ProcedureTick[];
  /** The step that is next; null = done. */
  readonly nextStepId: string | null;
}
