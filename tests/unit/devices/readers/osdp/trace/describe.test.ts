import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCommand } from '../../../../../../src/main/devices/readers/osdp/commands.ts';
import { decodeFrame, encodeFrame, type Frame } from '../../../../../../src/main/devices/readers/osdp/frame.ts';
import type { Command, Reply } from '../../../../../../src/main/devices/readers/osdp/messages.ts';
import { encodeReply } from '../../../../../../src/main/devices/readers/osdp/replies.ts';
import { splitFrames } from '../../../../../../src/main/devices/readers/osdp/trace/bystander.ts';
import { describeFrame } from '../../../../../../src/main/devices/readers/osdp/trace/describe.ts';

function frameOf(message: { readonly code: number; readonly data: Uint8Array }, fromReader: boolean, check: 'crc' | 'checksum' = 'crc'): Frame {
  const frame = decodeFrame(encodeFrame({ address: 5, fromReader, sequence: 2, check, security: null, ...message }));
  if (!frame.ok) throw new Error(frame.error);
  return frame.value;
}
const commandFrame = (command: Command) => frameOf(encodeCommand(command), false);
const replyFrame = (reply: Reply) => frameOf(encodeReply(reply), true);
const fieldsOf = (frame: Frame, unmasked = false) => describeFrame(frame, null, { unmasked }).fields.map(({ name, value }) => `${name}=${value}`);
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('a frame in words', () => {
  it('has the name of the trade, address, sequence and what is in it', () => {
    const out = commandFrame({ name: 'out', outputs: [{ output: 0, control: 5, timer: 30 }] });
    expect(describeFrame(out, null)).toMatchObject({ address: 5, fromReader: false, sequence: 2, name: 'OUT', security: 'none' });
    expect(fieldsOf(out)).toEqual(['outputs[0]=output=0 control=5 timer=30']);
    expect(describeFrame(out, null).hex).toBe(Buffer.from(out.bytes).toString('hex'));
  });

  it('names what a NAK and a capability mean', () => {
    expect(fieldsOf(replyFrame({ name: 'nak', code: 6, detail: new Uint8Array() }))).toEqual(['code=6 securityNotMet', 'detail=']);
    expect(
      fieldsOf(
        replyFrame({
          name: 'pdcap',
          capabilities: [
            { fn: 9, compliance: 1, count: 0 },
            { fn: 99, compliance: 2, count: 3 },
          ],
        }),
      ),
    ).toEqual(['9 security=1/0', '99=2/3']);
  });

  it('tells a command from a reply of the same number', () => {
    expect(describeFrame(frameOf({ code: 0x80, data: bytes('00112233') }, false), null).name).toBe('MFG');
    expect(describeFrame(frameOf({ code: 0x80, data: bytes('00112233') }, true), null).name).toBe('PIVDATAR');
  });

  it('says what is wrong with data that makes no sense', () => {
    expect(fieldsOf(frameOf({ code: 0x69, data: bytes('0000') }, false))).toEqual(['problem=tooShort']);
  });

  it.each([
    ['a card', replyFrame({ name: 'raw', reader: 0, format: 1, bitCount: 26, bits: bytes('16981cc0') }), '16981cc0'],
    ['a formatted card', replyFrame({ name: 'fmt', raw: bytes('deadbeef') }), 'deadbeef'],
    ['keys of a PIN pad', replyFrame({ name: 'keypad', reader: 0, keys: '1234#' }), '313233340d'],
    ['a new key', commandFrame({ name: 'keySet', key: bytes('00112233445566778899aabbccddeeff') }), '00112233445566778899aabbccddeeff'],
    ['what a smart card says', frameOf({ code: 0xb1, data: bytes('cafebabe') }, true), 'cafebabe'],
    ["a manufacturer's own data", commandFrame({ name: 'mfg', oui: bytes('0a0b0c'), data: bytes('cafebabe') }), 'cafebabe'],
    ['a reply that nobody knows', frameOf({ code: 0x99, data: bytes('cafebabe') }, true), 'cafebabe'],
  ])('masks %s, and its check too, which would give it away', (_, frame, secret) => {
    const masked = describeFrame(frame, null);
    expect(masked.fields.map(({ value }) => value)).toContain('··');
    expect(JSON.stringify(masked)).not.toContain(secret);
    const check = Buffer.from(frame.bytes.subarray(-2)).toString('hex');
    expect([masked.hex.includes(secret), masked.hex.endsWith('····'), masked.hex.endsWith(check)]).toEqual([false, true, false]);
    expect(masked.hex.length).toBe(frame.bytes.length * 2);
    expect(describeFrame(frame, null, { unmasked: true }).hex).toContain(secret);
  });

  it('masks a secret that can not be understood', () => {
    const frame = frameOf({ code: 0x50, data: bytes('00') }, true);
    expect(describeFrame(frame, null).hex).toBe(`538509000650${'··'.repeat(3)}`);
  });

  it('masks one checksum byte where the frame has only one', () => {
    const frame = frameOf(encodeReply({ name: 'keypad', reader: 0, keys: '1' }), true, 'checksum');
    expect(describeFrame(frame, null).hex.endsWith('··'.repeat(frame.data.length + 1))).toBe(true);
  });

  it('can be made of any frame, without ever a throw', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.uint8Array({ maxLength: 60 }), fc.boolean(), fc.boolean(), (code, data, fromReader, unmasked) => {
        const described = describeFrame(frameOf({ code, data }, fromReader), null, { unmasked });
        expect(described.name.length).toBeGreaterThan(1);
      }),
    );
  });
});

describe('pieces of a recording', () => {
  it('hold one frame or more, with or without marks', () => {
    const one = commandFrame({ name: 'poll' }).bytes;
    const two = Uint8Array.of(0xff, 0xff, ...one, 0xff, ...one, 0xff);
    expect(splitFrames(one)).toMatchObject({ ok: true, value: [{ code: 0x60 }] });
    expect(splitFrames(two)).toMatchObject({ ok: true, value: [{ code: 0x60 }, { code: 0x60 }] });
  });

  it('are refused when a frame is cut off, changed, or followed by something else', () => {
    const one = commandFrame({ name: 'poll' }).bytes;
    expect(splitFrames(one.subarray(0, -1))).toEqual({ ok: false, error: 'length' });
    expect(splitFrames(one.map((byte, at) => (at === 5 ? byte ^ 1 : byte)))).toEqual({ ok: false, error: 'check' });
    expect(splitFrames(Uint8Array.of(...one, 0x00)).ok).toBe(false);
    expect(splitFrames(Uint8Array.of(0xff)).ok).toBe(false);
  });

  it('may be any bytes, without ever a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (some) => {
        const split = splitFrames(some);
        if (split.ok) expect(split.value.reduce((sum, frame) => sum + frame.bytes.length, 0)).toBeLessThanOrEqual(some.length);
        else expect(split.error.length).toBeGreaterThan(0);
      }),
    );
  });
});
