#!/usr/bin/env node
/** The `guardpost` command: sets up what is missing, then hands over to src/main/cli.ts on the pinned Node. No logic of the post here. */
import { join } from 'node:path';
import { ensureReady, pinnedEnv, pinnedNode, root, runAs, say } from './setup.mjs';

const args = process.argv.slice(2);

try {
  // Only `start` shows screens.
  await ensureReady({ build: args[0] === 'start' });
  process.exitCode = await runAs(pinnedNode, [join(root, 'src', 'main', 'cli.ts'), ...args], { env: pinnedEnv() });
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
