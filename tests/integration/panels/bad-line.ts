/** A TCP line between a client and a broker that can be cut, mended, and made to hold everything back; and that may change what passes. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface BadLine {
  readonly port: number;
  /** Ends every connection and takes no new one. */
  cut(): void;
  /** Takes connections again. */
  mend(): void;
  /** Bytes of both directions stay where they are; connections stay open. Answers how to let go. */
  hold(): () => void;
  /** What clients send stays where it is, as long as their connections last; what the broker sends passes. */
  holdAnswers(): void;
  close(): Promise<void>;
}

/** What becomes of each chunk; made anew for each connection. */
export type Passing = () => (chunk: Buffer) => Buffer;

const asItIs: Passing = () => (chunk) => chunk;

/** A line to this port of the loopback. */
export async function startBadLine(brokerPort: number, passing: { readonly fromClient?: Passing; readonly toClient?: Passing } = {}): Promise<BadLine> {
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  let isCut = false;
  let isHeld = false;
  const pass = (from: Socket, to: Socket, change: (chunk: Buffer) => Buffer): void => {
    sockets.add(from);
    from.on('error', () => undefined);
    from.on('data', (chunk: Buffer) => to.write(change(chunk)));
    from.once('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    if (isHeld) from.pause();
  };
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const broker = connect(brokerPort, '127.0.0.1');
    clients.add(client);
    client.once('close', () => clients.delete(client));
    pass(client, broker, (passing.fromClient ?? asItIs)());
    pass(broker, client, (passing.toClient ?? asItIs)());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    cut() {
      isCut = true;
      end();
    },
    mend() {
      isCut = false;
    },
    hold() {
      isHeld = true;
      for (const socket of sockets) socket.pause();
      return () => {
        isHeld = false;
        for (const socket of sockets) socket.resume();
      };
    },
    holdAnswers() {
      for (const client of clients) client.pause();
    },
    async close() {
      end();
      server.close();
      await once(server, 'close');
    },
  };
}
