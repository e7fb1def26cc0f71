/** The `guardpost` command: from here on compiled code is kept. Nothing else, as what is imported here is compiled anew each time. */
import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

// Most of a short command's time goes into compiling its own code. Beside the packages: who may write there may change the code itself.
enableCompileCache(resolve(import.meta.dirname, '../../node_modules/.cache/guardpost'));
const { run } = await import('./cli/run.ts');
process.exit(await run(process.argv.slice(2)));
