/** `npm run fault`: the fault tests with the long counts of reliability.md (100 rounds of kill -9 instead of a few). Takes several minutes. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const { status } = spawnSync(process.execPath, [resolve(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/fault', '--testTimeout=1200000'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, GUARDPOST_KILL_ROUNDS: process.env.GUARDPOST_KILL_ROUNDS ?? '100' },
});
process.exitCode = status ?? 1;
