/** Panels and their parts as a seat gets them. */
import type { DeviceHealth } from '../../../../../src/shared/model/devices.ts';
import type { PanelCommand, PanelPoint } from '../../../../../src/shared/model/panels.ts';

export const panel = (id: string, state: DeviceHealth['state'] = 'online'): DeviceHealth => ({
  id,
  kind: 'panel',
  name: `Panel ${id}`,
  speaks: 'pai',
  address: '',
  state,
  sinceUtcMs: 0,
  cause: null,
  detail: null,
  lastSignOfLifeUtcMs: null,
  simulated: false,
  understood: 0,
  discarded: 0,
  lastTraffic: [],
});

export const point = (kind: PanelPoint['kind'], pointId: string, change: Partial<PanelPoint> = {}): PanelPoint => ({
  panelId: 'main',
  kind,
  pointId,
  name: pointId.replaceAll('_', ' '),
  partition: null,
  state: kind === 'partition' ? 'disarmed' : 'closed',
  bypassed: false,
  sinceUtcMs: 0,
  lastHeardUtcMs: null,
  batteryPercent: null,
  simulated: false,
  ...change,
});

export const command = (change: Partial<PanelCommand> = {}): PanelCommand => ({
  commandId: 'c1',
  panelId: 'main',
  kind: 'arm',
  mode: 'away',
  pointKind: 'partition',
  pointId: 'Ground_floor',
  by: 'Lea',
  secondPerson: null,
  askedAtUtcMs: 1000,
  deadlineUtcMs: 16_000,
  state: 'sent',
  stateAtUtcMs: 1000,
  failure: null,
  detail: null,
  ...change,
});
