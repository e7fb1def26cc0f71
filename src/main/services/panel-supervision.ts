/**
 * Zones that have been silent for too long (a battery sensor that died says nothing): an alarm for each, over with its next word.
 * Silence counts only while the panel can be heard. Must not supervise panels as a whole: their health says it.
 */
import type { PanelConfig } from '../../shared/model/config.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { Clock } from '../core/ports/clock.ts';
import { keptKey } from '../core/ports/kept.ts';
import type { Reads } from '../core/ports/ledger.ts';
import type { Alarms } from './alarms.ts';
import type { RetryQueue } from './panel-intake-queue.ts';
import type { HeardPoint, PanelPoints } from './panel-points.ts';

export interface ZoneSupervision {
  start(): void;
  health(health: DeviceHealth): void;
  /** Once a second. */
  tick(): void;
}

const condition = 'supervision';
/** After this long without the panel, its zones may have spoken unheard: their silence counts anew. */
const deafMs = 60_000;

interface Supervised {
  readonly panel: PanelConfig;
  readonly mostMs: number;
  /** Null = can't be heard now. */
  onlineSinceMonoMs: number | null;
  countsFromMonoMs: number;
  lastOnlineMonoMs: number | null;
}

export interface ZoneSupervisionDeps {
  readonly panels: readonly PanelConfig[];
  readonly points: PanelPoints;
  readonly read: Reads;
  readonly clock: Clock;
  readonly alarms: Pick<Alarms, 'raiseSystem' | 'clearSystem'>;
  readonly queue: RetryQueue;
}

export function createZoneSupervision({ panels, points, read, clock, alarms, queue }: ZoneSupervisionDeps): ZoneSupervision {
  const supervised = new Map<string, Supervised>();
  for (const panel of panels) {
    if (panel.zoneHeartbeatSeconds === undefined) continue;
    const mostMs = panel.zoneHeartbeatSeconds * 1000;
    supervised.set(panel.id, { panel, mostMs, onlineSinceMonoMs: null, countsFromMonoMs: 0, lastOnlineMonoMs: null });
  }
  /** Sources with an alarm, by panel and source. */
  const silent = new Map<string, { readonly panelId: string; readonly source: string }>();

  function raise({ panel }: Supervised, { point }: HeardPoint): void {
    const key = { panelId: point.panelId, source: point.name };
    silent.set(keptKey(key.panelId, key.source), key);
    queue.add(() => alarms.raiseSystem({ ...key, condition, area: panel.name, text: null, simulated: panel.simulated || point.simulated }));
  }

  function clear(key: { readonly panelId: string; readonly source: string }): void {
    silent.delete(keptKey(key.panelId, key.source));
    queue.add(() => alarms.clearSystem({ ...key, condition }));
  }

  function look(one: Supervised, spoke: Set<string>): void {
    const nowMonoMs = clock.monoMs();
    for (const zone of points.ofPanel(one.panel.id)) {
      if (zone.point.kind !== 'zone') continue;
      const name = keptKey(zone.point.panelId, zone.point.name);
      const fromMonoMs = Math.max(zone.heardMonoMs ?? one.countsFromMonoMs, one.countsFromMonoMs);
      const isLate = one.onlineSinceMonoMs !== null && nowMonoMs - fromMonoMs > one.mostMs;
      if (isLate && !silent.has(name)) raise(one, zone);
      // Only its own word ends it: a bridge that comes back says nothing about the zone.
      if (!isLate && zone.heardMonoMs !== null && nowMonoMs - zone.heardMonoMs <= one.mostMs) spoke.add(name);
    }
  }

  return {
    start() {
      for (const { condition: what, panelId, source, active } of read.board()) {
        if (what === condition && active && panelId !== source && panelId !== 'post') silent.set(keptKey(panelId, source), { panelId, source });
      }
    },
    health({ id, state }) {
      const one = supervised.get(id);
      if (one === undefined) return;
      const nowMonoMs = clock.monoMs();
      if (state !== 'online') {
        if (one.onlineSinceMonoMs !== null) one.lastOnlineMonoMs = nowMonoMs;
        one.onlineSinceMonoMs = null;
        return;
      }
      if (one.onlineSinceMonoMs !== null) return;
      one.onlineSinceMonoMs = nowMonoMs;
      if (one.lastOnlineMonoMs === null || nowMonoMs - one.lastOnlineMonoMs >= deafMs) one.countsFromMonoMs = nowMonoMs;
    },
    tick() {
      const spoke = new Set<string>();
      for (const one of supervised.values()) look(one, spoke);
      for (const [name, key] of silent) {
        const isGone = !supervised.has(key.panelId) || !points.hasName(key.panelId, key.source);
        if (isGone || spoke.has(name)) clear(key);
      }
    },
  };
}
