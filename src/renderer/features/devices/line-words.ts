/** What the numbers of a line come to, and which readers share a line. Pure. */
import type { DeviceCause, DeviceHealth, LineQuality } from '../../../shared/model/devices.ts';

export type LineGrade = 'good' | 'noisy' | 'bad';

/** Share of exchanges that went wrong: from here on it is worth a look, from there on it must be mended. */
const noisyFrom = 0.01;
const badFrom = 0.1;
/** Fewer say nothing. */
const exchangesNeeded = 20;

/** How the line to a reader is; null where too little has passed to tell. */
export function lineGrade({ exchanges, retries, badChecks }: Pick<LineQuality, 'exchanges' | 'retries' | 'badChecks'>): LineGrade | null {
  if (exchanges < exchangesNeeded) return null;
  // A bad check brings a retry with it: the greater of the two is what went wrong.
  const share = Math.max(retries, badChecks) / (exchanges + retries);
  return share >= badFrom ? 'bad' : share >= noisyFrom ? 'noisy' : 'good';
}

/** `/dev/ttyUSB1 #3` is reader 3 of a line; null for what has a line of its own. */
export function placeOnLine({
  kind,
  speaks,
  address,
}: Pick<DeviceHealth, 'kind' | 'speaks' | 'address'>): { readonly path: string; readonly address: number } | null {
  const found = kind === 'reader' && speaks === 'osdp' ? /^(.+) #(\d+)$/.exec(address) : null;
  return found?.[1] === undefined ? null : { path: found[1], address: Number(found[2]) };
}

const securityCauses: ReadonlySet<DeviceCause> = new Set(['keyMissing', 'wrongKey', 'defaultKey', 'insecureRefused', 'sessionLost']);

/** How a reader speaks, as a word of the catalogue. One that is away speaks not at all: it is only `missing` where that is why. */
export function secureWord({ state, cause }: Pick<DeviceHealth, 'state' | 'cause'>, line: LineQuality): 'on' | 'off' | 'missing' | 'required' {
  if (line.secure) return 'on';
  if (!line.secureRequired) return 'off';
  return state === 'online' || (cause !== null && securityCauses.has(cause)) ? 'missing' : 'required';
}

export interface LineRow {
  readonly type: 'line';
  readonly path: string;
  readonly readers: readonly DeviceHealth[];
}
export type Row = LineRow | { readonly type: 'device'; readonly device: DeviceHealth; readonly onLine: boolean };

export const rowKey = (row: Row): string => (row.type === 'line' ? `line:${row.path}` : `${row.device.kind}:${row.device.id}`);

/** Readers of a bus below a row for their line, by address; what has a line of its own stays where it was. */
export function rowsByLine(devices: readonly DeviceHealth[]): Row[] {
  const lines = new Map<string, DeviceHealth[]>();
  for (const device of devices) {
    const place = placeOnLine(device);
    if (place !== null) lines.set(place.path, [...(lines.get(place.path) ?? []), device]);
  }
  const told = new Set<string>();
  return devices.flatMap((device): Row[] => {
    const path = placeOnLine(device)?.path;
    if (path === undefined) return [{ type: 'device', device, onLine: false }];
    if (told.has(path)) return [];
    told.add(path);
    const readers = (lines.get(path) ?? []).toSorted((a, b) => (placeOnLine(a)?.address ?? 0) - (placeOnLine(b)?.address ?? 0));
    return [{ type: 'line', path, readers }, ...readers.map((reader): Row => ({ type: 'device', device: reader, onLine: true }))];
  });
}

/** Percent with as many places as say something. */
export const percentText = (share: number): string => `${share >= 0.1 || share === 0 ? (share * 100).toFixed(0) : (share * 100).toFixed(1)} %`;
