#!/usr/bin/env node
/** The `guardpost` command: sets up what is missing, then hands over to src/main/cli.ts on the pinned Node. No logic of the post here. */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ensureReady, pinnedEnv, pinnedNode, root, runAs, say, stopSignals } from './setup.mjs';

const args = process.argv.slice(2);
const isStart = args[0] === 'start';
/** A `start` that is told to stop while nothing runs yet has done what it was told. */
let isAsked = false;
if (isStart) {
  for (const signal of stopSignals) {
    process.on(signal, () => {
      isAsked = true;
    });
  }
}

try {
  // Only `start` shows screens.
  await ensureReady({ build: isStart });
  // A signal that came while the set-up blocked everything is heard only now.
  await setImmediate();
  if (!isAsked)
    process.exitCode = await runAs(pinnedNode, [join(root, 'src', 'main', 'cli.ts'), ...args], { env: pinnedEnv(), stoppedCode: isStart ? 0 : 130 });
} catch (error) {
  // The set-up's own programs may have got the signal too.
  await setImmediate();
  if (!isAsked) {
    say(error.message);
    process.exitCode = 1;
  }
}
