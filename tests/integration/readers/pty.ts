/** Pseudo terminals by socat: a real serial port to the console, with the test at the other end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Cable {
  /** What the console opens. */
  readonly path: string;
  plug(): Promise<void>;
  /** Ends socat, which hangs the console's side up. */
  unplug(): Promise<void>;
  /** The device is there but takes and sends nothing, until `wake`. */
  hang(): void;
  wake(): void;
  send(bytes: Uint8Array): void;
  /** What the console wrote. */
  received(bytes: number): Promise<Buffer>;
  dispose(): Promise<void>;
}

/** A cable in its own temporary folder, not plugged in. */
export async function createCable(): Promise<Cable> {
  const folder = await mkdtemp(join(tmpdir(), 'guardpost-pty-'));
  const path = join(folder, 'reader');
  let far: ChildProcess | null = null;
  const cable: Cable = {
    path,
    async plug() {
      const child = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${path}`, 'stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
      far = child;
      for await (const line of createInterface({ input: child.stderr })) if (line.includes('starting data transfer')) break;
      child.stderr.resume();
      child.stdin.on('error', () => undefined);
    },
    async unplug() {
      if (far === null) return;
      const gone = once(far, 'exit');
      far.kill('SIGTERM');
      far.kill('SIGCONT');
      await gone;
      far = null;
    },
    hang() {
      far?.kill('SIGSTOP');
    },
    wake() {
      far?.kill('SIGCONT');
    },
    send(bytes) {
      far?.stdin?.write(bytes);
    },
    async received(bytes) {
      const chunks: Buffer[] = [];
      const out = far?.stdout;
      if (!out) throw new Error('nothing is plugged in');
      while (Buffer.concat(chunks).length < bytes) {
        const [chunk] = (await once(out, 'data')) as [Buffer];
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
    async dispose() {
      await cable.unplug();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return cable;
}
