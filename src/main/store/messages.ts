/** Which of the broker's messages are kept already, so that a redelivery is no second alarm. */
import type { Reads, Tx } from '../core/ports/ledger.ts';
import type { Connection } from './connection.ts';

// Far more than a broker holds for one client; older ones can't come again.
const remembered = 200_000;

export function messageReads(connection: Connection): Pick<Reads, 'knowsMessage'> {
  return { knowsMessage: (key) => connection.get('SELECT 1 FROM message WHERE key = ?', key) !== undefined };
}

export function messageWrites(connection: Connection): Pick<Tx, 'rememberMessage'> {
  return {
    rememberMessage(key, atUtcMs) {
      connection.run('INSERT INTO message (key, atUtcMs) VALUES (?, ?) ON CONFLICT DO NOTHING', key, atUtcMs);
      connection.run('DELETE FROM message WHERE n <= (SELECT max(n) FROM message) - ?', remembered);
    },
  };
}
