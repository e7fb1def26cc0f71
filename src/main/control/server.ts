/**
 * The control socket of a post that runs: commands of this user reach it there, nobody else.
 * It knows no device and writes no row; what a call does is the post's business.
 */
import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { type ControlAddress, reserveControlAddress } from './address.ts';
import { type ConnectionOptions, serveConnection } from './connection.ts';

export interface ControlServerOptions extends ConnectionOptions {
  /** Held by this post: what is left there of another one is taken away. */
  readonly dataDir: string;
}

export interface ControlServer {
  readonly path: string;
  /** Ends every call and waits for them; leaves no handle and no file. */
  stop(): Promise<void>;
}

const maxConnections = 16;

/** Listens; the error is what the system said. A post works without it, but no command reaches it. */
export async function startControlServer(options: ControlServerOptions): Promise<Result<ControlServer, string>> {
  let address: ControlAddress | null = null;
  try {
    address = reserveControlAddress(options.dataDir);
    return ok(await listen(address, options));
  } catch (error) {
    address?.release();
    return fail(error instanceof Error ? error.message : String(error));
  }
}

async function listen(address: ControlAddress, options: ConnectionOptions): Promise<ControlServer> {
  const open = new Map<Socket, { end(): Promise<void> }>();
  const server = createServer((socket) => {
    open.set(socket, serveConnection(socket, options));
    socket.on('close', () => open.delete(socket));
  });
  server.maxConnections = maxConnections;
  await bind(server, address.path);
  // A connection that broke while it was accepted is not a reason to end the post.
  server.on('error', (error) => options.logBug('control socket', error));
  return {
    path: address.path,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([...open.values()].map((connection) => connection.end()));
      // Who does not take the last answer does not keep the post from stopping; the others close by themselves.
      for (const socket of open.keys()) if (socket.writableLength > 0) socket.destroy();
      await closed;
      address.release();
    },
  };
}

async function bind(server: Server, path: string): Promise<void> {
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve();
    });
  });
  // The socket is there when listen() returns: never for a moment may another user open it.
  const usual = process.platform === 'win32' ? null : process.umask(0o177);
  try {
    server.listen(path);
  } finally {
    if (usual !== null) process.umask(usual);
  }
  await listening;
  if (process.platform !== 'win32') chmodSync(path, 0o600);
}
