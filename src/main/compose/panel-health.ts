/** One health for each panel, also for one that can reach the post by two ways (a gateway at the broker, and its own dialler). */
import type { PanelConfig, SiaPanelConfig } from '../../shared/model/config.ts';
import type { DeviceHealth, DeviceState } from '../../shared/model/devices.ts';

/** Does it speak to us through the broker? */
export const isBehindBroker = (panel: PanelConfig): boolean => panel.dialect !== 'sia' || panel.topic !== null;
/** Does it dial us? */
export const isDialling = (panel: PanelConfig): panel is SiaPanelConfig => panel.dialect === 'sia' && panel.receiver !== null;

const best: { readonly [state in DeviceState]: number } = { online: 0, silent: 1, connecting: 2, offline: 3 };

/** Each device once, in the order of the first list: by the better of its ways, with what came over both. */
export function mergeHealth(...lists: readonly (readonly DeviceHealth[])[]): DeviceHealth[] {
  const merged = new Map<string, DeviceHealth>();
  for (const device of lists.flat()) {
    const other = merged.get(device.id);
    merged.set(device.id, other === undefined ? device : mergeTwo(other, device));
  }
  return [...merged.values()];
}

function mergeTwo(a: DeviceHealth, b: DeviceHealth): DeviceHealth {
  const better = best[b.state] < best[a.state] ? b : a;
  const signs = [a.lastSignOfLifeUtcMs, b.lastSignOfLifeUtcMs].filter((at) => at !== null);
  return {
    ...better,
    lastSignOfLifeUtcMs: signs.length === 0 ? null : Math.max(...signs),
    understood: a.understood + b.understood,
    discarded: a.discarded + b.discarded,
    lastTraffic: [...a.lastTraffic, ...b.lastTraffic].sort((one, two) => one.atUtcMs - two.atUtcMs).slice(-mostTraffic),
  };
}

/** As in the contract of a device's health. */
const mostTraffic = 32;
