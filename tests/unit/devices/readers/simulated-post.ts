/** A reader on a simulated far end, with a clock that the test owns. */
import type { ReaderSignal } from '../../../../src/main/core/ports/devices.ts';
import { createReader } from '../../../../src/main/devices/readers/index.ts';
import { createSimulatedReader } from '../../../../src/main/devices/simulate/reader.ts';
import type { CardRead } from '../../../../src/shared/model/cards.ts';
import type { ReaderConfig } from '../../../../src/shared/model/config.ts';
import type { DeviceHealth } from '../../../../src/shared/model/devices.ts';

export const readerConfig: ReaderConfig = {
  id: 'north-in',
  name: 'North gate in',
  path: '/dev/simulated',
  baudRate: 9600,
  protocol: 'em4100',
  direction: 'in',
  area: null,
  repeatSeconds: 3,
  passBack: false,
  template: null,
  simulated: true,
};

export function testClock() {
  return {
    nowUtcMs: 1_768_464_000_000,
    nowMonoMs: 5000,
    utcMs() {
      return this.nowUtcMs;
    },
    monoMs() {
      return this.nowMonoMs;
    },
  };
}

/** Lets everything that was already sent arrive. */
export const arrived = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function startedReader(change: Partial<ReaderConfig> = {}) {
  const config = { ...readerConfig, ...change };
  const clock = testClock();
  const simulated = createSimulatedReader(config, { clock });
  const reader = createReader(config, { clock, openLink: () => simulated.link });
  const reads: CardRead[] = [];
  const healths: DeviceHealth[] = [];
  const signals: ReaderSignal[] = [];
  reader.start({ read: (read) => reads.push(read), health: (health) => healths.push(health), signal: (signal) => signals.push(signal) });
  await arrived();
  return { config, clock, simulated, reader, reads, healths, signals };
}
