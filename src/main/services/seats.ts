/**
 * Who watches: which seats have an open stream, what each is for when an alarm is passed on (kept for the seat's name),
 * and whether it can be heard. A change of duty or sound is a row. Must not decide what a silent seat is worth (seat-sound.ts).
 */
import type { Actor, JournalKind, JsonObject } from '../../shared/model/journal.ts';
import { ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { SeatDuty, SoundState, WatchingSeat } from '../../shared/model/seats.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { keep } from './keep.ts';
import { createListeners } from './listeners.ts';
import type { SeatConnection } from './seat.ts';
import type { Sessions } from './sessions.ts';

type Done = Promise<Result<{ readonly ok: true }, ServiceFailure>>;

export interface Seats {
  /** A stream of this seat began or ended; a seat may have several. */
  opened(connection: SeatConnection): void;
  closed(connection: SeatConnection): void;
  /** Somebody came to a seat or left it: the list is told anew. */
  changed(): void;
  /** By name; seats where nobody is signed in do not watch. */
  list(): WatchingSeat[];
  watching(duty: SeatDuty): number;
  setDuty(actor: Actor, duty: SeatDuty): Done;
  soundState(actor: Actor, state: SoundState): Done;
  soundTest(actor: Actor, heard: boolean): Done;
  onChange(listener: (seats: readonly WatchingSeat[]) => void): () => void;
}

export interface SeatsDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly sessions: Pick<Sessions, 'at'>;
}

export const canSound = (state: SoundState): boolean => state === 'ready' || state === 'unknown';

/** Names of seats are made up by browsers: the sounds of the newest ones are remembered. */
const mostNames = 500;

/** No seat watches yet. */
export function createSeats({ ledger, clock, sessions }: SeatsDeps): Seats {
  const streams = new Map<SeatConnection, { count: number; readonly sinceUtcMs: number }>();
  const sounds = new Map<string, SoundState>();
  const changes = createListeners<readonly WatchingSeat[]>();

  const dutyOf = (seat: string): SeatDuty => ledger.read.kept('seatDuty', seat)?.duty ?? 'first';
  const soundOf = (seat: string): SoundState => sounds.get(seat) ?? 'unknown';

  function list(): WatchingSeat[] {
    const seats = new Map<string, WatchingSeat>();
    for (const [connection, { sinceUtcMs }] of streams) {
      const signedIn = sessions.at(connection);
      const seat = connection.seatId;
      if (signedIn === null || seats.has(seat)) continue;
      seats.set(seat, { seat, user: signedIn.user.name, duty: dutyOf(seat), sound: soundOf(seat), sinceUtcMs });
    }
    return [...seats.values()].sort((a, b) => a.seat.localeCompare(b.seat));
  }
  const changed = (): void => changes.tell(list());

  /** A row about the actor's own seat. */
  const write = (actor: Actor, kind: JournalKind, payload: JsonObject) =>
    keep(ledger, (tx) => void tx.append({ kind, actor, subject: actor.seat, payload: { seat: actor.seat, ...payload } }));

  async function soundState(actor: Actor, state: SoundState): Done {
    const seat = seatOf(actor);
    const before = soundOf(seat);
    if (state === before) return ok({ ok: true });
    const news = canSound(state) ? !canSound(before) : true;
    // What a page says of itself when it opens is no change: it can sound, or it has not said yet.
    const kept = news ? await write(actor, canSound(state) ? 'sound.restored' : 'sound.muted', { state, before }) : ok(undefined);
    if (!kept.ok) return kept;
    sounds.delete(seat);
    sounds.set(seat, state);
    const oldest = sounds.keys().next();
    if (sounds.size > mostNames && oldest.done !== true) sounds.delete(oldest.value);
    changed();
    return ok({ ok: true });
  }

  return {
    opened(connection) {
      const open = streams.get(connection);
      streams.set(connection, { count: (open?.count ?? 0) + 1, sinceUtcMs: open?.sinceUtcMs ?? clock.utcMs() });
      if (open === undefined) changed();
    },
    closed(connection) {
      const open = streams.get(connection);
      if (open === undefined) return;
      open.count -= 1;
      if (open.count > 0) return;
      streams.delete(connection);
      changed();
    },
    changed,
    list,
    watching: (duty) => list().filter((seat) => seat.duty === duty).length,
    async setDuty(actor, duty) {
      const seat = seatOf(actor);
      const kept = await keep(ledger, (tx) => {
        const before = tx.read.kept('seatDuty', seat)?.duty ?? 'first';
        if (before === duty) return;
        tx.keep('seatDuty', seat, { seat, duty });
        tx.append({ kind: 'seat.dutyChanged', actor, subject: seat, payload: { seat, duty, before } });
      });
      if (!kept.ok) return kept;
      changed();
      return ok({ ok: true });
    },
    soundState,
    async soundTest(actor, heard) {
      const kept = await write(actor, 'sound.tested', { heard });
      return kept.ok ? ok({ ok: true }) : kept;
    },
    onChange: (listener) => changes.add(listener),
  };
}

function seatOf({ seat }: Actor): string {
  if (seat === null) throw new Error('a seat was asked for of somebody who sits at none');
  return seat;
}
