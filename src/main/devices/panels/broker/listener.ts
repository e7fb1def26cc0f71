/** The socket in front of the embedded broker: plain or TLS. Must not know MQTT. */
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { BrokerConfig } from '../../../../shared/model/config.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';

export interface ListenProblem {
  readonly code: 'portTaken' | 'badCertificate' | 'ioError';
  readonly detail: string;
}

export interface Listener {
  readonly port: number;
  /** Takes no more connections and ends those that are open. */
  stop(): Promise<void>;
}

/** Listens as configured; port 0 picks a free one. */
export async function listen(config: BrokerConfig, accept: (socket: Socket) => void): Promise<Result<Listener, ListenProblem>> {
  const sockets = new Set<Socket>();
  const created = createListening(config, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Alarms are small: they must not wait for a fuller packet.
    socket.setNoDelay(true);
    accept(socket);
  });
  if (!created.ok) return created;
  const server = created.value;
  const problem = await new Promise<Error | null>((resolve) => {
    server.once('error', resolve);
    server.listen({ host: config.host, port: config.port }, () => resolve(null));
  });
  if (problem !== null) return fail({ code: Reflect.get(problem, 'code') === 'EADDRINUSE' ? 'portTaken' : 'ioError', detail: problem.message });
  server.removeAllListeners('error');
  // A failed accept (no file handles left) concerns one client; the broker goes on.
  server.on('error', () => undefined);
  const address = server.address();
  return ok({ port: typeof address === 'object' && address !== null ? address.port : config.port, stop: () => stop(server, sockets) });
}

function createListening(config: BrokerConfig, accept: (socket: Socket) => void): Result<Server, ListenProblem> {
  if (config.tls === null) return ok(createServer(accept));
  try {
    const server = createTlsServer({ cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) }, accept);
    // A client without TLS, or one that does not trust us, is no reason to fall.
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    return ok(server);
  } catch (error) {
    return fail({ code: 'badCertificate', detail: error instanceof Error ? error.message : String(error) });
  }
}

async function stop(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await closed;
}
