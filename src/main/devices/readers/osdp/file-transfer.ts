/**
 * Sends a file to a reader in fragments that it has room for (SIA OSDP v2.2, FILETRANSFER and FTSTAT).
 * It knows no line and no clock: requests, waiting and the wish to stop are handed in.
 */
import type { RequestProblem, Timer } from './control-panel/words.ts';
import { maxFrameBytes } from './frame.ts';
import { type Capability, type Command, capabilityFunctions, type Reply } from './messages.ts';
import { fail, ok, type Result } from './result.ts';

export interface FileTransferOptions {
  /** Sends one command to the reader and answers with its reply; `ControlPanel.request` of that reader. */
  readonly request: (command: Command) => Promise<Result<Reply, RequestProblem>>;
  /** What the reader calls this kind of file. */
  readonly type: number;
  readonly bytes: Uint8Array;
  /** The longest frame that the reader takes, in bytes; `receiveBufferBytes(capabilities)`. */
  readonly maxBytes: number;
  readonly timer: Timer;
  readonly onProgress: (sentBytes: number, totalBytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * `empty`: a file without bytes. `status`: the reader gave up, with its own number below 0. `unexpected`: it answers something that is not FTSTAT.
 * `stalled`: it says for too long that it is finishing.
 */
export type FileTransferProblem =
  | { readonly code: 'empty' | 'unexpected' | 'stalled' | 'cancelled' }
  | { readonly code: 'status'; readonly status: number }
  | { readonly code: 'request'; readonly problem: RequestProblem };

/** Header, security block, code, the fields of FILETRANSFER, padding to 16, MAC and CRC: what a fragment has around it at most. */
const overheadBytes = 5 + 2 + 1 + 11 + 16 + 4 + 2;
/** Every reader takes frames of this length (clause 5.6). */
const leastBufferBytes = 128;
const mostFinishingRounds = 600;
/** A reader that is finishing and names no time is asked again after this. */
const finishingPauseMs = 1_000;
const status = { goOn: 0, done: 1, rebooting: 2, finishing: 3 } as const;

/** The longest frame that a reader with these capabilities takes, in bytes: 128 unless PDCAP function 10 says more. */
export function receiveBufferBytes(capabilities: readonly Capability[]): number {
  const said = capabilities.find((capability) => capability.fn === capabilityFunctions.receiveBuffer);
  const bytes = said === undefined ? 0 : said.compliance | (said.count << 8);
  return Math.min(Math.max(bytes, leastBufferBytes), maxFrameBytes);
}

/**
 * Sends the whole file and answers when the reader has it (FTSTAT 1) or restarts with it (2).
 * Delays (milliseconds) and a smaller size that the reader asks for are kept to. An abort is told to the reader with ABORT where it still answers.
 * @returns ok, or why the reader does not have the file. Never throws for what a reader says.
 */
export async function transferFile(options: FileTransferOptions): Promise<Result<void, FileTransferProblem>> {
  const { bytes, signal, onProgress } = options;
  if (bytes.length === 0) return fail({ code: 'empty' });
  let fragmentBytes = fragmentFor(options.maxBytes);
  let finishingRounds = 0;
  for (let offset = 0; ; ) {
    if (signal.aborted) return stopped(options);
    const fragment = bytes.subarray(offset, offset + fragmentBytes);
    const answer = await options.request({ name: 'fileTransfer', type: options.type, totalBytes: bytes.length, offset, fragment });
    if (!answer.ok) return fail({ code: 'request', problem: answer.error });
    if (answer.value.name !== 'ftStat') return fail({ code: 'unexpected' });
    const said = answer.value;
    if (said.status < 0) return fail({ code: 'status', status: said.status });
    offset += fragment.length;
    if (fragment.length > 0) onProgress(offset, bytes.length);
    if (said.newMaxBytes > 0) fragmentBytes = fragmentFor(Math.min(said.newMaxBytes, options.maxBytes));
    if (isEnd(said.status, offset >= bytes.length)) return ok(undefined);
    if (offset >= bytes.length && ++finishingRounds > mostFinishingRounds) return fail({ code: 'stalled' });
    await pause(said.delayMs || (offset >= bytes.length ? finishingPauseMs : 0), options);
  }
}

/** `goOn` after the last byte: older readers never say `done`. */
const isEnd = (said: number, allSent: boolean): boolean => said === status.done || said === status.rebooting || (allSent && said !== status.finishing);

const fragmentFor = (frameBytes: number): number => Math.max(16, Math.min(frameBytes, maxFrameBytes) - overheadBytes);

async function stopped({ request }: FileTransferOptions): Promise<Result<void, FileTransferProblem>> {
  await request({ name: 'abort' });
  return fail({ code: 'cancelled' });
}

/** Ends early when the wish to stop comes. */
function pause(forMs: number, { timer, signal }: FileTransferOptions): Promise<void> {
  if (forMs <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = timer.after(forMs, end);
    signal.addEventListener('abort', end);
  });
}
