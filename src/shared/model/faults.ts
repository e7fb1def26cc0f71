/** Reports of faulty equipment (PAT5); several false alarms of one source draft one by themselves (ALM6). */

export const faultStates = ['draft', 'reported', 'promised', 'repaired', 'verified', 'dropped'] as const;
export type FaultState = (typeof faultStates)[number];

const next: { readonly [state in FaultState]: readonly FaultState[] } = {
  draft: ['reported', 'repaired', 'dropped'],
  reported: ['promised', 'repaired', 'dropped'],
  promised: ['reported', 'repaired', 'dropped'],
  // Found not to be repaired after all: it goes back to whom it was reported.
  repaired: ['verified', 'reported'],
  verified: ['reported'],
  dropped: ['draft'],
};

/** States that can follow. Who repaired it can't verify it: that is the post's to say. */
export const nextStates = (state: FaultState): readonly FaultState[] => next[state];

export interface Fault {
  readonly faultId: string;
  readonly state: FaultState;
  readonly panelId: string;
  readonly source: string;
  readonly area: string | null;
  /** What is wrong, in words. Empty in a fresh draft. */
  readonly description: string;
  readonly interimMeasure: string;
  readonly reportedTo: string;
  readonly ticket: string;
  readonly promisedForUtcMs: number | null;
  readonly openedAtUtcMs: number;
  readonly changedAtUtcMs: number;
  readonly changedBy: string;
  /** Who said that it is repaired: somebody else verifies it. Absent = not repaired yet. */
  readonly repairedBy?: string | undefined;
  /** Numbers of the journal rows that are its evidence (the false closings). */
  readonly evidenceSeqs: readonly number[];
  readonly minutesWasted: number;
  /** Counts up with each change. */
  readonly revision: number;
}
