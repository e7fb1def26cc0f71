/** `guardpost osdp replay`: what a recording says, frame by frame, and whether every check and MAC holds. Needs no post. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Bystander, type Heard, splitFrames } from '../../devices/readers/osdp/trace/bystander.ts';
import { parseCaptureLine } from '../../devices/readers/osdp/trace/osdpcap.ts';
import type { Command, Shell } from '../command.ts';
import { osdpUsageError, parseKey, readOsdpOptions } from './options.ts';
import { traceText } from './trace-text.ts';

const options = { key: { type: 'string' }, json: { type: 'boolean' }, unmasked: { type: 'boolean' } } as const;

interface Summary {
  frames: number;
  /** Lines that hold no whole frame: not a recording, cut off, or a check that does not hold. */
  unreadable: number;
  badMacs: number;
  wrongKeys: number;
  repeated: number;
  /** Secured frames of which nothing could be checked. */
  closed: number;
}

export const replay: Command = async (args, shell) => {
  const given = readOsdpOptions(args, shell, options, [], 1);
  if (!given.ok) return given.error;
  const [file] = given.value.rest;
  if (file === undefined) return osdpUsageError(shell, shell.say('cli.missingOption', { name: 'FILE.osdpcap' }));
  const hex = given.value.text('key');
  const key = hex === undefined ? null : parseKey(hex);
  if (key !== null && !key.ok && key.error === 'notAKey') return osdpUsageError(shell, shell.say('cli.osdp.key.notAKey'));
  const bystander = new Bystander({ keys: key?.ok ? [key.value] : [], unmasked: given.value.flag('unmasked') });
  const summary: Summary = { frames: 0, unreadable: 0, badMacs: 0, wrongKeys: 0, repeated: 0, closed: 0 };
  const json = given.value.flag('json');
  try {
    let line = 0;
    for await (const text of createInterface({ input: createReadStream(file) })) {
      line += 1;
      if (text.trim() !== '')
        for (const told of replayLine(text, line, bystander, summary)) await shell.out(`${json ? JSON.stringify(told) : inWords(told, shell)}\n`);
    }
  } catch (error) {
    shell.err(shell.say('cli.osdp.replay.unreadable', { file, detail: error instanceof Error ? error.message : String(error) }));
    return 1;
  }
  await shell.out(`${json ? JSON.stringify({ summary }) : shell.say('cli.osdp.replay.summary', { ...summary })}\n`);
  if (!json && summary.closed > 0) shell.err(shell.say('cli.osdp.replay.noKey', { closed: summary.closed }));
  return isReadable(summary, key !== null) ? 0 : 1;
};

/** A reader without our key is what a recording may well be about; a key that opens nothing is not what the person wanted. */
function isReadable({ frames, unreadable, badMacs, closed }: Summary, withKey: boolean): boolean {
  return frames > 0 && unreadable === 0 && badMacs === 0 && !(withKey && closed > 0);
}

type Told = { readonly line: number; readonly problem: string } | (Heard & { readonly line: number; readonly atUtcMs: number });

function replayLine(text: string, line: number, bystander: Bystander, summary: Summary): Told[] {
  const captured = parseCaptureLine(text);
  const frames = captured.ok ? splitFrames(captured.value.bytes) : captured;
  if (!captured.ok || !frames.ok) {
    summary.unreadable += 1;
    return [{ line, problem: frames.ok ? '' : frames.error }];
  }
  return frames.value.map((frame) => {
    const heard = bystander.hear(frame);
    summary.frames += 1;
    if (heard.verdict === 'badMac') summary.badMacs += 1;
    if (heard.verdict === 'wrongKey') summary.wrongKeys += 1;
    if (heard.verdict === 'repeated') summary.repeated += 1;
    if (heard.verdict === 'unknownKey') summary.closed += 1;
    return { line, atUtcMs: captured.value.atUtcMs, ...heard };
  });
}

function inWords(told: Told, { say }: Shell): string {
  if ('problem' in told) return say('cli.osdp.replay.badLine', { line: told.line, problem: told.problem });
  const frame = traceText({ ...told, direction: told.fromReader ? 'in' : 'out' });
  return told.verdict === 'clear' || told.verdict === 'good' ? frame : `${frame}  [${say(`cli.osdp.verdict.${told.verdict}`)}]`;
}
