/** Who should be out by now. Pure. */
import type { Visit } from '../../../shared/model/visits.ts';

/** True when the visit still runs past its time. */
export function isOverdue(visit: Visit, nowUtcMs: number): boolean {
  return visit.signedOutAtUtcMs === null && visit.dueOutAtUtcMs < nowUtcMs;
}
