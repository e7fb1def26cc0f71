/**
 * Chunks on their way to the ring of last bytes. Where a record is known to end by silence at the latest, they wait until it has
 * ended: only then is it known whether they may be shown at all.
 */
import type { TrafficRing } from '../link/traffic-ring.ts';
import type { Decoded } from './card-decoder.ts';

/** As many as the ring keeps; of a record that never ends the oldest are let go unseen. */
const heldChunks = 32;

export class HeldTraffic {
  readonly #ring: TrafficRing;
  readonly #waits: boolean;
  #held: { readonly chunk: Uint8Array; readonly atUtcMs: number }[] = [];

  /** `waits`: the decoder ends every record by silence at the latest. */
  constructor(ring: TrafficRing, waits: boolean) {
    this.#ring = ring;
    this.#waits = waits;
  }

  /** A chunk and what became of it; `pendingBytes` of a record are not decided yet. */
  add(chunk: Uint8Array, atUtcMs: number, decoded: Decoded, pendingBytes: number): void {
    this.#held.push({ chunk, atUtcMs });
    if (this.#held.length > heldChunks) this.#held.shift();
    if (decoded.secret || !this.#waits || pendingBytes === 0) this.settle(decoded);
  }

  /** What was held is decided. */
  settle({ secret, discardedBytes }: Decoded): void {
    if (secret) this.#ring.clear();
    else for (const { chunk, atUtcMs } of this.#held) this.#ring.add('in', chunk, atUtcMs, discardedBytes === 0);
    this.#held = [];
  }

  /** The line was cut: nobody will know what it would have been. */
  drop(): void {
    this.#held = [];
  }
}
