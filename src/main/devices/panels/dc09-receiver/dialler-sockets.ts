/**
 * One TCP port that diallers connect to: takes frames, writes answers. Bounded against whoever keeps connections or
 * frames open. Must not know what a frame means.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { Deframer } from '../dc09/deframer.ts';

export interface DiallerLimits {
  /** From the first byte of a frame to its last. */
  readonly frameMs: number;
  /** From the connection to its first frame. */
  readonly firstFrameMs: number;
  readonly connections: number;
}
export const defaultLimits: DiallerLimits = { frameMs: 10_000, firstFrameMs: 60_000, connections: 256 };

export interface Dialler {
  /** Does nothing when the dialler has gone. */
  write(bytes: Uint8Array): void;
  /** No more is read from it until `resume`. */
  pause(): void;
  resume(): void;
}

export interface DiallerSocketsOptions {
  readonly limits: DiallerLimits;
  readonly frame: (bytes: Buffer, dialler: Dialler) => void;
  /** Bytes that were no frame, or a frame that did not end. */
  readonly noise: (bytes: number) => void;
  readonly listening: (port: number) => void;
  /** The port can't be had, or was lost. */
  readonly failed: (error: NodeJS.ErrnoException) => void;
}

export class DiallerSockets {
  readonly #options: DiallerSocketsOptions;
  /** Oldest sign of life first. */
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;

  constructor(options: DiallerSocketsOptions) {
    this.#options = options;
  }

  listen(host: string, port: number): void {
    const server = createServer((socket) => this.#take(socket));
    this.#server = server;
    server.on('error', (error) => {
      if (this.#server !== server) return;
      this.#server = null;
      server.close();
      this.#options.failed(error);
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      this.#options.listening(typeof address === 'object' && address !== null ? address.port : port);
    });
  }

  /** No new connections; `end` cuts those that are there. */
  stopListening(): void {
    this.#server?.close();
    this.#server = null;
  }

  end(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  #take(socket: Socket): void {
    const { limits } = this.#options;
    if (this.#sockets.size >= limits.connections) {
      // Who has been quiet for longest makes room: a dialler that is needed connects again.
      const [quietest] = this.#sockets;
      quietest?.destroy();
      if (quietest !== undefined) this.#sockets.delete(quietest);
    }
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);
    const deframer = new Deframer();
    let timer = setTimeout(() => socket.destroy(), limits.firstFrameMs);
    let isPending = false;
    const dialler: Dialler = {
      write: (bytes) => void (socket.writable && socket.write(bytes)),
      pause: () => void socket.pause(),
      resume: () => void socket.resume(),
    };
    socket.on('data', (chunk: Buffer) => {
      const { frames, tooLong } = deframer.push(chunk);
      if (frames.length > 0) this.#alive(socket);
      for (const frame of frames) this.#options.frame(frame, dialler);
      if (tooLong) socket.destroy();
      if (frames.length > 0 || (deframer.isPending && !isPending)) {
        clearTimeout(timer);
        if (deframer.isPending) timer = setTimeout(() => socket.destroy(), limits.frameMs);
      }
      isPending = deframer.isPending;
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      this.#sockets.delete(socket);
      const noise = deframer.discardedBytes + (deframer.isPending ? 1 : 0);
      if (noise > 0) this.#options.noise(noise);
    });
  }

  #alive(socket: Socket): void {
    if (this.#sockets.delete(socket)) this.#sockets.add(socket);
  }
}
