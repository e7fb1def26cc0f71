/** How far a reader is on its way to a key of its own. Pure. */
import type { InstallStep } from '../../../shared/model/reader-tools.ts';

/** What is shown, in this order. */
export const shownSteps = ['windowOpen', 'defaultHandshake', 'keyStored', 'keySent', 'newHandshake'] as const satisfies readonly InstallStep[];
type ShownStep = (typeof shownSteps)[number];
export type StepMark = 'done' | 'now' | 'open' | 'failed';

/**
 * The marks of all steps after `last` was told. A step that is told has happened, and the next one is being worked on;
 * a reader that has a key of ours needs no default handshake, so steps may be left out.
 */
export function stepMarks(last: InstallStep | null, outcome: 'running' | 'done' | 'failed' | null): { readonly step: ShownStep; readonly mark: StepMark }[] {
  const reached = last === 'done' ? shownSteps.length - 1 : (shownSteps as readonly (InstallStep | null)[]).indexOf(last);
  return shownSteps.map((step, at) => {
    if (outcome === 'done' || at <= reached) return { step, mark: 'done' };
    if (at > reached + 1 || outcome === null) return { step, mark: 'open' };
    return { step, mark: outcome === 'failed' ? 'failed' : 'now' };
  });
}
