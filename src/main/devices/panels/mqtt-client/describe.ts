/**
 * Reads what panels have said about themselves (retained discovery) before the queued messages of the old session come:
 * else the first states after a start could not be understood. A short connection of its own, without a session.
 */

import type { ConnectionEnd } from './close-cause.ts';
import { type Connection, type ConnectionOptions, type IncomingMessage, openConnection } from './connection.ts';

/** With no answer of our own mark, this long without a retained message means that all have come. */
const quietMs = 1500;

export interface Describing {
  /** null when read; else why the broker could not be asked. */
  readonly done: Promise<ConnectionEnd | null>;
  cancel(): void;
}

/** Each retained message under `filters` goes to `described`, then `done` resolves. */
export function describePanels(options: ConnectionOptions, filters: readonly string[], described: (message: IncomingMessage) => void): Describing {
  const clientId = `${options.clientId}-describe`;
  // A retained mark of our own under the last filter: brokers send what is retained in the order of the filters.
  const mark = `guardpost/${options.clientId}/described`;
  const { promise, resolve } = Promise.withResolvers<ConnectionEnd | null>();
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let finished = false;
  const finish = (): void => {
    finished = true;
    clearTimeout(quiet);
    void connection.end();
  };
  const stillComing = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(finish, quietMs);
  };
  const connection: Connection = openConnection(
    { ...options, clientId, clean: true },
    {
      connected() {
        connection.publishRetained(mark, '1');
        connection.subscribe([...filters, mark], 0).then(stillComing, () => connection.drop());
      },
      message(message, next) {
        if (message.topic === mark) finish();
        else if (!finished) {
          described(message);
          stillComing();
        }
        next();
      },
      closed(end) {
        clearTimeout(quiet);
        resolve(finished ? null : end);
      },
    },
  );
  return { done: promise, cancel: () => connection.drop() };
}
