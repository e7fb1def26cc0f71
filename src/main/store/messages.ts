/** Which of the broker's messages are kept already, so that a redelivery is no second alarm. One row per batch: their keys are only ever asked for together. */
import type { Reads, Tx } from '../core/ports/ledger.ts';
import type { Connection } from './connection.ts';

// More than a broker has in flight for one client, and far fewer than its 65,535 message ids before they come round again.
const remembered = 5_000;
const trimEvery = 500;
const separator = '\n';

export function messageReads(connection: Connection): Pick<Reads, 'keptMessages'> {
  return {
    keptMessages: () => new Set(connection.all<{ keys: string }>('SELECT keys FROM message_batch').flatMap((batch) => batch.keys.split(separator))),
  };
}

export function messageWrites(connection: Connection): Pick<Tx, 'rememberMessages'> {
  // A run's first messages trim as well: a post that is started often would never come so far.
  let sinceTrim = trimEvery;
  return {
    rememberMessages(keys) {
      if (keys.length === 0) return;
      if (keys.some((key) => key.includes(separator))) throw new TypeError('a message key is one line');
      connection.run('INSERT INTO message_batch (upTo, keys) SELECT coalesce(max(upTo), 0) + ?, ? FROM message_batch', keys.length, keys.join(separator));
      sinceTrim += keys.length;
      if (sinceTrim < trimEvery) return;
      sinceTrim = 0;
      connection.run('DELETE FROM message_batch WHERE upTo <= (SELECT max(upTo) FROM message_batch) - ?', remembered);
    },
  };
}
