/**
 * Seats without a screen: each signs in, watches, and notes when it is told of a beacon (see board-feed.ts).
 * Arguments: url of the post, how many seats. On each SIGUSR2 it prints `seats {…}` about the time since the one before.
 */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../../src/shared/contract/index.ts';
import { eventsIn } from '../../../src/shared/contract/live-events.ts';
import { percentile, round, sharedClockMs } from '../measure.ts';

export interface SeatFigures {
  readonly told: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly events: number;
  readonly snapshots: number;
  readonly ended: number;
}

const [url = '', count = '1'] = process.argv.slice(2);
let lateMs: number[] = [];
let [events, snapshots, ended] = [0, 0, 0];

async function watch(client: ContractRouterClient<Contract>): Promise<void> {
  // A beacon is told again when it is passed on to somebody.
  const known = new Set<string>();
  for await (const event of eventsIn(await client.live.watch())) {
    events += 1;
    if (event.type === 'snapshot') snapshots += 1;
    if (event.type !== 'alarm' || event.alarm.count > 1 || event.alarm.state !== 'unacknowledged') continue;
    const sentTenths = /^beacon(\d+)$/.exec(event.alarm.source)?.[1];
    if (sentTenths === undefined || known.has(sentTenths)) continue;
    known.add(sentTenths);
    lateMs.push(sharedClockMs() - Number(sentTenths) / 10);
  }
}

async function seat(): Promise<void> {
  const websocket = new WebSocket(`${url.replace('http', 'ws')}/rpc`);
  await new Promise((resolve) => websocket.addEventListener('open', resolve, { once: true }));
  const client = createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ websocket }));
  await client.session.signIn({ name: 'Bench', secret: '246810' });
  const gone = () => {
    ended += 1;
  };
  watch(client).then(gone, gone);
}

process.on('SIGUSR2', () => {
  const figures: SeatFigures = { told: lateMs.length, p50Ms: round(percentile(lateMs, 50)), p99Ms: round(percentile(lateMs, 99)), events, snapshots, ended };
  process.stdout.write(`seats ${JSON.stringify(figures)}\n`);
  lateMs = [];
  [events, snapshots] = [0, 0];
});
for (let n = 0; n < Number(count); n += 1) await seat();
process.stdout.write('ready\n');
