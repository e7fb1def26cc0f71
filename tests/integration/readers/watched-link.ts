/** A serial link whose events a test can wait for. */
import { EventEmitter, once } from 'node:events';
import type { Link } from '../../../src/main/devices/link/link.ts';
import { createSerialLink, type SerialLinkOptions } from '../../../src/main/devices/link/serial-link.ts';
import type { DeviceCause } from '../../../src/shared/model/devices.ts';
import { systemClock } from './watched-reader.ts';

export interface WatchedLink {
  readonly link: Link;
  readonly told: ('up' | DeviceCause)[];
  readonly details: (string | null)[];
  readonly received: () => Buffer;
  /** Resolves as soon as the condition holds; looks after every event. */
  until(condition: () => boolean): Promise<void>;
  /** Resolves at the next `up` after this call. */
  nextUp(): Promise<void>;
  nextDown(): Promise<void>;
}

/** Starts a link on the path. */
export function watchLink(path: string, change: Partial<SerialLinkOptions> = {}): WatchedLink {
  const link = createSerialLink({ path, baudRate: 9600, clock: systemClock, ...change });
  const changed = new EventEmitter();
  const chunks: Uint8Array[] = [];
  const watched: WatchedLink = {
    link,
    told: [],
    details: [],
    received: () => Buffer.concat(chunks),
    async until(condition) {
      while (!condition()) await once(changed, 'change');
    },
    nextUp: async () => void (await once(changed, 'up')),
    nextDown: async () => void (await once(changed, 'down')),
  };
  link.start({
    up() {
      watched.told.push('up');
      changed.emit('up');
      changed.emit('change');
    },
    bytes(chunk) {
      chunks.push(chunk);
      changed.emit('change');
    },
    down(cause, detail) {
      watched.told.push(cause);
      watched.details.push(detail);
      changed.emit('down');
      changed.emit('change');
    },
  });
  return watched;
}
