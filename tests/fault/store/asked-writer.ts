/** A post that writes a row of 50 kB for each line on stdin and says how it went. Argument: file. */
import { createInterface } from 'node:readline';
import { StoreFailure } from '../../../src/main/core/ports/ledger.ts';
import { openStore } from '../../../src/main/store/index.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const opened = openStore({ file: process.argv[2] ?? '', clock: { utcMs: () => Date.now(), monoMs: () => performance.now() } });
if (!opened.ok) throw new Error(opened.error.detail);
const store = opened.value;
const actor = { name: 'writer', role: null, seat: null };
say('ready');
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const row = await store.commit((tx) => tx.append({ kind: 'note.written', actor, subject: null, payload: { text: line, more: 'x'.repeat(50_000) } }));
    say(`kept ${row.seq}`);
  } catch (error) {
    say(error instanceof StoreFailure ? `failed ${error.code}` : `bug ${error}`);
  }
}
await store.close();
