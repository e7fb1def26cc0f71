/** Which state of a fault report may follow which. Pure. */
import type { FaultState } from '../../../shared/model/faults.ts';

const next: { readonly [state in FaultState]: readonly FaultState[] } = {
  draft: ['reported', 'repaired', 'dropped'],
  reported: ['promised', 'repaired', 'dropped'],
  promised: ['reported', 'repaired', 'dropped'],
  // Found not to be repaired after all: it goes back to whom it was reported.
  repaired: ['verified', 'reported'],
  verified: ['reported'],
  dropped: ['draft'],
};

export const mayFollow = (from: FaultState, to: FaultState): boolean => next[from].includes(to);
