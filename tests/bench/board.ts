/** The board under load (P4, P10, P11, F14): each part with a ground of its own. `npm run bench -- board`; `--long` pours for ten minutes. */

import { benchBoardFlood } from './board-flood.ts';
import { type Ground, openGround } from './board-ground.ts';
import { benchBoardLatency } from './board-latency.ts';
import { benchBoardLoad } from './board-load.ts';
import { benchBoardRecovery } from './board-recovery.ts';
import { benchBoardRestart } from './board-restart.ts';
import { benchBoardSeats } from './board-seats.ts';

const parts = {
  latency: benchBoardLatency,
  load: benchBoardLoad,
  flood: benchBoardFlood,
  restart: benchBoardRestart,
  seats: benchBoardSeats,
  recovery: benchBoardRecovery,
};

export async function benchBoard() {
  const long = process.argv.includes('--long');
  const only = process.argv.flatMap((word) => (word.startsWith('--part=') ? [word.slice('--part='.length)] : []));
  const results: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(parts) as [string, (ground: Ground, long: boolean) => Promise<unknown>][]) {
    if (only.length > 0 && !only.includes(name)) continue;
    process.stderr.write(`  ${name} …\n`);
    const ground = await openGround();
    results[name] = await part(ground, long);
    await ground.end();
  }
  return results;
}
