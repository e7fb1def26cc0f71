/**
 * `npm run bench`: prints one JSON object. Every figure stands beside a peer or a limit of the same run.
 * `npm run bench -- insert search` runs only those. Not part of `npm test`.
 */
import { cpus, totalmem } from 'node:os';
import { benchBoard } from './board.ts';
import { benchCardPath } from './card-path.ts';
import { benchInsert } from './insert.ts';
import { fsyncProbeMs, round } from './measure.ts';
import { benchMqttPath } from './mqtt-path.ts';
import { benchOsdp } from './osdp.ts';
import { benchSearch } from './search.ts';
import { benchStart } from './start.ts';

const benches = {
  board: benchBoard,
  cardPath: benchCardPath,
  mqttPath: benchMqttPath,
  insert: benchInsert,
  osdp: benchOsdp,
  search: benchSearch,
  start: benchStart,
};
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const results: Record<string, unknown> = {
  at: new Date().toISOString(),
  node: process.version,
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  fsyncMs: round(fsyncProbeMs(), 3),
};
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  results[name] = await bench();
}
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
