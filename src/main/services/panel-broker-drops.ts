/**
 * A broker that throws messages away says how many (its queues were full): what it says is compared with what it said last,
 * also over a restart of the post, and each growth is a gap row. Must not guess whose messages they were.
 */
import { ok } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import { committed, systemActor } from './alarms-writer.ts';
import type { RetryQueue } from './panel-intake-queue.ts';

const keptAt = 'broker';

/** Takes the broker's count each time that it tells it. */
export function createBrokerDrops(deps: { readonly ledger: Ledger; readonly clock: Clock; readonly queue: RetryQueue }): (total: number) => void {
  const { ledger, clock, queue } = deps;
  let newest: number | null = null;
  /** When it last said that nothing more was lost; only of this run, so that the log is not written each ten seconds. */
  let heardAtUtcMs: number | null = null;
  return (total) => {
    const fromUtcMs = heardAtUtcMs;
    heardAtUtcMs = clock.utcMs();
    if (total === newest) return;
    newest = total;
    const toUtcMs = heardAtUtcMs;
    queue.add(() => committed(ledger, (tx) => ok(takeCount(tx, total, fromUtcMs, toUtcMs))));
  };
}

function takeCount(tx: Tx, total: number, fromUtcMs: number | null, toUtcMs: number): void {
  const before = tx.read.kept('brokerDropped', keptAt);
  tx.keep('brokerDropped', keptAt, { total, atUtcMs: toUtcMs });
  // The first word of a broker that we never knew: what it lost before is none of ours.
  if (before === null) return;
  // Fewer than before: it was restarted and counts anew.
  const lost = total >= before.total ? total - before.total : total;
  if (lost === 0) return;
  const sinceUtcMs = Math.min(fromUtcMs ?? before.atUtcMs, toUtcMs);
  tx.append({
    kind: 'link.gap',
    actor: systemActor,
    subject: 'broker',
    payload: {
      linkId: 'broker',
      from: new Date(sinceUtcMs).toISOString(),
      to: new Date(toUtcMs).toISOString(),
      seconds: Math.round((toUtcMs - sinceUtcMs) / 1000),
      reason: 'brokerDropped',
      lost,
    },
    eventAtUtcMs: sinceUtcMs,
  });
}
