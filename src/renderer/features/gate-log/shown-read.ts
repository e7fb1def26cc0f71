/** Which read the large holder card shows. Pure. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import { gateTimeUtcMs } from './passages.ts';
import { isGranted } from './say.ts';

/** How long a denial keeps the card, in red (look.md, Shell). */
export const denialShownMs = 8000;

export interface ShownRead {
  readonly entry: Entry;
  /** Red with what to do; afterwards the same words, calm. */
  readonly alarming: boolean;
}

/** The newest read; but a denial keeps the card for its 8 s even if others pass meanwhile. `gate` is newest first. */
export function shownRead(gate: readonly Entry[], nowUtcMs: number): ShownRead | null {
  for (const entry of gate) {
    if (nowUtcMs - gateTimeUtcMs(entry) > denialShownMs) break;
    if (!isGranted(entry)) return { entry, alarming: true };
  }
  const newest = gate[0];
  return newest === undefined ? null : { entry: newest, alarming: false };
}
