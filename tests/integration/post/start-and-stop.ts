/** Starts a demo post with everything in it, waits for its first alarm, stops it, and then does nothing more. */
import { demoConfig } from '../../../src/main/devices/simulate/index.ts';
import { eventsIn } from '../../../src/shared/contract/live-events.ts';
import { openPost } from '../../unit/api/open-post.ts';

const open = await openPost({ config: demoConfig('simulated'), scenario: 'tour' });
const guard = await open.as('guard');
for await (const event of eventsIn(await guard.live.watch())) {
  // On a busy machine the first alarms are there before this seat is, and the next comes much later.
  if (event.type === 'alarm' || (event.type === 'snapshot' && event.alarms.length > 0)) break;
}
await open.close();
process.stdout.write('stopped\n');
