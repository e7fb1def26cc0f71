import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { linkOver } from '../../../../src/renderer/transport/links.ts';

/** The page's world around the two files: a window, and the address of a post. */
let post: WebSocketServer;
let http: ReturnType<typeof createServer>;
const callers: string[] = [];

beforeEach(async () => {
  callers.length = 0;
  http = createServer();
  post = new WebSocketServer({ server: http });
  post.on('connection', (_socket: ServerSocket, request: IncomingMessage) => callers.push(request.url ?? ''));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  vi.stubGlobal('location', { protocol: 'http:', host: hostOf() });
  vi.stubGlobal('window', {});
  vi.resetModules();
});

afterEach(async () => {
  for (const client of post.clients) client.terminate();
  post.close();
  http.close();
  await once(http, 'close');
  vi.unstubAllGlobals();
});

const hostOf = (): string => `127.0.0.1:${(http.address() as AddressInfo).port}`;
const loadSocketFile = () => import('../../../../src/renderer/transport/socket.ts');

/** What a link over this socket tells, in order. */
function heardOver(socket: WebSocket): string[] {
  const heard: string[] = [];
  linkOver(socket, { opened: () => heard.push('opened'), closed: () => heard.push('closed') });
  return heard;
}

describe('the first connection of a browser seat', () => {
  it('is begun by the file alone, and is given to who asks first', async () => {
    const arrived = once(post, 'connection');
    const { takeSocket } = await loadSocketFile();
    await arrived;
    const first = takeSocket();
    expect(callers).toEqual(['/rpc']);
    const arrivedToo = once(post, 'connection');
    expect(takeSocket()).not.toBe(first);
    await arrivedToo;
    expect(callers).toEqual(['/rpc', '/rpc']);
  });

  it('is not begun in the Electron window, which has a port', async () => {
    vi.stubGlobal('window', { guardpost: {} });
    await loadSocketFile();
    const arrived = once(post, 'connection');
    const other = new WebSocket(`ws://${hostOf()}/other`);
    await arrived;
    expect(callers).toEqual(['/other']);
    other.close();
  });
});

describe('a link over a socket', () => {
  const dial = (): WebSocket => new WebSocket(`ws://${hostOf()}/rpc`);

  it('that is still on its way tells when it opens, and when it is lost', async () => {
    const socket = dial();
    const heard = heardOver(socket);
    expect(heard).toEqual([]);
    await once(socket, 'open');
    expect(heard).toEqual(['opened']);
    for (const client of post.clients) client.terminate();
    await once(socket, 'close');
    expect(heard).toEqual(['opened', 'closed']);
  });

  it('that is open already tells so at once, and once', async () => {
    const socket = dial();
    await once(socket, 'open');
    expect(heardOver(socket)).toEqual(['opened']);
  });

  it('that was lost before anyone took it tells so at once, and never that it is open', async () => {
    const socket = dial();
    await once(socket, 'open');
    for (const client of post.clients) client.terminate();
    await once(socket, 'close');
    expect(heardOver(socket)).toEqual(['closed']);
  });
});
