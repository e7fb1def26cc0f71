/** Lines of a trace as the screen keeps them: newest first, bounded, polls told apart from what was said. Pure. */
import type { TraceLine } from '../../../shared/model/reader-tools.ts';

export interface TraceEntry {
  readonly id: number;
  readonly line: TraceLine;
  /** A poll, or the "nothing new" that answers it. */
  readonly idle: boolean;
}

export interface TraceLog {
  /** Newest first. */
  readonly entries: readonly TraceEntry[];
  readonly nextId: number;
  /** All that have come, also those that are no longer kept. */
  readonly frames: number;
  readonly bad: number;
  /** What was last said to each address. */
  readonly asked: { readonly [address: number]: string };
}

export const emptyTrace: TraceLog = { entries: [], nextId: 1, frames: 0, bad: 0, asked: {} };

/** Together 5,000. Polls are most of what passes: they must not push out what somebody looks for. */
export const keptSpoken = 4_000;
export const keptIdle = 1_000;
export const keptLines = keptSpoken + keptIdle;

/** The log with newer lines on top; `all` keeps every one of them (a recording). */
export function addLines(log: TraceLog, lines: readonly TraceLine[], all = false): TraceLog {
  const asked: { [address: number]: string } = { ...log.asked };
  const fresh = lines.map((line, at): TraceEntry => {
    if (line.direction === 'out') asked[line.address] = line.name;
    // An answer to what was asked before the trace began says no more than one to a poll.
    const idle = line.good && (line.name === 'POLL' || (line.name === 'ACK' && (asked[line.address] ?? 'POLL') === 'POLL'));
    return { id: log.nextId + at, line, idle };
  });
  const entries = [...fresh.toReversed(), ...log.entries];
  return {
    entries: all ? entries : bounded(entries),
    nextId: log.nextId + lines.length,
    frames: log.frames + lines.length,
    bad: log.bad + lines.filter(({ good }) => !good).length,
    asked,
  };
}

/** What somebody reads stays, with what has come since on top of it: polls go out of the log within seconds. Both are newest first. */
export function withKept(entries: readonly TraceEntry[], kept: readonly TraceEntry[]): readonly TraceEntry[] {
  const [top] = kept;
  return top === undefined ? entries : [...entries.filter(({ id }) => id > top.id), ...kept];
}

function bounded(entries: readonly TraceEntry[]): readonly TraceEntry[] {
  if (entries.length <= keptIdle) return entries;
  const kept = { spoken: 0, idle: 0 };
  return entries.filter(({ idle }) => (idle ? ++kept.idle <= keptIdle : ++kept.spoken <= keptSpoken));
}

/** What is in a frame, in one line. */
export const fieldsText = ({ fields }: Pick<TraceLine, 'fields'>): string => fields.map(({ name, value }) => `${name} ${value}`).join(' · ');

/** Bytes in twos, as people compare them. */
export const spacedHex = (hex: string): string => hex.replace(/..(?=.)/g, '$& ');
