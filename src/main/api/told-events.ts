/** Work that tells as it goes, as a stream of events to a seat. The work ends when the seat goes or may no longer see it. */
import type { Role } from '../../shared/model/users.ts';
import type { SeatConnection } from '../services/seat.ts';
import type { Sessions } from '../services/sessions.ts';

export interface Telling<E> {
  readonly tell: (event: E) => void;
  readonly signal: AbortSignal;
}

/** The events of `work` in order, then its end; what it throws is thrown. Aborts the work when `ending` aborts or nobody listens any more. */
export async function* toldEvents<E>(ending: AbortSignal, work: (telling: Telling<E>) => Promise<void>): AsyncGenerator<E, void, undefined> {
  const left = new AbortController();
  const queue: E[] = [];
  let wake: () => void = () => undefined;
  let outcome: { readonly thrown?: unknown } | null = null;
  const tell = (event: E) => {
    queue.push(event);
    wake();
  };
  const running = work({ tell, signal: AbortSignal.any([ending, left.signal]) })
    .then(
      () => {
        outcome = {};
      },
      (thrown: unknown) => {
        outcome = { thrown };
      },
    )
    .finally(() => wake());
  try {
    for (;;) {
      const event = queue.shift();
      if (event !== undefined) yield event;
      else if (outcome !== null) break;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    left.abort();
    await running;
  }
  throwFrom(outcome);
}

function throwFrom(outcome: { readonly thrown?: unknown } | null): void {
  if (outcome !== null && 'thrown' in outcome) throw outcome.thrown;
}

/** Aborts as soon as nobody with one of these roles works at the seat: signed out, locked, or another role. `dispose` ends the watch. */
export function whileAtSeat(sessions: Pick<Sessions, 'at' | 'onChange'>, seat: SeatConnection, roles: readonly Role[]) {
  const gone = new AbortController();
  const look = () => {
    const at = sessions.at(seat);
    if (at === null || at.locked || !roles.includes(at.user.role)) gone.abort();
  };
  const dispose = sessions.onChange(look);
  return { signal: gone.signal, dispose };
}
