/** Which bans hold at a moment. Pure. */
import type { Ban } from '../../../shared/model/visits.ts';

/** Not lifted and not run out, newest first. */
export function bansInForce(bans: readonly Ban[], nowUtcMs: number): Ban[] {
  return bans
    .filter((ban) => ban.liftedAtUtcMs === null && (ban.untilUtcMs === null || ban.untilUtcMs >= nowUtcMs))
    .toSorted((a, b) => b.addedAtUtcMs - a.addedAtUtcMs);
}
