/**
 * One serial port from its opening to its end, whatever ends it. Knows the quirks of the `serialport` package.
 * Whether and when to try again is the link's business.
 */
import { SerialPort } from 'serialport';
import type { DeviceCause } from '../../../shared/model/devices.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { causeOfOpenFailure } from './open-failure.ts';

export interface PortEnd {
  readonly cause: DeviceCause;
  readonly detail: string | null;
}

/** Most bytes delivered in one turn of the event loop, so that a device sending flat out leaves room for the others. */
const chunkBytes = 4096;
/** What may wait to be written; a device that takes nothing must not fill the memory. */
const writeBacklogBytes = 16_384;

/** Opens and locks the port. */
export function openSerialSession(path: string, baudRate: number): Promise<Result<SerialSession, PortEnd>> {
  return new Promise((resolve) => {
    const refuse = (error: Error): void => resolve(fail({ cause: causeOfOpenFailure(error.message), detail: error.message }));
    try {
      const port = new SerialPort({ path, baudRate, autoOpen: false, lock: true, highWaterMark: chunkBytes });
      port.open((error) => (error ? refuse(error) : resolve(ok(new SerialSession(port)))));
    } catch (error) {
      refuse(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

export class SerialSession {
  /** Resolves when the port is gone; never rejects. */
  readonly ended: Promise<PortEnd>;
  readonly #port: SerialPort;
  #end: (end: PortEnd) => void = () => undefined;
  #hold: NodeJS.Timeout | null = null;

  constructor(port: SerialPort) {
    this.#port = port;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    port.on('close', (error: Error | null) => this.#end({ cause: 'unplugged', detail: error?.message ?? null }));
    port.on('error', (error) => this.#end({ cause: 'unplugged', detail: error.message }));
  }

  receive(bytes: (chunk: Uint8Array) => void): void {
    this.#port.on('data', (chunk: Buffer) => bytes(Uint8Array.from(chunk)));
  }

  write(bytes: Uint8Array): void {
    if (!this.#port.isOpen || this.#port.writableLength > writeBacklogBytes) return;
    this.#port.write(Buffer.from(bytes), (error) => {
      if (error) this.#end({ cause: 'writeFailed', detail: error.message });
    });
  }

  /** Stops reading for a while; the system's buffer and then the sender wait. */
  holdBack(holdMs: number): void {
    this.#release();
    this.#port.pause();
    this.#hold = setTimeout(() => {
      this.#hold = null;
      this.#port.resume();
    }, holdMs);
  }

  /** Closes the port, if it is not closed yet. Never rejects: a port that is gone may well fail to close. */
  close(): Promise<void> {
    this.#release();
    this.#port.removeAllListeners('data');
    if (!this.#port.isOpen) return Promise.resolve();
    return new Promise((resolve) => this.#port.close(() => resolve()));
  }

  #release(): void {
    if (this.#hold !== null) clearTimeout(this.#hold);
    this.#hold = null;
  }
}
