import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCommand } from '../../../../../../src/main/devices/readers/osdp/commands.ts';
import { encodeFrame, type Frame, type FrameParts, finishFrame, frameBeforeMac } from '../../../../../../src/main/devices/readers/osdp/frame.ts';
import type { Command } from '../../../../../../src/main/devices/readers/osdp/messages.ts';
import { inverted } from '../../../../../../src/main/devices/readers/osdp/secure/aes.ts';
import { SecureChannel } from '../../../../../../src/main/devices/readers/osdp/secure/channel.ts';
import { encryptData } from '../../../../../../src/main/devices/readers/osdp/secure/cipher.ts';
import { mac } from '../../../../../../src/main/devices/readers/osdp/secure/mac.ts';
import { anyParts, bytesOf, flipped, frameFrom, frameOf, hexOf, ownKey, pairOf, rowFrom, zeros } from './wire.ts';

const plain = { address: 0, sequence: 2, check: 'crc', data: new Uint8Array(0) } as const;
const poll = { ...plain, code: 0x60 };
const ack = { ...plain, code: 0x40 };
const zeroChain: Uint8Array = new Uint8Array(16);
const noData = new Uint8Array(0);

/** A frame of the other side with a good MAC, but with a security block and data as a channel of ours would never send them. */
const odd = (parts: Partial<FrameParts> & { readonly code: number }, type: number, chain: Uint8Array = zeroChain): Frame => {
  const covered = frameBeforeMac({ ...plain, fromReader: true, ...parts, security: { type, data: noData } });
  return frameFrom(finishFrame(covered, mac(zeros, chain, covered).subarray(0, 4), 'crc'));
};

/** A panel with all keys zero that has asked and waits; its C-MAC. */
const waiting = (): { panel: SecureChannel; chain: Uint8Array } => {
  const panel = new SecureChannel({ role: 'panel', keys: zeros, rMac: zeroChain });
  const asked = frameFrom(panel.seal(poll));
  return { panel, chain: mac(zeros, zeroChain, asked.bytes.subarray(0, asked.bytes.length - 6)) };
};

describe('a sealed command', () => {
  const out: Command = {
    name: 'out',
    outputs: [
      { output: 0, control: 3, timer: 100 },
      { output: 1, control: 6, timer: 120 },
    ],
  };
  it.each<[string, Command, string, string]>([
    ['POLL', { name: 'poll' }, '53000800066089cc', '53000e000e0215604b32767773b6'],
    ['ID', { name: 'id' }, '53000900066100a008', '53001e000e021761d14eb7ad982cc5f9aa25318a7eaed6269ae995731983'],
    ['LSTAT', { name: 'lstat' }, '5300080006640d8c', '53000e000e0215646f63246fd050'],
    ['COMSET', { name: 'comset', address: 1, baudRate: 9600 }, '53000d00066e0180250000ec7b', '53001e000e02176eaca3c2ffe4d9e599cd771b8ef3d13f23faab634e0895'],
    ['OUT', out, '53001000066800036400010678000b5b', '53001e000e021768f7efa0d4764a4e29267596f216d8a9e8c5887608b908'],
    [
      'KEYSET',
      { name: 'keySet', key: bytesOf('00010203040506070001020304050607') },
      '53001a000675011000010203040506070001020304050607cfa3',
      '53002e000e021775f0ddec9a0ed8ce4c80baf5d55c18436f9189fd66c9f223dc041486d83357df986c1d4bc2b2f2',
    ],
  ])('has the published bytes: %s', (_, command, clear, secured) => {
    const parts = { ...plain, ...encodeCommand(command) };
    expect(hexOf(encodeFrame({ ...parts, fromReader: false, security: null }))).toBe(clear);
    const panel = new SecureChannel({ role: 'panel', keys: zeros, rMac: zeroChain });
    expect(hexOf(panel.seal(parts))).toBe(secured);
    const reader = new SecureChannel({ role: 'reader', keys: zeros, rMac: zeroChain });
    expect(reader.open(frameOf(secured))).toEqual({ ok: true, value: encodeCommand(command) });
  });

  it('and its reply go back and forth for hundreds of exchanges, with lost ones repeated as they were', () => {
    const anyExchange = fc.record({ command: anyParts, reply: anyParts, replyRepeated: fc.boolean(), commandRepeated: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyExchange, { minLength: 300, maxLength: 400 }), (exchanges) => {
        const { panel, reader } = pairOf();
        for (const { command, reply, replyRepeated, commandRepeated } of exchanges) {
          const asked = frameFrom(panel.seal(command));
          expect(reader.open(asked)).toEqual({ ok: true, value: { code: command.code, data: command.data } });
          const answered = frameFrom(reader.seal(reply));
          if (commandRepeated) expect(reader.open(asked).ok).toBe(false);
          expect(panel.open(answered)).toEqual({ ok: true, value: { code: reply.code, data: reply.data } });
          if (replyRepeated) expect(panel.open(answered)).toEqual({ ok: false, error: 'outOfTurn' });
        }
      }),
      { numRuns: 5 },
    );
  });

  it('hides its data and shows only that there are some', () => {
    const secret = rowFrom(0x61, 16);
    const frame = frameFrom(pairOf().panel.seal({ ...plain, code: 0x75, data: secret }));
    expect(frame).toMatchObject({ security: { type: 0x17 }, code: 0x75 });
    expect(hexOf(frame.bytes)).not.toContain(hexOf(secret.subarray(0, 4)));
  });

  it('is one per turn: sealing twice is a bug of the caller', () => {
    const { panel, reader } = pairOf();
    expect(() => reader.seal(ack)).toThrow('one frame per turn');
    panel.seal(poll);
    expect(() => panel.seal(poll)).toThrow('one frame per turn');
  });

  it('that does not fit into a frame leaves the channel as it was', () => {
    const { panel, reader } = pairOf();
    expect(() => panel.seal({ ...poll, data: new Uint8Array(1440) })).toThrow(RangeError);
    expect(reader.open(frameFrom(panel.seal(poll))).ok).toBe(true);
  });
});

