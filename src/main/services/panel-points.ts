/**
 * What the parts of panels are like now: partitions, zones, outputs. Kept over a restart (bypassed zones stay listed);
 * only a change is written, so that a panel that repeats its whole state costs nothing. Must not decide what a state is worth.
 */
import type { PanelPoint } from '../../shared/model/panels.ts';
import type { Clock } from '../core/ports/clock.ts';
import { keptKey } from '../core/ports/kept.ts';
import type { Reads } from '../core/ports/ledger.ts';
import { createListeners } from './listeners.ts';
import { createPointsBatch, type PointRef, type PointsBatch, pointKey } from './panel-points-batch.ts';

export type PointChange = { readonly type: 'point'; readonly point: PanelPoint } | ({ readonly type: 'pointGone' } & PointRef);

export interface HeardPoint {
  readonly point: PanelPoint;
  /** null = not since the post began. */
  readonly heardMonoMs: number | null;
}

export interface PanelPoints {
  list(): PanelPoint[];
  of(ref: PointRef): PanelPoint | null;
  /** All of this panel. */
  ofPanel(panelId: string): HeardPoint[];
  /** Is there a point of this name? */
  hasName(panelId: string, name: string): boolean;
  begin(): PointsBatch;
  onChange(listener: (change: PointChange) => void): () => void;
  /** Tells signs of life of points that did not change, each once a minute at most. Once a second. */
  tick(): void;
}

const signOfLifeMs = 60_000;

interface Held {
  point: PanelPoint;
  heardMonoMs: number | null;
  toldMonoMs: number;
}

/** Points over the store; they are read once and held in memory. `panelIds`: points of panels that are not there any more are not told. */
export function createPanelPoints({
  read,
  clock,
  panelIds,
}: {
  readonly read: Reads;
  readonly clock: Clock;
  readonly panelIds: ReadonlySet<string>;
}): PanelPoints {
  const held = new Map<string, Held>();
  const named = new Map<string, string>();
  const unheard = new Set<string>();
  const changes = createListeners<PointChange>();

  function hold(point: PanelPoint, heard: boolean): void {
    const key = pointKey(point);
    const before = held.get(key);
    const nowMonoMs = clock.monoMs();
    if (before !== undefined && before.point.name !== point.name) named.delete(keptKey(point.panelId, before.point.name));
    held.set(key, { point, heardMonoMs: heard ? nowMonoMs : (before?.heardMonoMs ?? null), toldMonoMs: nowMonoMs });
    named.set(keptKey(point.panelId, point.name), key);
    unheard.delete(key);
  }

  for (const point of read.allKept('point')) if (panelIds.has(point.panelId)) hold({ ...point, lastHeardUtcMs: null }, false);

  return {
    list: () => [...held.values()].map(({ point }) => point),
    of: (ref) => held.get(pointKey(ref))?.point ?? null,
    ofPanel: (panelId) => [...held.values()].filter(({ point }) => point.panelId === panelId),
    hasName: (panelId, name) => named.has(keptKey(panelId, name)),
    begin: () =>
      createPointsBatch({
        find: (key) => held.get(key)?.point ?? null,
        named: (panelId, name) => named.get(keptKey(panelId, name)) ?? null,
        changed(point, heard) {
          hold(point, heard);
          changes.tell({ type: 'point', point });
        },
        heard(key, atUtcMs) {
          const entry = held.get(key);
          if (entry === undefined) return;
          entry.point = { ...entry.point, lastHeardUtcMs: atUtcMs };
          entry.heardMonoMs = clock.monoMs();
          unheard.add(key);
        },
        gone(ref) {
          const key = pointKey(ref);
          const entry = held.get(key);
          if (entry === undefined) return;
          held.delete(key);
          unheard.delete(key);
          if (named.get(keptKey(ref.panelId, entry.point.name)) === key) named.delete(keptKey(ref.panelId, entry.point.name));
          changes.tell({ type: 'pointGone', panelId: ref.panelId, kind: ref.kind, pointId: ref.pointId });
        },
      }),
    onChange: (listener) => changes.add(listener),
    tick() {
      const nowMonoMs = clock.monoMs();
      for (const key of unheard) {
        const entry = held.get(key);
        if (entry !== undefined && nowMonoMs - entry.toldMonoMs < signOfLifeMs) continue;
        unheard.delete(key);
        if (entry === undefined) continue;
        entry.toldMonoMs = nowMonoMs;
        changes.tell({ type: 'point', point: entry.point });
      }
    },
  };
}
