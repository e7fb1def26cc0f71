/** A clock that moves only when a test says so, and its timer. */
import type { Timer } from '../../../../../../src/main/devices/readers/osdp/index.ts';

interface Alarm {
  readonly atMs: number;
  readonly call: () => void;
}

export class VirtualTime implements Timer {
  nowMs = 1_000;
  #alarms: Alarm[] = [];

  get waiting(): number {
    return this.#alarms.length;
  }

  after(afterMs: number, call: () => void): () => void {
    const alarm = { atMs: this.nowMs + afterMs, call };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((each) => each !== alarm);
    };
  }

  /** Lets time pass; what waits for promises runs in between. */
  async pass(forMs: number): Promise<void> {
    const endMs = this.nowMs + forMs;
    await settled();
    for (let next = this.#next(endMs); next !== null; next = this.#next(endMs)) {
      this.#alarms.splice(this.#alarms.indexOf(next), 1);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.call();
      await settled();
    }
    this.nowMs = endMs;
  }

  /** Until something is so, looked at after every step. */
  async until(isSo: () => boolean, atMostMs = 20_000): Promise<void> {
    const endMs = this.nowMs + atMostMs;
    await settled();
    while (!isSo()) {
      const next = this.#next(endMs);
      if (next === null) throw new Error(`it did not come about within ${atMostMs} ms`);
      await this.pass(next.atMs - this.nowMs);
    }
  }

  #next(endMs: number): Alarm | null {
    let best: Alarm | null = null;
    for (const alarm of this.#alarms) if (alarm.atMs <= endMs && (best === null || alarm.atMs < best.atMs)) best = alarm;
    return best;
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
}
