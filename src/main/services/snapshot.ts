/** Everything a screen shows at once, as the first event of a stream. */

import type { LiveEvent } from '../../shared/contract/index.ts';
import type { Entry } from '../../shared/contract/schemas.ts';
import type { Alarm } from '../../shared/model/alarms.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { Reads } from '../core/ports/ledger.ts';
import { maskVisit } from '../core/visitors/mask.ts';
import { entriesOf, maskEntry } from './entries.ts';
import { type GlanceSources, glanceNow } from './glance.ts';
import type { Snapshot } from './seat-stream.ts';

export interface SnapshotSources extends GlanceSources {
  readonly read: Reads;
  readonly devices: () => readonly DeviceHealth[];
  /** Alarms that are not in the ledger. */
  readonly ownAlarms: () => readonly Alarm[];
  readonly silencedUntilUtcMs: () => number | null;
  readonly repeatsOf: (seq: number) => number;
}

const rowsShown = 200;

/** The state of the post now; newest rows first. */
export function snapshotNow(sources: SnapshotSources, masked: boolean): Snapshot {
  const { read } = sources;
  const entries = (kinds?: readonly ('gate.granted' | 'gate.denied')[]): Entry[] => {
    const rows = read.page(kinds === undefined ? { limit: rowsShown } : { limit: rowsShown, kinds });
    const found = entriesOf(read, rows, sources.repeatsOf);
    return masked ? found.map(maskEntry) : found;
  };
  return {
    type: 'snapshot',
    seq: read.lastSeq(),
    masked,
    gate: entries(['gate.granted', 'gate.denied']),
    log: entries(),
    alarms: [...sources.ownAlarms(), ...read.board()],
    inside: read.inside().map((visit) => (masked ? maskVisit(visit) : visit)),
    devices: sources.devices().map(copyHealth),
    glance: glanceNow(sources),
    silencedUntilUtcMs: sources.silencedUntilUtcMs(),
  };
}

type DeviceEvent = Extract<LiveEvent, { type: 'device' }>;

/** The contract's shape of a device's health. */
export function copyHealth(device: DeviceHealth): DeviceEvent['device'] {
  return { ...device, lastTraffic: device.lastTraffic.map((piece) => ({ ...piece })) };
}

/** The event as a locked seat may see it. */
export function maskEvent(event: LiveEvent): LiveEvent {
  if (event.type === 'entry') return { ...event, entry: maskEntry(event.entry) };
  if (event.type === 'visit') return { ...event, visit: maskVisit(event.visit) };
  return event;
}
