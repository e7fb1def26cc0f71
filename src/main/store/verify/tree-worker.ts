/** The tree pass in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { type TreeTask, treePass } from './tree-pass.ts';

parentPort?.postMessage(await treePass(workerData as TreeTask));
