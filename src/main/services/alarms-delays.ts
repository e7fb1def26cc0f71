/**
 * What is kept of a report while its delay runs, and the rows of what was too short to become an alarm.
 * Must not decide what waits: that is core/alarms/delay.ts.
 */
import type { AlarmDelay } from '../../shared/model/alarms.ts';
import type { Actor } from '../../shared/model/journal.ts';
import type { DelayAct, HeldEdge } from '../core/alarms/delay.ts';
import type { RaisedCondition } from '../core/alarms/input.ts';
import type { Tx } from '../core/ports/ledger.ts';

/** When a device's report happened (its own clock) and reached us, epoch milliseconds. */
export interface ReportTimes {
  readonly eventAtUtcMs: number | null;
  readonly arrivedAtUtcMs: number | null;
}

export interface Report {
  readonly condition: RaisedCondition;
  readonly times: ReportTimes;
}

/** Brief causes of one source count up while they come within this time of each other. */
const countsWithinMs = 3_600_000;
const rowsLookedAt = 10;

export const delayReport = ({ condition, eventAtUtcMs, arrivedAtUtcMs }: AlarmDelay): Report => ({ condition, times: { eventAtUtcMs, arrivedAtUtcMs } });

/** What an act is about: an edge that was held back is told with its own times, and with the worst that was said meanwhile. */
export function reportOf(act: DelayAct, delay: AlarmDelay | null, report: Report): Report {
  const fits = delay !== null && ((act === 'raise' && delay.edge === 'on') || (act === 'clear' && delay.edge === 'off'));
  return fits ? { ...delayReport(delay), condition: worst(delay.condition, report.condition) } : report;
}

/** The delay to keep for a held edge; the very same object where nothing has changed. */
export function delayOf(held: HeldEdge, before: AlarmDelay | null, { condition, times }: Report): AlarmDelay {
  if (before === null || before.edge !== held.edge) return { ...held, ...times, condition };
  const said = worst(before.condition, condition);
  return before.dueAtUtcMs === held.dueAtUtcMs && said === before.condition ? before : { ...before, dueAtUtcMs: held.dueAtUtcMs, condition: said };
}

function worst(before: RaisedCondition, now: RaisedCondition): RaisedCondition {
  const latched = before.latched || now.latched;
  const worse = now.priority < before.priority ? now : before;
  return worse.latched === latched ? worse : { ...worse, latched };
}

/** Counted and told, but no alarm. */
export function appendBrief(tx: Tx, act: 'tooShort' | 'flicker', delay: AlarmDelay, nowUtcMs: number, actor: Actor): void {
  const { panelId, source, condition, simulated } = delay.condition;
  const subject = `${panelId}/${source}`;
  const earlier = tx.read.page({ subject, kinds: ['panel.event'], sinceUtcMs: nowUtcMs - countsWithinMs, limit: rowsLookedAt });
  const last = earlier.find(({ payload }) => payload.event === act && payload.cause === condition)?.payload.count;
  tx.append({
    kind: 'panel.event',
    actor,
    subject,
    payload: {
      panelId,
      source,
      event: act,
      cause: condition,
      seconds: Math.max(0, nowUtcMs - delay.sinceUtcMs) / 1000,
      count: typeof last === 'number' ? last + 1 : 1,
      ...(simulated ? { simulated: true } : {}),
    },
    eventAtUtcMs: delay.eventAtUtcMs,
    arrivedAtUtcMs: delay.arrivedAtUtcMs,
  });
}
