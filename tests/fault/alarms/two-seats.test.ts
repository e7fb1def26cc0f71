import { createORPCClient, ORPCError, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, expect, it } from 'vitest';
import type { Contract } from '../../../src/shared/contract/index.ts';
import { guardpost } from '../../fixtures/post-process.ts';
import { type Ground, openGround, quickBroker } from './ground.ts';

type Client = ContractRouterClient<Contract>;
let ground: Ground;
const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await ground.close();
});

async function seatOf(url: string, name: string, secret: string): Promise<Client> {
  const websocket = new WebSocket(`${url.replace('http', 'ws').replace(/\/$/, '')}/rpc`);
  sockets.push(websocket);
  await new Promise((resolve, reject) => {
    websocket.addEventListener('open', resolve, { once: true });
    websocket.addEventListener('error', () => reject(new Error('refused')), { once: true });
  });
  const client = createORPCClient<Client>(new RPCLink({ websocket }));
  await client.session.signIn({ name, secret });
  return client;
}

it('two seats that acknowledge every alarm at the same moment: each alarm has one winner, the other is told, and both are in the log', async () => {
  ground = await openGround({ brokerSettings: quickBroker });
  for (const [name, pin] of [
    ['Ana', '135791'],
    ['Omar', '246810'],
  ] as const)
    await guardpost(['user', 'add', '--data', ground.dataDir, '--name', name, '--role', 'operator', '--pin', pin]);
  const post = await ground.startPost();
  const teller = await ground.teller();
  await ground.joined();
  await teller.tell(60);
  await ground.kept(60);
  const seats = await Promise.all([seatOf(post.url, 'Ana', '135791'), seatOf(post.url, 'Omar', '246810')]);
  const alarms = ground.evidence().board();
  expect(alarms).toHaveLength(60);
  const outcomes = await Promise.all(
    alarms.map(async ({ alarmId, revision }) => {
      const answers = await Promise.all(seats.map((seat) => safe(seat.alarms.acknowledge({ alarmId, revision, reason: 'seen' }))));
      return {
        alarmId,
        winners: answers.flatMap(([, alarm]) => alarm?.acknowledgedBy ?? []),
        losers: answers.map(([error]) => error).filter((error) => error !== null),
      };
    }),
  );
  expect(outcomes.every(({ winners, losers }) => winners.length === 1 && losers.length === 1)).toBe(true);
  expect(outcomes.flatMap(({ losers }) => losers).every((error) => error instanceof ORPCError && error.code === 'CONFLICT')).toBe(true);
  await post.stop();
  const rows = ground
    .evidence()
    .payloads('alarm.acknowledged')
    .map((payload) => payload.alarmId);
  expect(rows.sort()).toEqual(alarms.map((alarm) => alarm.alarmId).sort());
  // Both are in the log: who was first, and who answered a moment later.
  const late = ground
    .evidence()
    .payloads('alarm.tooLate')
    .map((payload) => payload.alarmId);
  expect(late.sort()).toEqual(rows);
});
