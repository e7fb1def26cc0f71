/** Opens a new log and closes it. Argument: file. */
import { openStore } from '../../../src/main/store/index.ts';

const opened = openStore({ file: process.argv[2] ?? '', clock: { utcMs: () => 0, monoMs: () => 0 } });
if (!opened.ok) throw new Error(opened.error.detail);
await opened.value.close();
