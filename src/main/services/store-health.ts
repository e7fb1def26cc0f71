/**
 * Knows whether facts can be kept, and tells it: a failed store is shown at once, and when the disk is back
 * a row says how many reads were lost and since when. Must not hide a failure by holding facts in memory.
 */
import type { Alarm } from '../../shared/model/alarms.ts';
import type { Actor } from '../../shared/model/journal.ts';
import { untouched } from '../core/alarms/change.ts';
import type { Clock } from '../core/ports/clock.ts';
import { type Ledger, StoreFailure } from '../core/ports/ledger.ts';
import { createListeners } from './listeners.ts';

export interface StoreState {
  readonly state: 'ok' | 'failed';
  /** A StoreErrorCode. */
  readonly cause: string | null;
  readonly sinceUtcMs: number | null;
  /** Reads at the gate that could not be written since the failure began. */
  readonly unwritten: number;
}

export interface StoreHealth {
  state(): StoreState;
  /** The alarm that stands while the store fails; it can't be in the ledger, so it lives here. */
  alarm(): Alarm | null;
  /** The ledger, watched: a failed commit of anyone is noticed. */
  readonly ledger: Ledger;
  countUnwritten(): void;
  /** Tries the store again while it fails; once a second is enough. */
  tick(): Promise<void>;
  onChange(listener: (state: StoreState) => void): () => void;
}

export const systemActor: Actor = { name: 'system', role: null, seat: null };
export const storeAlarmId = 'alarm-store-failed';

/** Watches `ledger`; everyone else writes through the `ledger` that this answers. */
export function createStoreHealth(deps: { readonly ledger: Ledger; readonly clock: Clock }): StoreHealth {
  const changes = createListeners<StoreState>();
  let state: StoreState = { state: 'ok', cause: null, sinceUtcMs: null, unwritten: 0 };
  let trying = false;

  function set(next: StoreState): void {
    state = next;
    changes.tell(state);
  }

  function failed(failure: StoreFailure): void {
    // A closed store is a post that stops. 'busy' counts: the store gives up after seconds only, and then a fact is not kept.
    if (failure.code === 'closed') return;
    if (state.state === 'ok') set({ state: 'failed', cause: failure.code, sinceUtcMs: deps.clock.utcMs(), unwritten: 0 });
    else if (state.cause !== failure.code) set({ ...state, cause: failure.code });
  }

  async function commit<T>(work: Parameters<Ledger['commit']>[0]): Promise<T> {
    try {
      return (await deps.ledger.commit(work)) as T;
    } catch (error) {
      if (error instanceof StoreFailure) failed(error);
      throw error;
    }
  }

  async function tryAgain(): Promise<void> {
    const before = state;
    const payload = { cause: before.cause, unwritten: before.unwritten, sinceUtc: new Date(before.sinceUtcMs ?? 0).toISOString() };
    await commit((tx) => tx.append({ kind: 'store.recovered', actor: systemActor, subject: null, payload }));
    const since = state.unwritten - before.unwritten;
    set({ state: 'ok', cause: null, sinceUtcMs: null, unwritten: 0 });
    // Reads that failed while this row was on its way are not in it: they open a new failure, with a row of its own.
    if (since > 0) set({ state: 'failed', cause: before.cause, sinceUtcMs: deps.clock.utcMs(), unwritten: since });
  }

  return {
    ledger: { commit: <T>(work: Parameters<typeof deps.ledger.commit<T>>[0]) => commit<T>(work), read: deps.ledger.read },
    state: () => state,
    alarm: () => (state.state === 'ok' ? null : storeAlarm(state)),
    countUnwritten: () => set({ ...state, unwritten: state.unwritten + 1 }),
    async tick() {
      if (state.state === 'ok' || trying) return;
      trying = true;
      try {
        await tryAgain();
      } catch (error) {
        if (!(error instanceof StoreFailure)) throw error;
      } finally {
        trying = false;
      }
    },
    onChange: (listener) => changes.add(listener),
  };
}

function storeAlarm(state: StoreState): Alarm {
  const sinceUtcMs = state.sinceUtcMs ?? 0;
  return {
    alarmId: storeAlarmId,
    panelId: 'post',
    source: 'store',
    area: null,
    condition: 'storeFailed',
    category: 'trouble',
    priority: 1,
    state: 'unacknowledged',
    active: true,
    latched: false,
    standing: false,
    simulated: false,
    raisedAtUtcMs: sinceUtcMs,
    lastChangeAtUtcMs: sinceUtcMs,
    count: 1,
    ...untouched,
    text: state.cause,
    revision: 1,
  };
}
