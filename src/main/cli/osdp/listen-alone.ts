/** Listens on a port without sending a byte: what a control panel and its readers say to each other, where no post of ours runs. */
import type { TraceLine } from '../../../shared/model/reader-tools.ts';
import { createSerialLink } from '../../devices/link/serial-link.ts';
import { Deframer } from '../../devices/readers/osdp/deframer.ts';
import { Bystander } from '../../devices/readers/osdp/trace/bystander.ts';
import type { Shell } from '../command.ts';
import { systemClock } from '../open-data.ts';
import type { CaptureFile } from './capture-file.ts';

export interface AloneOptions {
  readonly shell: Shell;
  readonly file: CaptureFile | null;
  readonly signal: AbortSignal;
  readonly print: (line: TraceLine) => void;
}

/** Until the signal is given; a port that is not there is told and waited for. Answers the exit code. */
export async function listenAlone(path: string, baudRate: number, { shell, file, signal, print }: AloneOptions): Promise<number> {
  const deframer = new Deframer();
  const bystander = new Bystander({ keys: [] });
  const link = createSerialLink({ path, baudRate, clock: systemClock });
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  let wasUp = false;
  let badChecks = 0;
  link.start({
    up: () => {
      wasUp = true;
      shell.err(shell.say('cli.osdp.trace.listening', { path, baud: baudRate }));
    },
    down: (cause, detail) => shell.err(shell.say('cli.osdp.trace.down', { path, detail: detail ?? cause })),
    bytes(chunk, atUtcMs, atMonoMs) {
      const seen = deframer.push(chunk, atMonoMs);
      badChecks += seen.badChecks;
      for (const frame of seen.frames) {
        const { fromReader, verdict, ...heard } = bystander.hear(frame);
        const line: TraceLine = { ...heard, atUtcMs, direction: fromReader ? 'in' : 'out', good: verdict !== 'badMac' && verdict !== 'wrongKey' };
        print(line);
        file?.addLine({ ...line, hex: Buffer.from(frame.bytes).toString('hex') });
      }
    },
  });
  if (!signal.aborted) await ended;
  await link.stop();
  if (badChecks > 0) shell.err(shell.say('cli.osdp.trace.badChecks', { badChecks }));
  return wasUp ? 0 : 1;
}
