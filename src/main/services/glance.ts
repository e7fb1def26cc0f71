/** The glance line: what one look must tell. Told when it changes, at most once a second. */
import type { Glance } from '../../shared/contract/index.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Reads } from '../core/ports/ledger.ts';
import { isOverdue } from '../core/visitors/overdue.ts';
import type { ClockState } from './clock-watch.ts';
import type { StoreState } from './store-health.ts';

export interface GlanceSources {
  readonly read: Reads;
  readonly clock: Clock;
  readonly store: () => StoreState;
  readonly clockState: () => ClockState;
  readonly devices: () => readonly DeviceHealth[];
}

/** The glance line as it is now. */
export function glanceNow({ read, clock, store, clockState, devices }: GlanceSources): Glance {
  const nowUtcMs = clock.utcMs();
  const inside = read.inside();
  return {
    inside: inside.length,
    overdue: inside.filter((visit) => isOverdue(visit, nowUtcMs)).length,
    unacknowledged: read.countUnacknowledged() + (store().state === 'failed' ? 1 : 0),
    store: { ...store() },
    clock: { ...clockState() },
    panels: hearing(devices()),
    nowUtcMs,
  };
}

/** Is the post deaf? A panel that is being reached for the first time is not told of. */
function hearing(devices: readonly DeviceHealth[]): Glance['panels'] {
  const panels = devices.filter((device) => device.kind === 'panel');
  const deaf = panels.filter(({ state, cause }) => state !== 'online' && !(state === 'connecting' && cause === null));
  const brokerDown = panels.length > 0 && deaf.length === panels.length && devices.some(({ kind, state }) => kind === 'broker' && state !== 'online');
  const sinceUtcMs = deaf.length === 0 ? null : Math.min(...deaf.map((device) => device.sinceUtcMs));
  return { all: panels.length, deaf: deaf.length, brokerDown, sinceUtcMs };
}

const leastMs = 1_000;
const mostMs = 10_000;

export interface GlancePace {
  /** The glance if it is time to tell one. `changed`: something happened that may show in it. */
  due(changed: boolean): Glance | null;
}

/** Says when a glance is worth telling: changed and not within a second of the one before, and every ten seconds. */
export function createGlancePace(clock: Clock, now: () => Glance): GlancePace {
  let toldMonoMs = Number.NEGATIVE_INFINITY;
  let told = '';
  let pending = false;
  return {
    due(changed) {
      pending ||= changed;
      const sinceMs = clock.monoMs() - toldMonoMs;
      if (sinceMs < leastMs || (!pending && sinceMs < mostMs)) return null;
      const glance = now();
      const { nowUtcMs, ...rest } = glance;
      const text = JSON.stringify(rest);
      pending = false;
      if (text === told && sinceMs < mostMs) return null;
      told = text;
      toldMonoMs = clock.monoMs();
      return glance;
    },
  };
}
