/**
 * A seat that must ring first and can't be heard is an alarm after a while (`soundLost`), until it can, or is given up.
 * Looks once a second. Must not know why it can't be heard.
 */
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { Alarms } from './alarms.ts';
import { canSound, type Seats } from './seats.ts';

/** A page that waits for its first key, or a speaker that is switched over, is no alarm. */
const graceMs = 60_000;
const condition = 'soundLost';

export interface SeatSound {
  tick(): Promise<void>;
}

export interface SeatSoundDeps {
  readonly ledger: Pick<Ledger, 'read'>;
  readonly clock: Clock;
  readonly seats: Pick<Seats, 'list'>;
  readonly alarms: Pick<Alarms, 'raiseSystem' | 'clearSystem'>;
}

export function createSeatSound({ ledger, clock, seats, alarms }: SeatSoundDeps): SeatSound {
  const silentSince = new Map<string, number>();
  /** Seats whose alarm stands; null = not looked up since the start. */
  let raised: Set<string> | null = null;

  return {
    async tick() {
      raised ??= new Set(ledger.read.board().flatMap((alarm) => (alarm.condition === condition && alarm.active ? alarm.source : [])));
      const silent = new Map(seats.list().flatMap((one) => (one.duty === 'first' && !canSound(one.sound) ? [[one.seat, one.sound] as const] : [])));
      for (const seat of silentSince.keys()) if (!silent.has(seat)) silentSince.delete(seat);
      for (const [seat, sound] of silent) {
        const since = silentSince.get(seat) ?? clock.monoMs();
        silentSince.set(seat, since);
        if (raised.has(seat) || clock.monoMs() - since < graceMs) continue;
        const outcome = await alarms.raiseSystem({ source: seat, condition, text: sound });
        if (outcome.ok) raised.add(seat);
      }
      for (const seat of [...raised].filter((one) => !silent.has(one))) {
        const outcome = await alarms.clearSystem({ source: seat, condition });
        if (outcome.ok) raised.delete(seat);
      }
    },
  };
}
