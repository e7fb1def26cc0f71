/** The last 32 chunks of a link as hex, for the devices screen. In memory only; never written to a log. */
import type { DeviceHealth } from '../../../shared/model/devices.ts';

export type TrafficEntry = DeviceHealth['lastTraffic'][number];

const keptChunks = 32;
/** Bytes shown of one chunk. */
const shownBytes = 64;

export class TrafficRing {
  #entries: TrafficEntry[] = [];

  add(direction: 'in' | 'out', chunk: Uint8Array, atUtcMs: number, understood: boolean): void {
    const head = Buffer.from(chunk.subarray(0, shownBytes)).toString('hex');
    const text = chunk.length > shownBytes ? `${head}… (${chunk.length})` : head;
    this.#entries.push({ atUtcMs, direction, text, understood });
    if (this.#entries.length > keptChunks) this.#entries.shift();
  }

  /** Forgets everything, because something came by that must not be kept. */
  clear(): void {
    this.#entries = [];
  }

  entries(): readonly TrafficEntry[] {
    return [...this.#entries];
  }
}
