/**
 * `npm run fault`: the fault tests with the long counts of reliability.md (100 rounds of kill -9, 1000 pulled cables instead of
 * a few, three minutes of readers on a bad line, floods of 100,000 messages, a link that is away for a minute). Takes half an hour.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const longCounts = {
  GUARDPOST_KILL_ROUNDS: '100',
  GUARDPOST_REPLUG_CYCLES: '1000',
  GUARDPOST_SOAK_SECONDS: '180',
  GUARDPOST_ALARM_KILL_ROUNDS: '100',
  GUARDPOST_BROKER_KILLS: '20',
  GUARDPOST_POWER_CUTS: '50',
  GUARDPOST_CUT_SECONDS: '60',
  GUARDPOST_FLOOD: '100000',
};
const { status } = spawnSync(process.execPath, [resolve(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/fault', '--testTimeout=1200000'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...longCounts, ...process.env },
});
process.exitCode = status ?? 1;
