/** WebSocket seats of the Node host: checks who knocks, hands the socket to oRPC, cuts off who floods or doesn't keep up. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Serving } from '../../launch/serving.ts';
import { createBucket } from './rate-limit.ts';
import { seatIdOf } from './seat-cookie.ts';
import { allowedHostNames, isOwnHost, isOwnOrigin } from './security.ts';
import { cookieName, readCookie } from './session-cookie.ts';

export interface SeatSocketOptions {
  readonly server: Server;
  readonly host: string;
  readonly secure: boolean;
  readonly port: () => number;
  readonly serving: () => Serving | null;
}

/** The picture of a site plan goes up to 4 MB, as base64. */
const maxMessageBytes = 6_000_000;
/** A seat that has so much to take is told no more until it has: what it would be told waits where it can be put together. */
const enoughBytes = 1_000_000;
/** A seat that has not taken this much is gone or hopelessly slow; it reconnects and gets a snapshot. */
const maxBacklogBytes = 8_000_000;
const messagesPerSecond = 200;
const pingEveryMs = 15_000;
const maxSeats = 64;

export interface SeatSockets {
  /** Drops every connection; the pages come back by themselves. */
  dropAll(): void;
  stop(): Promise<void>;
}

/** Starts to take connections on `/rpc`. */
export function serveSeatSockets(options: SeatSocketOptions): SeatSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
  const names = allowedHostNames(options.host);
  const answering = new WeakSet<WebSocket>();

  function refusalOf(request: IncomingMessage): string | null {
    const { host, origin } = request.headers;
    if (!isOwnHost(host, names) || !isOwnOrigin(origin, host, options.secure)) return '403 Forbidden';
    return request.url === '/rpc' ? null : '404 Not Found';
  }

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const serving = options.serving();
    const refusal = refusalOf(request) ?? (sockets.clients.size < maxSeats ? null : '503 Service Unavailable');
    if (refusal !== null || !serving) {
      refuse(socket, refusal ?? '503 Service Unavailable');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      answering.add(client);
      client.on('pong', () => answering.add(client));
      const token = readCookie(request.headers.cookie, cookieName(options.port(), options.secure));
      serveSeat(client, serving, { seatId: seatIdOf(request.headers.cookie, options.port()), token });
    });
  };

  const heartbeat = setInterval(() => {
    for (const client of sockets.clients) {
      if (!answering.delete(client)) client.terminate();
      else client.ping();
    }
  }, pingEveryMs);
  options.server.on('upgrade', onUpgrade);

  function dropAll(): void {
    for (const client of sockets.clients) client.close(1012, 'restarting');
  }

  return {
    dropAll,
    async stop() {
      clearInterval(heartbeat);
      options.server.off('upgrade', onUpgrade);
      for (const client of sockets.clients) client.terminate();
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Sends; where much waits already, the answer comes when this is on its way. A socket that ends answers too. */
function sent(client: WebSocket, data: Parameters<WebSocket['send']>[0]): Promise<void> | undefined {
  if (client.bufferedAmount < enoughBytes) {
    client.send(data);
    return undefined;
  }
  return new Promise((resolve) => client.send(data, () => resolve()));
}

/** The two things that oRPC needs of a socket, with our limits in between. */
type SeatSocket = Parameters<RPCHandler<Record<never, never>>['upgrade']>[0];

function serveSeat(client: WebSocket, serving: Serving, who: Parameters<Serving['connect']>[0]): void {
  const seat = serving.connect(who);
  const bucket = createBucket(messagesPerSecond, 2 * messagesPerSecond);
  client.on('error', () => client.terminate());
  client.on('message', () => {
    if (!bucket.take(performance.now())) client.close(1008, 'too many messages');
  });
  client.once('close', () => serving.disconnect(seat));
  const limited: SeatSocket = {
    addEventListener: client.addEventListener.bind(client),
    send(data: Parameters<WebSocket['send']>[0]) {
      if (client.bufferedAmount > maxBacklogBytes) client.terminate();
      else if (client.readyState === client.OPEN) return sent(client, data);
      return undefined;
    },
  };
  const handler = new RPCHandler(serving.router);
  void handler.upgrade(limited, { context: { seat } });
}
