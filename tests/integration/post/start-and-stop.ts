/** Starts a demo post with everything in it, waits for its first alarm, stops it, and then does nothing more. */
import { demoConfig } from '../../../src/main/devices/simulate/index.ts';
import { openPost } from '../../unit/api/open-post.ts';

const open = await openPost({ config: demoConfig('simulated'), scenario: 'tour' });
const guard = await open.as('guard');
for await (const event of await guard.live.watch()) if (event.type === 'alarm') break;
await open.close();
process.stdout.write('stopped\n');
