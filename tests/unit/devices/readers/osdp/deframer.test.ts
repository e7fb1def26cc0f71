import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Deframer } from '../../../../../src/main/devices/readers/osdp/deframer.ts';
import { anyCuts, anyNoise, cutAt } from '../decoding.ts';
import { anyFrameBytes, bytesOf, checkHoldsSlowly, hexOf, recordedFrames, recordings } from './wire.ts';

const ack = '538008000540689f';
const card = '53801000065000011a0016981cc09aa1';

interface Outcome {
  readonly frames: string[];
  discardedBytes: number;
  badChecks: number;
}

function feed(deframer: Deframer, chunks: readonly Uint8Array[], nowMs = 1000): Outcome {
  const outcome: Outcome = { frames: [], discardedBytes: 0, badChecks: 0 };
  for (const chunk of chunks) {
    const found = deframer.push(chunk, nowMs);
    outcome.frames.push(...found.frames.map(({ bytes }) => hexOf(bytes)));
    outcome.discardedBytes += found.discardedBytes;
    outcome.badChecks += found.badChecks;
  }
  return outcome;
}

const found = (hex: string): Outcome => feed(new Deframer(), [bytesOf(hex)]);

/** What is in these bytes, read all at once and as slowly as the text of the specification says. */
function readSlowly(bytes: Uint8Array): Outcome & { pendingBytes: number } {
  const outcome = { frames: [] as string[], discardedBytes: 0, badChecks: 0, pendingBytes: 0 };
  for (let at = 0; at < bytes.length; ) {
    const rest = bytes.subarray(at);
    const length = lengthSlowly(rest);
    if (length > rest.length) {
      outcome.pendingBytes = rest.length;
      break;
    }
    const holds = length > 0 && checkHoldsSlowly(rest.subarray(0, length));
    const good = holds && blockFits(rest.subarray(0, length));
    if (good) outcome.frames.push(hexOf(rest.subarray(0, length)));
    else if (rest[0] !== 0xff) outcome.discardedBytes += 1;
    if (length > 0 && !holds) outcome.badChecks += 1;
    at += good ? length : 1;
  }
  return outcome;
}

/** 0 where no frame begins, Infinity while its length cannot be told. */
function lengthSlowly(bytes: Uint8Array): number {
  const [som = 0, , low = 0, high = 0, control = 0] = bytes;
  const length = low + 256 * high;
  const least = 7 + (control & 4 ? 1 : 0) + (control & 8 ? 2 : 0);
  if (som !== 0x53 || (bytes.length >= 4 && (length < 7 || length > 1440))) return 0;
  if (bytes.length < 5) return Number.POSITIVE_INFINITY;
  return control > 15 || length < least ? 0 : length;
}

function blockFits(frame: Uint8Array): boolean {
  const [, , , , control = 0, blockLength = 0, type = 0] = frame;
  if ((control & 8) === 0) return true;
  const mac = type >= 0x15 && type <= 0x18 ? 4 : 0;
  return blockLength >= 2 && 5 + blockLength + 1 + mac + (control & 4 ? 2 : 1) <= frame.length;
}

/** Noise that often begins like a frame. */
const anyFalseStart = fc
  .tuple(fc.nat({ max: 255 }), fc.nat({ max: 300 }), fc.nat({ max: 15 }))
  .map(([address, length, control]) => Uint8Array.of(0x53, address, length & 0xff, length >> 8, control));
const anyStream = fc
  .array(fc.oneof(anyFrameBytes, anyFrameBytes, anyFalseStart, anyNoise, fc.constant(bytesOf('ffffff')), fc.constant(bytesOf('5353'))), { maxLength: 8 })
  .map((pieces) => Uint8Array.from(pieces.flatMap((piece) => [...piece])));

