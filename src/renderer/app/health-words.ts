/** The health strip as facts, pure: what is counted, and the one device that is worst off. */
import type { DeviceHealth } from '../../shared/model/devices.ts';

export interface HealthFacts {
  readonly readers: { readonly up: number; readonly all: number };
  readonly panels: { readonly up: number; readonly all: number };
  readonly broker: DeviceHealth['state'] | null;
  /** The device that is down the longest, readers before panels; null = all is well. */
  readonly worst: DeviceHealth | null;
  readonly simulated: boolean;
}

export function healthFacts(devices: readonly DeviceHealth[]): HealthFacts {
  const count = (kind: DeviceHealth['kind']) => {
    const own = devices.filter((device) => device.kind === kind);
    return { up: own.filter((device) => device.state === 'online').length, all: own.length };
  };
  const rank = { reader: 0, panel: 1, broker: 2 } as const;
  const down = devices.filter((device) => device.state !== 'online').sort((a, b) => rank[a.kind] - rank[b.kind] || a.sinceUtcMs - b.sinceUtcMs);
  return {
    readers: count('reader'),
    panels: count('panel'),
    broker: devices.find((device) => device.kind === 'broker')?.state ?? null,
    worst: down[0] ?? null,
    simulated: devices.some((device) => device.simulated),
  };
}
