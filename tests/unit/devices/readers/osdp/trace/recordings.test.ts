import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeFrame, type Frame } from '../../../../../../src/main/devices/readers/osdp/frame.ts';
import { Bystander, type Heard, splitFrames } from '../../../../../../src/main/devices/readers/osdp/trace/bystander.ts';
import { parseCaptureLine } from '../../../../../../src/main/devices/readers/osdp/trace/osdpcap.ts';

const fixtures = join(import.meta.dirname, '../../../../../fixtures/osdp');
const key = Uint8Array.from({ length: 16 }, (_, at) => at);

/** The frames of a recording, in its order. */
function framesOf(name: string): Frame[] {
  const lines = readFileSync(join(fixtures, name), 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const captured = parseCaptureLine(line);
    const frames = captured.ok ? splitFrames(captured.value.bytes) : captured;
    if (!frames.ok) throw new Error(frames.error);
    return frames.value;
  });
}

function hearAll(frames: readonly Frame[], keys: readonly Uint8Array[], unmasked = false): Heard[] {
  const bystander = new Bystander({ keys, unmasked });
  return frames.map((frame) => bystander.hear(frame));
}

const session = framesOf('scbk-session.osdpcap');
const install = framesOf('install-then-keyset.osdpcap');
const said = ({ name, fields }: Heard): string => [name, ...fields.map((field) => `${field.name}=${field.value}`)].join(' ');

describe('a recorded session', () => {
  it('is read to the last frame with the key of the reader, every MAC checked', () => {
    const heard = hearAll(session, [key], true);
    expect(heard.slice(0, 4).map(({ verdict }) => verdict)).toEqual(['clear', 'clear', 'clear', 'clear']);
    expect(new Set(heard.slice(4).map(({ verdict }) => verdict))).toEqual(new Set(['good']));
    const texts = heard.map(said);
    expect(texts).toContain('PDID vendor=44ca00 model=7 version=1 serial=16909056 firmware=1.2.3');
    expect(texts).toContain('TEXT reader=0 control=1 seconds=0 row=1 column=1 text=WELCOME');
    expect(texts).toContain('RAW reader=0 format=1 bitCount=26 bits=16981cc0');
    expect(texts).toContain('KEYPAD reader=0 keys=1234#');
  });

  it('shows no card and no PIN unless asked for', () => {
    const heard = hearAll(session, [key]);
    const texts = heard.map(said);
    expect(texts).toContain('RAW reader=0 format=1 bitCount=26 bits=··');
    expect(texts).toContain('KEYPAD reader=0 keys=··');
    expect(texts.join('\n')).not.toMatch(/16981cc0|1234/);
  });

  it('says nothing of what is encrypted, and judges nothing, without the key', () => {
    const heard = hearAll(session, []);
    expect(new Set(heard.slice(5).map(({ verdict }) => verdict))).toEqual(new Set(['unknownKey']));
    expect(heard.filter(({ security }) => security === 'encrypted').flatMap(({ fields }) => fields)).toEqual([]);
  });

  it('is told from one of another key', () => {
    expect(hearAll(session, [key.map((byte) => byte ^ 1)])[5]).toMatchObject({ name: 'CCRYPT', verdict: 'wrongKey' });
  });

  it('goes on after frames that were sent again', () => {
    const doubled = session.flatMap((frame, at) => (at >= 8 ? [frame, frame] : [frame]));
    const heard = hearAll(doubled, [key]);
    expect(heard.slice(8).map(({ verdict }) => verdict)).toEqual(session.slice(8).flatMap(() => ['good', 'repeated']));
  });

  it('goes on after a BUSY in clear and the same command and reply again', () => {
    const busy = frameOf(encodeFrame({ address: 0, fromReader: true, sequence: 0, check: 'crc', security: null, code: 0x79, data: new Uint8Array() }));
    const [command, reply] = [session[8], session[9]];
    if (command === undefined || reply === undefined) throw new Error('the recording is too short');
    const heard = hearAll([...session.slice(0, 10), busy, command, reply, ...session.slice(10)], [key]);
    expect(heard.slice(10, 13).map(({ verdict }) => verdict)).toEqual(['clear', 'repeated', 'repeated']);
    expect(new Set(heard.slice(13).map(({ verdict }) => verdict))).toEqual(new Set(['good']));
  });

  it('shows where a frame is missing, and where one was changed', () => {
    const gap = hearAll(session.toSpliced(10, 1), [key]);
    expect(gap[10]).toMatchObject({ verdict: 'badMac', fields: [] });
    const last = session.at(-1);
    if (last === undefined) throw new Error('an empty recording');
    const forged: Frame = { ...last, mac: Uint8Array.of(1, 2, 3, 4) };
    expect(hearAll([...session.slice(0, -1), forged], [key]).at(-1)).toMatchObject({ verdict: 'badMac' });
  });

  it('takes R-MAC 0 under the number of CCRYPT, as older readers send it', () => {
    const quirky = session.map((frame) => (frame.code === 0x78 && frame.security ? { ...frame, security: { ...frame.security, type: 0x12 } } : frame));
    expect(
      new Set(
        hearAll(quirky, [key])
          .slice(4)
          .map(({ verdict }) => verdict),
      ),
    ).toEqual(new Set(['good']));
  });

  it('is that of one reader: another one on the line has a session of its own', () => {
    const other = session.slice(0, 4).map((frame) => ({ ...frame, address: 5 }));
    const heard = hearAll([...session.slice(0, 20), ...other, ...session.slice(20)], [key]);
    expect(heard.map(({ address, verdict }) => `${address} ${verdict}`)).toEqual([
      ...Array<string>(4).fill('0 clear'),
      ...Array<string>(16).fill('0 good'),
      ...Array<string>(4).fill('5 clear'),
      ...Array<string>(session.length - 20).fill('0 good'),
    ]);
  });
});

describe('a recorded installation', () => {
  it('is followed into the session of the new key, which nobody had to give', () => {
    const heard = hearAll(install, []);
    expect(heard.find(({ name }) => name === 'KEYSET')).toMatchObject({ verdict: 'good', fields: [{ name: 'key', value: '··' }] });
    const after = heard.slice(heard.findIndex(({ name }) => name === 'KEYSET') + 1);
    expect(new Set(after.map(({ verdict }) => verdict))).toEqual(new Set(['good']));
    expect(after.length).toBeGreaterThan(10);
  });

  it('never shows the frame with the new key, as the key that everyone knows would open it', () => {
    const frame = install.find(({ code }) => code === 0x75);
    const keySet = hearAll(install, []).find(({ name }) => name === 'KEYSET');
    if (frame === undefined || keySet === undefined) throw new Error('no KEYSET in the recording');
    expect(keySet.hex).toContain('··'.repeat(frame.data.length));
    expect(keySet.hex.replaceAll('·', '')).not.toContain(Buffer.from(frame.data).toString('hex').slice(0, 8));
  });
});

function frameOf(bytes: Uint8Array): Frame {
  const frames = splitFrames(bytes);
  const [frame] = frames.ok ? frames.value : [];
  if (frame === undefined) throw new Error('no frame');
  return frame;
}
