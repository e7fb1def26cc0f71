/**
 * A post that writes until it is killed: acknowledges each row on stdout with its sequence number and its text, only after the
 * commit. Arguments: file, name of the run, rows to write (0 = for ever), how many at once.
 */
import { openStore } from '../../../src/main/store/index.ts';

const [file = '', run = '', rows = '0', width = '20'] = process.argv.slice(2);
const opened = openStore({ file, clock: { utcMs: () => Date.now(), monoMs: () => performance.now() }, newId: (prefix) => prefix });
if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
const store = opened.value;
const actor = { name: 'writer', role: null, seat: null };
const limit = Number(rows) === 0 ? Number.POSITIVE_INFINITY : Number(rows);

let written = 0;
async function lane(): Promise<void> {
  while (written < limit) {
    written += 1;
    const text = `${run}-${written}`;
    const row = await store.commit((tx) => tx.append({ kind: 'note.written', actor, subject: null, payload: { text } }));
    process.stdout.write(`ack ${row.seq} ${text}\n`);
  }
}
await Promise.all(Array.from({ length: Number(width) }, lane));
await store.close();
