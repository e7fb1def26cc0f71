/**
 * What running traces have seen, so that it can be saved: bounded, gone when the trace ends, and never with a secret in it
 * that the trace itself did not show.
 */
import type { Actor } from '../../shared/model/journal.ts';
import type { TraceLine } from '../../shared/model/reader-tools.ts';

export interface SavedTrace {
  /** `.osdpcap`. */
  readonly text: string;
  readonly frames: number;
  /** Frames with a mask in them, or with a new key. */
  readonly leftOut: number;
}

export interface TraceRecordings {
  begin(actor: Actor, busId: string): { add(line: TraceLine): void; end(): void };
  /** null = no trace of this actor runs there, or it has seen nothing that may be kept. */
  save(actor: Actor, busId: string): SavedTrace | null;
}

interface Recording {
  readonly owner: string;
  lines: TraceLine[];
  leftOut: number;
}

const maxFrames = 5_000;
const ownerOf = (actor: Actor, busId: string): string => JSON.stringify([actor.name, actor.seat, busId]);
/** A key under the key that everyone knows is no secret any more: it must not get into a file, whoever asks. */
const mayBeKept = (line: TraceLine): boolean => line.name !== 'KEYSET' && !line.hex.includes('·');

/** Recordings of this post's traces, in memory. */
export function createTraceRecordings(write: (lines: readonly TraceLine[]) => string): TraceRecordings {
  const running = new Set<Recording>();
  return {
    begin(actor, busId) {
      const recording: Recording = { owner: ownerOf(actor, busId), lines: [], leftOut: 0 };
      running.add(recording);
      return {
        add(line) {
          if (mayBeKept(line)) recording.lines.push(line);
          else recording.leftOut += 1;
          // Seldom, so that it costs nothing to speak of.
          if (recording.lines.length >= 2 * maxFrames) recording.lines = recording.lines.slice(-maxFrames);
        },
        end: () => void running.delete(recording),
      };
    },
    save(actor, busId) {
      const newest = [...running].findLast(({ owner, lines }) => owner === ownerOf(actor, busId) && lines.length > 0);
      if (newest === undefined) return null;
      const lines = newest.lines.slice(-maxFrames);
      return { text: write(lines), frames: lines.length, leftOut: newest.leftOut };
    },
  };
}
