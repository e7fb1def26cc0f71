import { expect, it } from 'vitest';
import { mergeHealth } from '../../../src/main/compose/panel-health.ts';
import type { DeviceHealth, DeviceState } from '../../../src/shared/model/devices.ts';

const device = (id: string, state: DeviceState, change: Partial<DeviceHealth> = {}): DeviceHealth => ({
  ...{ id, kind: 'panel', name: id, speaks: 'sia', address: 'x', state, sinceUtcMs: 0, cause: null, detail: null, lastSignOfLifeUtcMs: null },
  ...{ simulated: false, understood: 0, discarded: 0, lastTraffic: [] },
  ...change,
});
const traffic = (atUtcMs: number) => ({ atUtcMs, direction: 'in', text: String(atUtcMs), understood: true }) as const;

it('a panel with two ways to the post is as well as the better of them, with what came over both', () => {
  const gateway = device('site', 'offline', { cause: 'notReachable', lastSignOfLifeUtcMs: 5, understood: 3, lastTraffic: [traffic(1), traffic(3)] });
  const dialler = device('site', 'online', { lastSignOfLifeUtcMs: 2, understood: 4, discarded: 1, lastTraffic: [traffic(2)] });
  const merged = mergeHealth([device('broker', 'offline'), gateway], [dialler, device('other', 'silent')]);
  expect(merged.map(({ id, state }) => `${id} ${state}`)).toEqual(['broker offline', 'site online', 'other silent']);
  expect(merged[1]).toMatchObject({ cause: null, lastSignOfLifeUtcMs: 5, understood: 7, discarded: 1 });
  expect(merged[1]?.lastTraffic.map(({ atUtcMs }) => atUtcMs)).toEqual([1, 2, 3]);
});
