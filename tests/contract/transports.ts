/** A real post behind each of the two transports, and a client that speaks the contract to it. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { createPost, type HostKind, type Post } from '../../src/main/compose.ts';
import { parseConfig } from '../../src/main/config/index.ts';
import { appOrigin } from '../../src/main/hosts/electron/app-files.ts';
import { serveSeatPorts } from '../../src/main/hosts/electron/seat-ports.ts';
import { addressOf, bindHttp, createHttpServer } from '../../src/main/hosts/node/http-server.ts';
import { serveSeatSockets } from '../../src/main/hosts/node/seat-sockets.ts';
import { servePost } from '../../src/main/launch/serving.ts';
import type { Contract } from '../../src/shared/contract/index.ts';

export type Client = ContractRouterClient<Contract>;
export interface Seat {
  readonly client: Client;
  close(): void;
}
export interface Transport {
  readonly post: Post;
  /** A new seat; for the window transport each is a window of its own. */
  seat(): Promise<Seat>;
  stop(): Promise<void>;
}

export const users = [
  { name: 'Ana', role: 'guard', pin: '111111' },
  { name: 'Omar', role: 'operator', pin: '222222' },
  { name: 'Lin', role: 'lead', pin: '333333' },
] as const;

const configText = `
post: { site: Plant 1, name: North gate }
readers:
  - { id: north-in, protocol: em4100, direction: in, simulated: true }
  - { id: bus1, protocol: osdp, simulated: true, devices: [{ id: turnstile-1, address: 0, secure: "off" }] }
broker: { port: 0 }
`;

async function openPost(host: HostKind): Promise<{ post: Post; remove(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guardpost-contract-'));
  const config = parseConfig(configText);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  const made = await createPost({ config: config.value, dataDir, host, version: 'test', demo: { users }, scenario: null, hashCost: { ln: 4, r: 8, p: 1 } });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  await made.value.start();
  const remove = async (): Promise<void> => {
    await made.value.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { post: made.value, remove };
}

export async function overWebSocket(): Promise<Transport> {
  const { post, remove } = await openPost('node');
  const serving = servePost(post);
  let port = 0;
  const host = '127.0.0.1';
  const http = await createHttpServer({ host, tls: null, pageDir: null, serving: () => serving, port: () => port });
  const bound = await bindHttp(http, host, 0);
  if (!bound.ok) throw new Error(JSON.stringify(bound.error));
  port = bound.value;
  const sockets = serveSeatSockets({ server: http.server, host, secure: false, port: () => port, serving: () => serving });
  return {
    post,
    async seat() {
      const websocket = new WebSocket(`${addressOf(host, port, false).replace('http', 'ws')}/rpc`);
      await new Promise((resolve, reject) => {
        websocket.addEventListener('open', resolve, { once: true });
        websocket.addEventListener('error', () => reject(new Error('refused')), { once: true });
      });
      return { client: createORPCClient<Client>(new SocketLink({ websocket })), close: () => websocket.close() };
    },
    async stop() {
      await sockets.stop();
      await http.close();
      await remove();
    },
  };
}

/** The Electron host's own code; only what Electron itself would bring is played: the channel, and who sends. */
export async function overMessagePort(): Promise<Transport> {
  const { post, remove } = await openPost('electron');
  const serving = servePost(post);
  const ipcMain = new EventEmitter();
  const ports = serveSeatPorts({ ipcMain, newChannel: () => new MessageChannel(), serving: () => serving });
  let windows = 0;
  return {
    post,
    async seat() {
      windows += 1;
      const received = Promise.withResolvers<MessagePort>();
      const sender = { id: windows, postMessage: (_channel: string, _message: null, [given]: [MessagePort]) => received.resolve(given) };
      ipcMain.emit('guardpost:connect', { sender, senderFrame: { url: `${appOrigin}/`, parent: null } });
      const port = await received.promise;
      const link = new PortLink({ port });
      port.start();
      return { client: createORPCClient<Client>(link), close: () => port.close() };
    },
    async stop() {
      ports.stop();
      await remove();
    },
  };
}
