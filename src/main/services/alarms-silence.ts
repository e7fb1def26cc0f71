/** Sound off for a while, at every seat, with a row. Not kept over a restart: after one the sound is on, which is the safe side. */
import type { Actor } from '../../shared/model/journal.ts';
import { ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { committed } from './alarms-writer.ts';

const silenceMs = 60_000;

export type SilenceListener = (silence: { readonly untilUtcMs: number; readonly by: string }) => void;

export function createSilence(deps: { ledger: Ledger; clock: Clock }) {
  const listeners = new Set<SilenceListener>();
  let until: number | null = null;
  return {
    /** Writes the row, then tells. */
    async silence(actor: Actor): Promise<Result<{ untilUtcMs: number }, ServiceFailure>> {
      const untilUtcMs = deps.clock.utcMs() + silenceMs;
      const payload = { until: new Date(untilUtcMs).toISOString() };
      const outcome = await committed(deps.ledger, (tx) => ok(tx.append({ kind: 'sound.silenced', actor, subject: null, payload })));
      if (!outcome.ok) return outcome;
      until = untilUtcMs;
      for (const listener of listeners) listener({ untilUtcMs, by: actor.name });
      return ok({ untilUtcMs });
    },
    /** Epoch milliseconds of the end, null when the sound is on. */
    untilUtcMs(): number | null {
      return until !== null && deps.clock.utcMs() < until ? until : null;
    },
    onSilenced(listener: SilenceListener): () => void {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
