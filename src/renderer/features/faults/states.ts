/** The course of a fault report, and the order of the list. Pure. */
import type { Fault, FaultState } from '../../../shared/model/faults.ts';

export const hasEnded = ({ state }: Pick<Fault, 'state'>): boolean => state === 'verified' || state === 'dropped';

export const shapes: { readonly [state in FaultState]: string } = { draft: '◌', reported: '●', promised: '●', repaired: '◆', verified: '✓', dropped: '–' };

const rank: { readonly [state in FaultState]: number } = { draft: 0, reported: 1, promised: 1, repaired: 1, verified: 2, dropped: 2 };

/** Open ones: drafts first, then what is overdue the longest, then the newest. Ended ones: the newest. */
export function faultsShown(faults: readonly Fault[], ended: boolean): readonly Fault[] {
  const due = (fault: Fault) => fault.promisedForUtcMs ?? Number.POSITIVE_INFINITY;
  return faults
    .filter((fault) => hasEnded(fault) === ended)
    .toSorted(
      (a, b) =>
        rank[a.state] - rank[b.state] ||
        (ended ? 0 : Math.sign(due(a) - due(b)) || 0) ||
        b.changedAtUtcMs - a.changedAtUtcMs ||
        (a.faultId < b.faultId ? -1 : 1),
    );
}

/** Promised for a day that is over, and not repaired. */
export const isOverdue = ({ state, promisedForUtcMs }: Pick<Fault, 'state' | 'promisedForUtcMs'>, nowUtcMs: number): boolean =>
  (state === 'promised' || state === 'reported') && promisedForUtcMs !== null && promisedForUtcMs < nowUtcMs;
