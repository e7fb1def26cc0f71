/**
 * Panels that count their messages: what comes twice is known, also after a restart of the post, and what is missing is a row.
 * Must not guess: a panel that does not say when it began to count anew is believed.
 */
import type { Clock } from '../core/ports/clock.ts';
import type { PanelMessage, PanelSequence } from '../core/ports/devices.ts';
import type { Reads, Tx } from '../core/ports/ledger.ts';
import { systemActor } from './alarms-writer.ts';

export interface SequenceBatch {
  /** Inside the transaction. True: this message was kept before, and what it says must not be taken again. */
  isRepeat(tx: Tx, message: PanelMessage): boolean;
  finish(tx: Tx): void;
  kept(): void;
}

export interface Sequences {
  begin(): SequenceBatch;
  /** How many messages came again, by panel, since the post began. */
  repeats(): ReadonlyMap<string, number>;
}

interface Seen {
  readonly sequence: PanelSequence;
  /** Null = before this post began. */
  readonly atUtcMs: number | null;
}

export function createSequences({ read, clock }: { readonly read: Reads; readonly clock: Clock }): Sequences {
  const known = new Map<string, Seen>();
  const repeated = new Map<string, number>();
  const startedAtUtcMs = clock.utcMs();
  for (const sequence of read.allKept('sequence')) known.set(sequence.panelId, { sequence, atUtcMs: null });

  return {
    repeats: () => repeated,
    begin() {
      const staged = new Map<string, Seen>();
      const again = new Map<string, number>();
      return {
        isRepeat(tx, { panelId: ofPanel, sequence, arrivedAtUtcMs }) {
          if (sequence === undefined) return false;
          const { panelId } = sequence;
          const last = staged.get(panelId) ?? known.get(panelId) ?? null;
          const step = stepOf(last?.sequence ?? null, sequence);
          if (step === 'again') {
            again.set(panelId, (again.get(panelId) ?? 0) + 1);
            return true;
          }
          if (step > 0) appendGap(tx, { panelId: ofPanel ?? panelId, linkId: panelId }, step, last?.atUtcMs ?? startedAtUtcMs, arrivedAtUtcMs);
          staged.set(panelId, { sequence, atUtcMs: arrivedAtUtcMs });
          return false;
        },
        finish(tx) {
          for (const [panelId, { sequence }] of staged) tx.keep('sequence', panelId, sequence);
        },
        kept() {
          for (const [panelId, seen] of staged) known.set(panelId, seen);
          for (const [panelId, count] of again) repeated.set(panelId, (repeated.get(panelId) ?? 0) + count);
        },
      };
    },
  };
}

/** How many were lost before this one, or that it came again. */
function stepOf(last: PanelSequence | null, now: PanelSequence): 'again' | number {
  if (last === null || last.boot !== now.boot) return 0;
  if (now.number > last.number) return now.number - last.number - 1;
  // Without a boot id a lower number may be a panel that began anew: to hear something twice is better than to miss it.
  return now.boot !== null || now.number === last.number ? 'again' : 0;
}

/** A panel may have several that count, each by itself. */
function appendGap(tx: Tx, { panelId, linkId }: { readonly panelId: string; readonly linkId: string }, lost: number, fromUtcMs: number, toUtcMs: number): void {
  const payload = {
    linkId,
    panelId,
    lost,
    from: new Date(fromUtcMs).toISOString(),
    to: new Date(Math.max(fromUtcMs, toUtcMs)).toISOString(),
    seconds: Math.max(0, Math.round((toUtcMs - fromUtcMs) / 1000)),
    reason: 'sequence',
  };
  tx.append({ kind: 'link.gap', actor: systemActor, subject: panelId, payload, eventAtUtcMs: fromUtcMs, arrivedAtUtcMs: toUtcMs });
}
