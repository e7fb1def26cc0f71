/**
 * The points of panels in one transaction: what was said is staged, written with the rest, and known to others only once it is on disk.
 * Must not know who is told.
 */
import type { PanelPoint, PointKind } from '../../shared/model/panels.ts';
import type { PanelSignal } from '../core/ports/devices.ts';
import { keptKey } from '../core/ports/kept.ts';
import type { Tx } from '../core/ports/ledger.ts';

export type PointSignal = Extract<PanelSignal, { type: 'point' }>;
export type PointRef = Pick<PanelPoint, 'panelId' | 'kind' | 'pointId'>;

/** The points of one transaction. */
export interface PointsBatch {
  take(signal: PointSignal, arrivedAtUtcMs: number): void;
  gone(point: PointRef): void;
  /** A bypass that was told as an event: the zone of that name, made up where the panel has none. */
  bypass(panelId: string, source: string, active: boolean, simulated: boolean, arrivedAtUtcMs: number): void;
  /** A report about this zone is a sign of its life. */
  heard(panelId: string, source: string, arrivedAtUtcMs: number): void;
  /** Inside the transaction: writes what changed. */
  finish(tx: Tx): void;
  /** Once it is on disk. */
  kept(): void;
}

/** What is known already, and who takes what is new once it is kept. */
export interface BatchGround {
  find(key: string): PanelPoint | null;
  named(panelId: string, name: string): string | null;
  changed(point: PanelPoint, heard: boolean): void;
  heard(key: string, atUtcMs: number): void;
  gone(ref: PointRef): void;
}

/** An empty batch. */
export function createPointsBatch(ground: BatchGround): PointsBatch {
  /** null = gone. */
  const staged = new Map<string, PanelPoint | null>();
  const goneRefs = new Map<string, PointRef>();
  const heardAt = new Map<string, number>();
  const find = (key: string): PanelPoint | null => (staged.has(key) ? (staged.get(key) ?? null) : ground.find(key));

  function take(signal: PointSignal, arrivedAtUtcMs: number): void {
    const key = pointKey(signal);
    const before = find(key);
    const after = pointAfter(before, signal, arrivedAtUtcMs);
    if (after !== before) staged.set(key, after);
    if (!signal.retained) heardAt.set(key, arrivedAtUtcMs);
  }

  return {
    take,
    gone(ref) {
      const key = pointKey(ref);
      if (find(key) === null) return;
      staged.set(key, null);
      goneRefs.set(key, ref);
    },
    bypass(panelId, source, active, simulated, arrivedAtUtcMs) {
      const known = [...staged].find(([, point]) => point !== null && point.panelId === panelId && point.name === source)?.[0] ?? ground.named(panelId, source);
      const point = known === null ? null : find(known);
      if (point === null && !active) return;
      const { kind, pointId } = point ?? { kind: 'zone', pointId: source };
      // Told beside other things: not by itself a sign of life of the zone.
      take({ type: 'point', panelId, kind, pointId, bypassed: active, retained: true, simulated }, arrivedAtUtcMs);
    },
    heard(panelId, source, arrivedAtUtcMs) {
      const key = ground.named(panelId, source);
      if (key !== null) heardAt.set(key, arrivedAtUtcMs);
    },
    finish(tx) {
      for (const [key, point] of staged) {
        if (point === null) tx.drop('point', key);
        else tx.keep('point', key, { ...point, lastHeardUtcMs: null });
      }
    },
    kept() {
      for (const [key, point] of staged) {
        const ref = goneRefs.get(key);
        const atUtcMs = heardAt.get(key);
        if (point !== null) ground.changed(atUtcMs === undefined ? point : { ...point, lastHeardUtcMs: atUtcMs }, atUtcMs !== undefined);
        else if (ref !== undefined) ground.gone(ref);
      }
      for (const [key, atUtcMs] of heardAt) if (!staged.has(key)) ground.heard(key, atUtcMs);
    },
  };
}

/** A message may hold anything. */
const longestName = 200;

/** The very same object where nothing but the sign of life is new. */
function pointAfter(before: PanelPoint | null, signal: PointSignal, atUtcMs: number): PanelPoint {
  const { panelId, kind, pointId, simulated } = signal;
  const fresh = before ?? {
    ...{ panelId, kind, pointId, name: pointId.slice(0, longestName), partition: null, state: null, bypassed: false },
    ...{ sinceUtcMs: atUtcMs, lastHeardUtcMs: null, batteryPercent: null, simulated },
  };
  const after: PanelPoint = {
    ...fresh,
    name: (signal.name ?? fresh.name).slice(0, longestName),
    partition: signal.partition === undefined ? fresh.partition : signal.partition,
    state: signal.state ?? fresh.state,
    bypassed: signal.bypassed ?? fresh.bypassed,
    batteryPercent: signal.batteryPercent ?? fresh.batteryPercent,
    simulated,
  };
  if (before === null) return after;
  const isNews = after.state !== before.state || after.bypassed !== before.bypassed;
  if (isNews) return { ...after, sinceUtcMs: atUtcMs };
  const same = after.name === before.name && after.partition === before.partition && after.batteryPercent === before.batteryPercent;
  return same && simulated === before.simulated ? before : after;
}

export const pointKey = ({ panelId, kind, pointId }: { readonly panelId: string; readonly kind: PointKind; readonly pointId: string }): string =>
  keptKey(panelId, kind, pointId);
