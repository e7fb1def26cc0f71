/** Compares the wall clock with the one that never jumps: a jump is a row and a mark on the glance line (F7). */
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { keep } from './keep.ts';
import { createListeners } from './listeners.ts';
import { systemActor } from './store-health.ts';

export interface ClockState {
  readonly jumpedAtUtcMs: number | null;
  /** Forward is positive. */
  readonly jumpMs: number;
}

export interface ClockWatch {
  state(): ClockState;
  onChange(listener: (state: ClockState) => void): () => void;
  /** Once a second. */
  tick(): Promise<void>;
}

const toleranceMs = 500;

/** A watch that begins with the clocks as they are now. */
export function createClockWatch({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }): ClockWatch {
  const changes = createListeners<ClockState>();
  let before = { utcMs: clock.utcMs(), monoMs: clock.monoMs() };
  let state: ClockState = { jumpedAtUtcMs: null, jumpMs: 0 };
  return {
    state: () => state,
    onChange: (listener) => changes.add(listener),
    async tick() {
      const now = { utcMs: clock.utcMs(), monoMs: clock.monoMs() };
      const expectedUtcMs = before.utcMs + (now.monoMs - before.monoMs);
      before = now;
      const jumpMs = Math.round(now.utcMs - expectedUtcMs);
      if (Math.abs(jumpMs) <= toleranceMs) return;
      state = { jumpedAtUtcMs: now.utcMs, jumpMs };
      changes.tell(state);
      const payload = { jumpMs, expectedUtc: new Date(expectedUtcMs).toISOString(), foundUtc: new Date(now.utcMs).toISOString() };
      await keep(ledger, (tx) => void tx.append({ kind: 'clock.jumped', actor: systemActor, subject: null, payload }));
    },
  };
}
