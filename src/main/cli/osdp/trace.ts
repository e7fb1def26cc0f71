/**
 * `guardpost osdp trace`: frames of a bus as they pass, in words, with secrets masked. Of a post that runs, or by listening
 * alone on a port. With --out also as they are on the wire, in a file for this user alone.
 */
import type { TraceLine } from '../../../shared/model/reader-tools.ts';
import type { Command, Given, Shell } from '../command.ts';
import { callPost } from '../control-client.ts';
import { tellCallProblem } from './call-words.ts';
import { CaptureFile } from './capture-file.ts';
import { listenAlone } from './listen-alone.ts';
import { baudRateLimits, osdpUsageError, readNumber, readOsdpOptions } from './options.ts';
import { traceText } from './trace-text.ts';
import { untilAsked } from './until-asked.ts';

const options = {
  data: { type: 'string' },
  bus: { type: 'string' },
  path: { type: 'string' },
  baud: { type: 'string' },
  out: { type: 'string' },
  seconds: { type: 'string' },
} as const;

export const trace: Command = async (args, shell) => {
  const given = readOsdpOptions(args, shell, options, []);
  if (!given.ok) return given.error;
  const seconds = readNumber(given.value, shell, 'seconds', [1, 86_400], 0);
  if (!seconds.ok) return seconds.error;
  const source = sourceOf(given.value, shell);
  if (typeof source === 'number') return source;
  const out = given.value.text('out');
  const file = out === undefined ? null : CaptureFile.create(out);
  if (file !== null && !file.ok) {
    shell.err(shell.say('cli.osdp.trace.notWritten', { file: out ?? '', detail: file.error }));
    return 1;
  }
  const forMs = seconds.value === 0 ? null : seconds.value * 1000;
  if (file === null) return untilAsked((signal) => source({ shell, file, signal }), forMs);
  shell.err(shell.say('cli.osdp.trace.warning', { file: out ?? '' }));
  const code = await untilAsked((signal) => source({ shell, file: file.value, signal }), forMs);
  return endFile(shell, out ?? '', file.value) ? code : 1;
};

/** Was everything written? */
function endFile(shell: Shell, name: string, file: CaptureFile): boolean {
  file.close();
  if (file.problem !== null) shell.err(shell.say('cli.osdp.trace.notWritten', { file: name, detail: file.problem }));
  shell.err(shell.say('cli.osdp.trace.written', { file: name, frames: file.frames, leftOut: file.leftOut }));
  return file.problem === null;
}

interface Listening {
  readonly shell: Shell;
  readonly file: CaptureFile | null;
  readonly signal: AbortSignal;
}
type Source = (listening: Listening) => Promise<number>;

/** A number is the exit code of bad usage, already told. */
function sourceOf(given: Given, shell: Shell): Source | number {
  const [dataDir, busId, path] = [given.text('data'), given.text('bus'), given.text('path')];
  if (path !== undefined) {
    const baudRate = readNumber(given, shell, 'baud', baudRateLimits, 9600);
    return baudRate.ok ? (listening) => listenAlone(path, baudRate.value, { ...listening, print: (line) => print(shell, line) }) : baudRate.error;
  }
  if (dataDir === undefined) return osdpUsageError(shell, shell.say('cli.missingOption', { name: '--data | --path' }));
  if (busId === undefined) return osdpUsageError(shell, shell.say('cli.missingOption', { name: '--bus' }));
  return (listening) => followPost(dataDir, busId, listening);
}

/** Shown lines are masked by the post; what goes into the file is asked for by itself, and is a row of the day log. */
async function followPost(dataDir: string, busId: string, { shell, file, signal }: Listening): Promise<number> {
  const shown = callPost(dataDir, 'trace', { busId, unmasked: false }, { signal, onEvent: (line) => print(shell, line) });
  const kept = file === null ? shown : callPost(dataDir, 'trace', { busId, unmasked: true }, { signal, onEvent: (line) => file.addLine(line) });
  const ended = await Promise.race([shown, kept]);
  if (!ended.ok && ended.error.code === 'cancelled' && signal.aborted) return 0;
  return ended.ok ? 0 : tellCallProblem(shell, dataDir, ended.error);
}

function print(shell: Shell, line: TraceLine): void {
  void shell.out(`${traceText(line)}${line.good ? '' : '  [!]'}\n`);
}
