/** Since when a seat can't be heard. Pure. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import type { WatchingSeat } from '../../../shared/model/seats.ts';

/** By the newest row that says so (newest first); where that is out of sight, since the seat began to watch. */
export function silentSinceUtcMs({ seat, sinceUtcMs }: Pick<WatchingSeat, 'seat' | 'sinceUtcMs'>, log: readonly Entry[]): number {
  const found = log.find(({ row }) => row.kind === 'sound.muted' && row.seat === seat);
  return found === undefined ? sinceUtcMs : Date.parse(found.row.enteredAtUtc);
}
