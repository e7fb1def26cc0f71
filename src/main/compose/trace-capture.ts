/** Recordings of OSDP traffic (`.osdpcap`) to and from the words of a trace. Reads and writes no file. */
import type { Replay, ToolProblem, TraceLine } from '../../shared/model/reader-tools.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { Bystander, type Heard, splitFrames } from '../devices/readers/osdp/trace/bystander.ts';
import { type CapturedBytes, formatCaptureLine, parseCaptureLine } from '../devices/readers/osdp/trace/osdpcap.ts';

const source = 'guardpost';

/** The lines as a recording; each `hex` must be whole. */
export function writeCapture(lines: readonly TraceLine[]): string {
  return lines
    .map(({ atUtcMs, direction, hex }) => `${formatCaptureLine({ atUtcMs, direction, bytes: Uint8Array.from(Buffer.from(hex, 'hex')) }, source)}\n`)
    .join('');
}

/** What a recording says; `keys` open what is encrypted. A line that is no part of a recording is a `badFile` with its number. */
export function readCapture(text: string, keys: readonly Uint8Array[], unmasked: boolean): Result<Replay, ToolProblem> {
  const pieces: CapturedBytes[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const piece = parseCaptureLine(line);
    if (!piece.ok) return fail({ code: 'badFile', detail: String(at + 1) });
    pieces.push(piece.value);
  }
  if (pieces.length === 0) return fail({ code: 'badFile', detail: null });
  return ok(replay(pieces, new Bystander({ keys, unmasked })));
}

function replay(pieces: readonly CapturedBytes[], bystander: Bystander): Replay {
  const lines: TraceLine[] = [];
  const count = { unreadable: 0, refused: 0, closed: 0 };
  for (const piece of pieces) {
    const frames = splitFrames(piece.bytes);
    if (!frames.ok) {
      count.unreadable += 1;
      continue;
    }
    for (const frame of frames.value) {
      const heard = bystander.hear(frame);
      if (isRefused(heard)) count.refused += 1;
      if (heard.verdict === 'unknownKey') count.closed += 1;
      lines.push(lineOf(piece.atUtcMs, heard));
    }
  }
  const times = pieces.map(({ atUtcMs }) => atUtcMs);
  const addresses = [...new Set(lines.map(({ address }) => address))].sort((a, b) => a - b);
  return { lines, summary: { frames: lines.length, ...count, addresses, lastsMs: (times.at(-1) ?? 0) - (times[0] ?? 0) } };
}

const isRefused = ({ verdict }: Heard): boolean => verdict === 'badMac' || verdict === 'wrongKey';

function lineOf(atUtcMs: number, heard: Heard): TraceLine {
  const { fromReader, address, sequence, name, fields, security, hex } = heard;
  return { atUtcMs, direction: fromReader ? 'in' : 'out', address, sequence, name, fields, security, good: !isRefused(heard), hex };
}
