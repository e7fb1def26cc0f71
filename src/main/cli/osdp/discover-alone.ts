/** Looks for readers on a port that no post holds. */
import type { FoundReader, ToolProblem } from '../../../shared/model/reader-tools.ts';
import type { Result } from '../../../shared/model/result.ts';
import { createSerialLink } from '../../devices/link/serial-link.ts';
import { discoverOn } from '../../devices/readers/osdp-bus/discover.ts';
import { systemClock } from '../open-data.ts';

type Search = Parameters<typeof discoverOn>[2];
type OnProgress = Parameters<typeof discoverOn>[3];

export function discoverAlone(search: Search, onProgress: OnProgress, signal: AbortSignal): Promise<Result<FoundReader[], ToolProblem>> {
  const openLink = (port: { readonly path: string; readonly baudRate: number }) => createSerialLink({ ...port, clock: systemClock });
  return discoverOn({ clock: systemClock, openLink }, null, search, onProgress, signal);
}
