/** Understands what passes on a line of several readers without taking part in it: for recordings and for listening only. Pure. */
import { decodeFrame, type Frame, type FrameProblem } from '../frame.ts';
import { fail, ok, type Result } from '../result.ts';
import { type DescribedFrame, type DescribeOptions, describeFrame } from './describe.ts';
import { PassiveSession, type Verdict } from './passive-session.ts';

export interface Heard extends DescribedFrame {
  readonly verdict: Verdict;
}

export interface BystanderOptions extends DescribeOptions {
  /** SCBKs that readers on this line may have, 16 bytes each. */
  readonly keys: readonly Uint8Array[];
}

export class Bystander {
  readonly #options: BystanderOptions;
  readonly #sessions = new Map<number, PassiveSession>();

  constructor(options: BystanderOptions) {
    this.#options = options;
  }

  /** Takes the frames in the order of the line. Never throws. */
  hear(frame: Frame): Heard {
    let session = this.#sessions.get(frame.address);
    if (session === undefined) {
      session = new PassiveSession(this.#options.keys);
      this.#sessions.set(frame.address, session);
    }
    const { verdict, message } = session.hear(frame);
    return { ...describeFrame(frame, message, this.#options), verdict };
  }
}

const mark = 0xff;

/**
 * The frames of one piece of a recording, marks around them left out (clause 5.7). Unlike a deframer it searches for nothing:
 * a recording whose pieces are not whole frames is refused. Never throws.
 */
export function splitFrames(bytes: Uint8Array): Result<Frame[], FrameProblem> {
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === mark) {
      at += 1;
      continue;
    }
    const announced = (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8);
    const frame = decodeFrame(bytes.subarray(at, at + Math.max(announced, 1)));
    if (!frame.ok) return fail(frame.error);
    frames.push(frame.value);
    at += frame.value.bytes.length;
  }
  return frames.length === 0 ? fail('length') : ok(frames);
}
