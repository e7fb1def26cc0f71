/** A reader on a real serial port whose events a test can wait for. */
import { EventEmitter, once } from 'node:events';
import type { ReaderPort } from '../../../src/main/core/ports/devices.ts';
import { createReader } from '../../../src/main/devices/readers/index.ts';
import type { CardRead } from '../../../src/shared/model/cards.ts';
import type { ReaderConfig } from '../../../src/shared/model/config.ts';
import type { DeviceHealth } from '../../../src/shared/model/devices.ts';

export const systemClock = { utcMs: () => Date.now(), monoMs: () => performance.now() };

export interface WatchedReader {
  readonly reader: ReaderPort;
  readonly reads: CardRead[];
  readonly healths: DeviceHealth[];
  /** Resolves as soon as the condition holds; looks after every event. */
  until(condition: () => boolean): Promise<void>;
  online(): Promise<void>;
  offline(): Promise<void>;
}

export function watchReader(path: string, change: Partial<ReaderConfig> = {}): WatchedReader {
  const config: ReaderConfig = {
    id: 'north-in',
    name: 'North gate in',
    path,
    baudRate: 9600,
    protocol: 'em4100',
    direction: 'in',
    area: null,
    repeatSeconds: 3,
    passBack: false,
    template: null,
    simulated: false,
    ...change,
  };
  const reader = createReader(config, { clock: systemClock });
  const changed = new EventEmitter();
  const watched: WatchedReader = {
    reader,
    reads: [],
    healths: [],
    async until(condition) {
      while (!condition()) await once(changed, 'change');
    },
    online: () => watched.until(() => reader.health().state === 'online'),
    offline: () => watched.until(() => reader.health().state === 'offline'),
  };
  reader.start({
    read(read) {
      watched.reads.push(read);
      changed.emit('change');
    },
    health(health) {
      watched.healths.push(health);
      changed.emit('change');
    },
    signal: () => undefined,
  });
  return watched;
}
