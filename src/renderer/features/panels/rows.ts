/** The lines of the panels screen: each panel, under it its partitions, zones and outputs. Pure. */
import type { DeviceHealth } from '../../../shared/model/devices.ts';
import type { PanelPoint, PointKind } from '../../../shared/model/panels.ts';

/** What the screen needs of a panel; one that tells of points and is not among the devices has no health. */
export interface PanelHead {
  readonly panelId: string;
  readonly name: string;
  readonly health: DeviceHealth | null;
}
export interface Counts {
  readonly partitions: number;
  readonly zones: number;
  readonly open: number;
  readonly bypassed: number;
}
export interface PanelRow {
  readonly type: 'panel';
  readonly key: string;
  readonly panel: PanelHead;
  readonly counts: Counts;
}
export interface PointRow {
  readonly type: 'point';
  readonly key: string;
  readonly panel: PanelHead;
  readonly point: PanelPoint;
}
export type Row = PanelRow | PointRow;

/** Below this a battery is worth a word. */
const lowBatteryPercent = 20;
const kindRank: { readonly [kind in PointKind]: number } = { partition: 0, zone: 1, output: 2 };

/** Keys become ids of elements: no blank may stand in them. */
export const panelKey = (panelId: string): string => `panel:${encodeURIComponent(panelId)}`;
export const pointKey = ({ panelId, kind, pointId }: Pick<PanelPoint, 'panelId' | 'kind' | 'pointId'>): string =>
  `${kind}:${encodeURIComponent(panelId)}:${encodeURIComponent(pointId)}`;

/** Not closed, not at rest, not to be relied on: what someone who looks after the site wants to know of. */
export function needsAttention(point: PanelPoint): boolean {
  if (point.bypassed || point.state === 'triggered' || point.state === 'entryDelay') return true;
  if (point.kind === 'zone' && point.state === 'open') return true;
  return hasLowBattery(point);
}

export const hasLowBattery = (point: PanelPoint): boolean => point.batteryPercent !== null && point.batteryPercent < lowBatteryPercent;

export const isDown = (panel: PanelHead): boolean => panel.health !== null && panel.health.state !== 'online';

function comparePoints(a: PanelPoint, b: PanelPoint): number {
  return kindRank[a.kind] - kindRank[b.kind] || a.name.localeCompare(b.name, undefined, { numeric: true }) || (a.pointId < b.pointId ? -1 : 1);
}

function headsOf(devices: readonly DeviceHealth[], points: readonly PanelPoint[]): readonly PanelHead[] {
  const known = devices.filter(({ kind }) => kind === 'panel').map((health) => ({ panelId: health.id, name: health.name, health }));
  const ids = new Set(known.map(({ panelId }) => panelId));
  const others = [...new Set(points.map(({ panelId }) => panelId))].filter((panelId) => !ids.has(panelId));
  return [...known, ...others.map((panelId) => ({ panelId, name: panelId, health: null }))];
}

function countsOf(points: readonly PanelPoint[]): Counts {
  const count = (fits: (point: PanelPoint) => boolean) => points.filter(fits).length;
  return {
    partitions: count(({ kind }) => kind === 'partition'),
    zones: count(({ kind }) => kind === 'zone'),
    open: count(({ kind, state }) => kind === 'zone' && state === 'open'),
    bypassed: count(({ bypassed }) => bypassed),
  };
}

/** All lines, or with `attention` only what is not at rest and the panels that it belongs to. */
export function rowsOf(devices: readonly DeviceHealth[], points: readonly PanelPoint[], attention: boolean): readonly Row[] {
  return headsOf(devices, points).flatMap((panel): Row[] => {
    const own = points.filter(({ panelId }) => panelId === panel.panelId);
    const shown = (attention ? own.filter(needsAttention) : own).toSorted(comparePoints);
    if (attention && shown.length === 0 && !isDown(panel)) return [];
    return [
      { type: 'panel', key: panelKey(panel.panelId), panel, counts: countsOf(own) },
      ...shown.map((point): PointRow => ({ type: 'point', key: pointKey(point), panel, point })),
    ];
  });
}
