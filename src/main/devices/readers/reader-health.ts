/** State, cause, counters and last bytes of one reader, and the rule when a change is worth telling. */
import type { ReaderConfig } from '../../../shared/model/config.ts';
import type { DeviceCause, DeviceHealth, DeviceState } from '../../../shared/model/devices.ts';
import { TrafficRing } from '../link/traffic-ring.ts';

export class ReaderHealth {
  readonly traffic = new TrafficRing();
  understood = 0;
  discarded = 0;
  lastSignOfLifeUtcMs: number | null = null;
  readonly #config: ReaderConfig;
  #state: DeviceState = 'offline';
  #cause: DeviceCause | null = 'stopped';
  #detail: string | null = null;
  #sinceUtcMs: number;

  constructor(config: ReaderConfig, nowUtcMs: number) {
    this.#config = config;
    this.#sinceUtcMs = nowUtcMs;
  }

  /** True if state or cause changed. `sinceUtcMs` follows the state alone; a new detail is kept without telling. */
  change(state: DeviceState, cause: DeviceCause | null, detail: string | null, nowUtcMs: number): boolean {
    const changed = state !== this.#state || cause !== this.#cause;
    if (state !== this.#state) this.#sinceUtcMs = nowUtcMs;
    this.#state = state;
    this.#cause = cause;
    this.#detail = detail;
    return changed;
  }

  snapshot(): DeviceHealth {
    const { id, name, protocol, path, simulated, trigger = 'none' } = this.#config;
    return {
      id,
      kind: 'reader',
      name,
      speaks: protocol,
      address: path,
      state: this.#state,
      sinceUtcMs: this.#sinceUtcMs,
      cause: this.#cause,
      detail: this.#detail,
      lastSignOfLifeUtcMs: this.lastSignOfLifeUtcMs,
      simulated,
      understood: this.understood,
      discarded: this.discarded,
      ...(trigger === 'none' ? {} : { canTrigger: true }),
      lastTraffic: this.traffic.entries(),
    };
  }
}
