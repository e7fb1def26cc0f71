/** A TCP proxy that tells each MQTT packet type going to the broker. It changes nothing on the way. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TappedProxy {
  readonly port: number;
  close(): Promise<void>;
}

/** `sent` gets the packet type (MQTT 3.1.1, 2.2.1) of each packet from the client, when it has passed. */
export async function startTappedProxy(brokerPort: number, sent: (packetType: number) => void): Promise<TappedProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const broker = connect(brokerPort, '127.0.0.1');
    for (const socket of [client, broker]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        client.destroy();
        broker.destroy();
      });
    }
    const split = packetSplitter(sent);
    client.on('data', (chunk: Buffer) => {
      split(chunk);
      broker.write(chunk);
    });
    broker.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function packetSplitter(sent: (packetType: number) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const size = packetSize(rest);
      if (size === null || size > rest.length) return;
      sent((rest[0] ?? 0) >> 4);
      rest = rest.subarray(size);
    }
  };
}

function packetSize(bytes: Buffer): number | null {
  let remaining = 0;
  for (let index = 1; index <= 4; index += 1) {
    const byte = bytes[index];
    if (byte === undefined) return null;
    remaining += (byte & 0x7f) * 128 ** (index - 1);
    if (byte < 0x80) return 1 + index + remaining;
  }
  return null;
}