describe('an opened frame', () => {
  it('was not changed by a single bit on the way, whatever the check says, and the true one is still welcome', () => {
    fc.assert(
      fc.property(anyParts, anyParts, (command, reply) => {
        const { panel, reader } = pairOf();
        const asked = frameFrom(panel.seal(command));
        for (const forged of flipped(asked)) expect(reader.open(forged).ok).toBe(false);
        expect(reader.open(asked)).toMatchObject({ ok: true });
        const answered = frameFrom(reader.seal(reply));
        for (const forged of flipped(answered)) expect(panel.open(forged).ok).toBe(false);
        expect(panel.open(answered)).toMatchObject({ ok: true });
      }),
      { numRuns: 25 },
    );
  });

  it('is never an old one, of either side, at any later time', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyParts, anyParts), { minLength: 2, maxLength: 12 }), (exchanges) => {
        const { panel, reader } = pairOf();
        const old: Frame[] = [];
        for (const [command, reply] of exchanges) {
          for (const frame of old) expect(reader.open(frame).ok).toBe(false);
          const asked = frameFrom(panel.seal(command));
          for (const frame of old) expect(panel.open(frame).ok).toBe(false);
          expect(reader.open(asked).ok).toBe(true);
          const answered = frameFrom(reader.seal(reply));
          expect(panel.open(answered).ok).toBe(true);
          old.push(asked, answered);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is never one of another session with the same key', () => {
    const { panel } = pairOf();
    const { reader } = pairOf(undefined, rowFrom(0x10, 16));
    expect(reader.open(frameFrom(panel.seal(poll)))).toEqual({ ok: false, error: 'badMac' });
  });

  it('keeps a reader waiting for the command when a later one comes first', () => {
    const first = pairOf();
    const second = pairOf();
    const asked = frameFrom(first.panel.seal(poll));
    expect(first.reader.open(asked).ok).toBe(true);
    expect(first.panel.open(frameFrom(first.reader.seal(ack))).ok).toBe(true);
    expect(second.reader.open(frameFrom(first.panel.seal(poll)))).toEqual({ ok: false, error: 'badMac' });
    expect(second.reader.open(asked).ok).toBe(true);
  });

  it.each<[string, Partial<FrameParts>]>([
    ['in clear', { security: null }],
    ['of a handshake', { security: { type: 0x14, data: Uint8Array.of(1) } }],
    ['with a security block of no known kind', { security: { type: 0x19, data: noData } }],
  ])('is not one %s', (_, parts) => {
    const { panel } = waiting();
    const frame = frameFrom(encodeFrame({ ...ack, fromReader: true, security: null, ...parts }));
    expect(panel.open(frame)).toEqual({ ok: false, error: 'notSecured' });
  });

  it.each([
    ['without data', noData],
    ['with data', ownKey],
  ])('is not the echo of our own: %s', (_, data) => {
    const { panel } = pairOf();
    expect(panel.open(frameFrom(panel.seal({ ...poll, data })))).toEqual({ ok: false, error: 'wrongDirection' });
  });

  it.each([0x15, 0x16, 0x17, 0x18])('is not one without the reply bit, even if its MAC is good, under block %i', (type) => {
    const { panel, chain } = waiting();
    expect(panel.open(odd({ code: 0x40, fromReader: false }, type, chain))).toEqual({ ok: false, error: 'wrongDirection' });
  });

  it.each([
    ['a command', 'reader', { code: 0x60, fromReader: false }, 0x16],
    ['a command with data', 'reader', { code: 0x69, fromReader: false, data: new Uint8Array(16) }, 0x18],
    ['an encrypted reply', 'panel', { code: 0x48, data: new Uint8Array(16) }, 0x17],
  ] as const)('does not name the other direction: %s under the number of its opposite', (_, role, parts, type) => {
    const { panel, chain } = waiting();
    const receiver = role === 'panel' ? panel : new SecureChannel({ role, keys: zeros, rMac: zeroChain });
    expect(receiver.open(odd(parts, type, role === 'panel' ? chain : zeroChain))).toEqual({ ok: false, error: 'wrongDirection' });
  });

  it.each([
    [1, 'badLength'],
    [17, 'badLength'],
    [16, 'badPadding'],
  ])('of %i bytes that no cipher of ours made is refused and moves nothing', (length, error) => {
    const { panel, chain } = waiting();
    expect(panel.open(odd({ code: 0x48, data: new Uint8Array(length) }, 0x18, chain))).toEqual({ ok: false, error });
    const data = encryptData(zeros, inverted(chain), rowFrom(0, 2));
    expect(panel.open(odd({ code: 0x48, data }, 0x18, chain))).toEqual({ ok: true, value: { code: 0x48, data: rowFrom(0, 2) } });
  });
});

