/** How a reader on a bus is: its state and cause, what the control panel counts, and why it was lost last. */
import type { ReaderConfig } from '../../../../shared/model/config.ts';
import type { DeviceCause, DeviceHealth, DeviceState, LineQuality } from '../../../../shared/model/devices.ts';
import type { ReaderStatus, SeenFrame } from '../osdp/control-panel/words.ts';
import { ReaderHealth } from '../reader-health.ts';
import { isRoutine, trafficText } from './traffic-text.ts';

const keptFrames = 32;

/** What the panel knows of a reader, and where the reader is reached now. */
export interface SeenByPanel {
  readonly status: ReaderStatus | null;
  readonly address: number;
  /** Epoch milliseconds of a monotonic time of the panel. */
  readonly utcMsOf: (atMonoMs: number) => number;
}

export class BusHealth {
  readonly #config: ReaderConfig;
  readonly #state: ReaderHealth;
  #lastLoss: LineQuality['lastLoss'] = null;
  #traffic: DeviceHealth['lastTraffic'][number][] = [];

  constructor(config: ReaderConfig, nowUtcMs: number) {
    this.#config = config;
    this.#state = new ReaderHealth(config, nowUtcMs);
  }

  /** True if state or cause changed. */
  change(state: DeviceState, cause: DeviceCause | null, detail: string | null, nowUtcMs: number): boolean {
    const changed = this.#state.change(state, cause, detail, nowUtcMs);
    if (changed && state === 'offline' && cause !== null && cause !== 'stopped') this.#lastLoss = { cause, detail, atUtcMs: nowUtcMs };
    return changed;
  }

  get lastLoss(): LineQuality['lastLoss'] {
    return this.#lastLoss;
  }

  /** Polls and empty answers are left out: they would push out everything else within a second. */
  note(seen: SeenFrame, atUtcMs: number): void {
    if (isRoutine(seen)) return;
    this.#traffic.push({ atUtcMs, direction: seen.direction, text: trafficText(seen), understood: seen.good });
    if (this.#traffic.length > keptFrames) this.#traffic.shift();
  }

  snapshot({ status, address, utcMsOf }: SeenByPanel): DeviceHealth {
    const health = this.#state.snapshot();
    const last = status?.lastReplyAtMs ?? null;
    return {
      ...health,
      address: `${health.address} #${address}`,
      lastSignOfLifeUtcMs: last === null ? null : Math.round(utcMsOf(last)),
      understood: status?.exchanges ?? 0,
      discarded: status?.badChecks ?? 0,
      line: this.#line(status),
      lastTraffic: [...this.#traffic],
    };
  }

  #line(status: ReaderStatus | null): LineQuality {
    return {
      secure: status?.secure ?? false,
      secureRequired: this.#config.osdp?.secure === 'required',
      roundTripMs: status?.roundTripMs ?? null,
      exchanges: status?.exchanges ?? 0,
      retries: status?.retries ?? 0,
      badChecks: status?.badChecks ?? 0,
      busy: status?.busy ?? 0,
      naks: status?.naks ?? 0,
      identity: status?.identity ?? null,
      lastLoss: this.#lastLoss,
    };
  }
}
