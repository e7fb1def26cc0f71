/** Health of the broker link and of each panel, as the devices screen shows it. Tells changes of state or cause only. */
import type { DeviceCause, DeviceHealth, DeviceState } from '../../../../shared/model/devices.ts';

const keptTraffic = 32;
const shownCharacters = 200;
/** Payload bytes kept for showing: enough for 200 characters of any script. */
const keptPayloadBytes = 800;

interface Traffic {
  readonly atUtcMs: number;
  readonly topic: string;
  readonly payloadHead: Uint8Array;
  readonly understood: boolean;
}

export type DeviceIdentity = Pick<DeviceHealth, 'id' | 'kind' | 'name' | 'speaks' | 'address' | 'simulated'>;

export class HealthEntry {
  readonly #identity: DeviceIdentity;
  readonly #traffic: Traffic[] = [];
  #state: DeviceState = 'connecting';
  #cause: DeviceCause | null = null;
  #detail: string | null = null;
  #sinceUtcMs: number;
  #lastSignOfLifeUtcMs: number | null = null;
  #understood = 0;
  #discarded = 0;

  constructor(identity: DeviceIdentity, nowUtcMs: number) {
    this.#identity = identity;
    this.#sinceUtcMs = nowUtcMs;
  }

  /** True when state or cause changed. A changed detail alone is kept but is not news. */
  change(state: DeviceState, cause: DeviceCause | null, detail: string | null, nowUtcMs: number): boolean {
    this.#detail = detail;
    if (this.#state === state && this.#cause === cause) return false;
    this.#state = state;
    this.#cause = cause;
    this.#sinceUtcMs = nowUtcMs;
    return true;
  }

  signOfLife(nowUtcMs: number): void {
    this.#lastSignOfLifeUtcMs = nowUtcMs;
  }

  traffic(topic: string, payload: Uint8Array, understood: boolean, atUtcMs: number): void {
    if (understood) this.#understood += 1;
    else this.#discarded += 1;
    // A copy, so that thirty-two heads do not hold thirty-two large payloads.
    const payloadHead = payload.length > keptPayloadBytes ? Uint8Array.from(payload.subarray(0, keptPayloadBytes)) : payload;
    this.#traffic.push({ atUtcMs, topic, payloadHead, understood });
    if (this.#traffic.length > keptTraffic) this.#traffic.shift();
  }

  health(): DeviceHealth {
    return {
      ...this.#identity,
      state: this.#state,
      cause: this.#cause,
      detail: this.#detail,
      sinceUtcMs: this.#sinceUtcMs,
      lastSignOfLifeUtcMs: this.#lastSignOfLifeUtcMs,
      understood: this.#understood,
      discarded: this.#discarded,
      lastTraffic: this.#traffic.map(({ atUtcMs, topic, payloadHead, understood }) => ({
        atUtcMs,
        direction: 'in',
        text: trafficText(topic, payloadHead),
        understood,
      })),
    };
  }
}

function trafficText(topic: string, payloadHead: Uint8Array): string {
  return `${topic} ${Buffer.from(payloadHead).toString('utf8')}`.slice(0, shownCharacters);
}