describe('readers as they are', () => {
  it.each([0x15, 0x16])('send their states readable, with a good MAC, under block %i', (type) => {
    const { panel, chain } = waiting();
    const state = odd({ code: 0x48, data: Uint8Array.of(1, 0) }, type, chain);
    expect(panel.open(state)).toEqual({ ok: true, value: { code: 0x48, data: Uint8Array.of(1, 0) } });
    expect(hexOf(panel.seal(poll))).toBe(hexOf(new SecureChannel({ role: 'panel', keys: zeros, rMac: chainAfter(state, chain) }).seal(poll)));
  });

  it('do not get a readable state past the panel with a MAC that is not good', () => {
    const { panel, chain } = waiting();
    for (const forged of flipped(odd({ code: 0x48, data: Uint8Array.of(1, 0) }, 0x15, chain))) expect(panel.open(forged).ok).toBe(false);
  });

  it.each([
    ['replies', 'panel', 0x18],
    ['commands', 'reader', 0x17],
  ] as const)('and panels put no data at all into an encrypted block: %s', (_, role, type) => {
    const { panel, chain } = waiting();
    const receiver = role === 'panel' ? panel : new SecureChannel({ role, keys: zeros, rMac: zeroChain });
    const frame = odd({ code: 0x40, fromReader: role === 'panel' }, type, role === 'panel' ? chain : zeroChain);
    expect(receiver.open(frame)).toEqual({ ok: true, value: { code: 0x40, data: noData } });
  });
});

const chainAfter = (frame: Frame, chain: Uint8Array): Uint8Array => mac(zeros, chain, frame.bytes.subarray(0, frame.bytes.length - 6));
