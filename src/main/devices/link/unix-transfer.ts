/**
 * Reading and writing an open port of Linux or macOS straight, on the descriptor that the bindings opened (it never blocks).
 * The bindings' own way goes through the threads that all files of the process share, spins when the port is hung up, and
 * stops listening while a write waits.
 */
import { readSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** What is used of the bindings' port. */
export interface UnixPort {
  /** null once closed. */
  readonly fd: number | null;
  readonly poller: { once(event: 'readable', call: (error: Error | null) => void): unknown };
}

/** A driver whose buffer is full is asked again this often. */
const fullRetryMs = 5;

/** Waits for at least one byte and answers how many came. Rejects when the port is hung up or closed. */
export async function readUnix(port: UnixPort, into: Buffer): Promise<number> {
  for (;;) {
    await readable(port);
    const count = unlessBusy(() => readSync(openFd(port), into));
    if (count === 0) throw new Error('the port was hung up');
    if (count !== null) return count;
  }
}

/** Resolves when the driver has all bytes. Rejects when the port is hung up or closed. */
export async function writeUnix(port: UnixPort, bytes: Buffer): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    const taken = unlessBusy(() => writeSync(openFd(port), bytes, at));
    if (taken === null) await pause(fullRetryMs);
    else at += taken;
  }
}

function readable(port: UnixPort): Promise<void> {
  return new Promise((resolve, reject) => {
    openFd(port);
    port.poller.once('readable', (error) => (error ? reject(error) : resolve()));
  });
}

function openFd({ fd }: UnixPort): number {
  if (fd === null) throw new Error('the port is closed');
  return fd;
}

/** What the call answered, or null where the driver asks to try again. */
function unlessBusy(call: () => number): number | null {
  try {
    return call();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR')) return null;
    throw error;
  }
}
