/**
 * A link without hardware: two ends in memory. The near end is a `Link` for a reader; the far end is the simulated device.
 * Bytes arrive in a later turn of the event loop, as from a real port, and never after `stop`.
 */

import type { GateDecision } from '../../../shared/model/cards.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Link, LinkEvents } from './link.ts';

/** What the simulated device does with its end. */
export interface FarEnd {
  /** Sends bytes; lost (answers false) while unplugged or not started, as on a real wire. */
  send(bytes: Uint8Array): boolean;
  plug(): void;
  unplug(): void;
  readonly plugged: boolean;
}

export interface FarEndEvents {
  written(bytes: Uint8Array): void;
  decided(decision: GateDecision): void;
  /** The near end speaks at another speed from now on, in bit/s. */
  baudRate?(baudRate: number): void;
}

/** Makes the two ends; plugged from the beginning. */
export function createSimulatedLink(clock: Clock, far: FarEndEvents): { readonly link: Link; readonly farEnd: FarEnd } {
  const wire = new SimulatedWire(clock, far);
  return { link: wire, farEnd: wire };
}

class SimulatedWire implements Link, FarEnd {
  readonly #clock: Clock;
  readonly #far: FarEndEvents;
  #events: LinkEvents | null = null;
  #plugged = true;

  constructor(clock: Clock, far: FarEndEvents) {
    this.#clock = clock;
    this.#far = far;
  }

  get plugged(): boolean {
    return this.#plugged;
  }

  start(events: LinkEvents): void {
    this.#events = events;
    this.#later(() => this.#tellState());
  }

  stop(): Promise<void> {
    this.#events = null;
    return Promise.resolve();
  }

  write(bytes: Uint8Array): void {
    if (this.#events !== null && this.#plugged) this.#far.written(bytes);
  }

  readonly showDecision = (decision: GateDecision): void => {
    if (this.#plugged) this.#far.decided(decision);
  };

  readonly setBaudRate = (baudRate: number): Promise<void> => {
    this.#far.baudRate?.(baudRate);
    return Promise.resolve();
  };

  send(bytes: Uint8Array): boolean {
    if (this.#events === null || !this.#plugged) return false;
    const copy = Uint8Array.from(bytes);
    this.#later((events) => events.bytes(copy, this.#clock.utcMs(), this.#clock.monoMs()));
    return true;
  }

  plug(): void {
    if (this.#plugged) return;
    this.#plugged = true;
    this.#later(() => this.#tellState());
  }

  unplug(): void {
    if (!this.#plugged) return;
    this.#plugged = false;
    this.#later(() => this.#tellState());
  }

  #tellState(): void {
    if (this.#plugged) this.#events?.up();
    else this.#events?.down('unplugged', null);
  }

  #later(tell: (events: LinkEvents) => void): void {
    setImmediate(() => {
      if (this.#events !== null) tell(this.#events);
    });
  }
}
