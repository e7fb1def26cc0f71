/** Which of the broker's messages are kept already, so that a redelivery is no second alarm. */
import type { Reads, Tx } from '../core/ports/ledger.ts';
import type { Connection } from './connection.ts';

// More than a broker has in flight for one client, and far fewer than its 65,535 message ids before they come round again.
const remembered = 5_000;
const trimEvery = 500;

export function messageReads(connection: Connection): Pick<Reads, 'knowsMessage'> {
  return { knowsMessage: (key) => connection.get('SELECT 1 FROM message WHERE key = ?', key) !== undefined };
}

export function messageWrites(connection: Connection): Pick<Tx, 'rememberMessage'> {
  let sinceTrim = 0;
  return {
    rememberMessage(key, atUtcMs) {
      connection.run('INSERT INTO message (key, atUtcMs) VALUES (?, ?) ON CONFLICT DO NOTHING', key, atUtcMs);
      sinceTrim += 1;
      if (sinceTrim < trimEvery) return;
      sinceTrim = 0;
      connection.run('DELETE FROM message WHERE n <= (SELECT max(n) FROM message) - ?', remembered);
    },
  };
}
