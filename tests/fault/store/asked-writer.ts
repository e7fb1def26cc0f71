/** A post that writes a row of 50 kB for each line on stdin and says how it went. Argument: file. */
import { createInterface } from 'node:readline';
import { openStore } from '../../../src/main/store/index.ts';

const opened = openStore({ file: process.argv[2] ?? '', clock: { utcMs: () => Date.now(), monoMs: () => performance.now() } });
if (!opened.ok) throw new Error(opened.error.detail);
const store = opened.value;
const actor = { name: 'writer', role: null, seat: null };
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const _row = await store.commit((tx) => tx.append({ kind: 'note.written', actor, subject: null, payload: { text: line, more: 'x'.repeat(50_000) } }));
  } catch (_error) {}
}
await store.close();