describe('the deframer', () => {
  it.each([
    ['one frame', ack, [ack], 0, 0],
    ['marks around and between frames', `ffff${ack}ffffff${card}ff`, [ack, card], 0, 0],
    ['frames without anything between them', `${ack}${card}${ack}`, [ack, card, ack], 0, 0],
    ['the echo of our own command', `53000800066089cc${card}`, ['53000800066089cc', card], 0, 0],
    ['noise', `0102ff03${ack}04`, [ack], 4, 0],
    ['a frame with a broken check', `538008000540689e${card}`, [card], 8, 1],
    ['a frame hidden in a false one', `53801000${ack}${card}`, [ack, card], 4, 0],
    ['a frame behind a false SOM that reaches into it', `5380100006${ack}${card}`, [ack, card], 5, 1],
    ['a SOM just before a frame', `53${ack}`, [ack], 1, 0],
    ['reserved bits', `5380080085406800${card}`, [card], 8, 0],
    ['a security block that cannot be, under a good check', `5380090008011160aa${card}`, [card], 9, 0],
    ['impossible lengths', `5380060005535380a1050553ffff05${card}`, [card], 13, 0],
  ] as const)('finds what is there: %s', (_, hex, frames, discardedBytes, badChecks) => {
    expect(found(hex)).toEqual({ frames, discardedBytes, badChecks });
  });

  it.each(recordings)('finds every frame of the recording %s, however it is cut and with marks before each', (name) => {
    const frames = recordedFrames(name);
    const bytes = Uint8Array.from(frames.flatMap((frame) => [0xff, ...frame]));
    fc.assert(
      fc.property(anyCuts, (places) => {
        expect(feed(new Deframer(), cutAt(bytes, places))).toEqual({ frames: frames.map(hexOf), discardedBytes: 0, badChecks: 0 });
      }),
      { numRuns: 30 },
    );
  });

  it('finds every good frame between noise in which no frame can begin, and counts exactly the noise', () => {
    const quietNoise = anyNoise.map((bytes) => bytes.filter((byte) => byte !== 0x53 && byte !== 0xff));
    fc.assert(
      fc.property(fc.array(fc.tuple(quietNoise, anyFrameBytes), { maxLength: 8 }), quietNoise, anyCuts, (pairs, last, places) => {
        const bytes = Uint8Array.from([...pairs.flatMap(([noise, frame]) => [...noise, ...frame]), ...last]);
        expect(feed(new Deframer(), cutAt(bytes, places))).toEqual({
          frames: pairs.map(([, frame]) => hexOf(frame)),
          discardedBytes: pairs.reduce((sum, [noise]) => sum + noise.length, last.length),
          badChecks: 0,
        });
      }),
    );
  });

  it('says of any bytes, cut anywhere, what a slow reading of them all says', () => {
    fc.assert(
      fc.property(anyStream, anyCuts, (bytes, places) => {
        const deframer = new Deframer();
        const outcome = feed(deframer, cutAt(bytes, places));
        expect({ ...outcome, pendingBytes: deframer.pendingBytes }).toEqual(readSlowly(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it('is in step with the very next frame after any noise and a pause', () => {
    fc.assert(
      fc.property(anyStream, anyFrameBytes, (noise, frame) => {
        const deframer = new Deframer({ gapMs: 150 });
        deframer.push(noise, 1000);
        expect(feed(deframer, [frame], 1151).frames.at(-1)).toBe(hexOf(frame));
        expect(deframer.pendingBytes).toBe(0);
      }),
    );
  });

  it('loses no frame that begins after the reach of a false one', () => {
    const falseStart = bytesOf('5380a00506');
    const frames = Array.from({ length: 200 }, () => bytesOf(card));
    expect(feed(new Deframer(), [falseStart, ...frames]).frames).toEqual(frames.map(hexOf));
  });

  it('gives up a torn frame after the pause, and finds what was behind its false SOM', () => {
    const deframer = new Deframer({ gapMs: 150 });
    expect(feed(deframer, [bytesOf(`5380400006${ack}5380`)], 1000)).toEqual({ frames: [], discardedBytes: 0, badChecks: 0 });
    expect(feed(deframer, [new Uint8Array()], 1150)).toEqual({ frames: [], discardedBytes: 0, badChecks: 0 });
    expect(feed(deframer, [new Uint8Array()], 1151)).toEqual({ frames: [ack], discardedBytes: 7, badChecks: 0 });
  });

  it('waits for a frame that pauses no longer than the gap, however often', () => {
    const deframer = new Deframer({ gapMs: 150 });
    const frames = [...bytesOf(card)].flatMap((byte, at) => feed(deframer, [Uint8Array.of(byte)], 1000 + at * 150).frames);
    expect(frames).toEqual([card]);
  });

  it('does not mix the rest of a late reply into the next one', () => {
    const deframer = new Deframer();
    deframer.push(bytesOf(card.slice(0, 20)), 1000);
    expect(deframer.purge()).toBe(10);
    expect(deframer.purge()).toBe(0);
    expect(feed(deframer, [bytesOf(ack)])).toEqual({ frames: [ack], discardedBytes: 0, badChecks: 0 });
  });

  it('keeps what it found apart from the bytes that come later', () => {
    const deframer = new Deframer();
    const [first] = deframer.push(bytesOf(card), 1000).frames;
    deframer.push(new Uint8Array(5000).fill(0xaa), 1000);
    expect(first && hexOf(first.data)).toBe('00011a0016981cc0');
  });

  it.each([
    ['bytes of chance', 64, (at: number) => Math.imul(at ^ (at >>> 7), 2654435761) >>> 24],
    ['nothing but SOM', 64, () => 0x53],
    ['marks', 64, () => 0xff],
    ['beginnings of the longest frame', 8, (at: number) => [0x53, 0x80, 0xa0, 0x05, 0x06][at % 5] ?? 0],
  ] as const)('holds less than one frame of endless %s, and reads the next frame after a pause', (_, chunks, byteAt) => {
    const deframer = new Deframer();
    let most = 0;
    for (let sent = 0; sent < chunks; sent += 1) {
      const chunk = Uint8Array.from({ length: 0x10000 }, (__, at) => byteAt(sent * 0x10000 + at));
      for (const { bytes } of deframer.push(chunk, 1000).frames) expect(checkHoldsSlowly(bytes)).toBe(true);
      most = Math.max(most, deframer.pendingBytes);
    }
    expect(most).toBeLessThan(1440);
    expect(feed(deframer, [bytesOf(card)], 2000).frames).toEqual([card]);
  });
});
