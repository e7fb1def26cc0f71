import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCapture, writeCapture } from '../../../src/main/compose/trace-capture.ts';
import type { Replay } from '../../../src/shared/model/reader-tools.ts';

const recording = (name: string): string => readFileSync(new URL(`../../fixtures/osdp/${name}`, import.meta.url), 'utf8');
const sessionKey = Uint8Array.from({ length: 16 }, (_, at) => at);

function read(text: string, keys: readonly Uint8Array[] = [], unmasked = false): Replay {
  const answer = readCapture(text, keys, unmasked);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

describe('a recording', () => {
  it('is read whole with its key: every frame genuine, card and PIN masked', () => {
    const { lines, summary } = read(recording('scbk-session.osdpcap'), [sessionKey]);
    expect(summary).toMatchObject({ unreadable: 0, refused: 0, closed: 0, addresses: [0] });
    expect(lines).toHaveLength(summary.frames);
    expect(lines.every(({ good }) => good)).toBe(true);
    expect(lines.find(({ name }) => name === 'RAW')?.fields).toContainEqual({ name: 'bits', value: '··' });
    expect(lines.find(({ name }) => name === 'KEYPAD')?.fields).toContainEqual({ name: 'keys', value: '··' });
  });

  it('shows card and PIN to who asks for them', () => {
    const { lines } = read(recording('scbk-session.osdpcap'), [sessionKey], true);
    expect(lines.find(({ name }) => name === 'KEYPAD')?.fields).toContainEqual({ name: 'keys', value: '1234#' });
  });

  it('stays closed without its key, and says so', () => {
    const { lines, summary } = read(recording('scbk-session.osdpcap'));
    expect(summary.closed + summary.refused).toBeGreaterThan(0);
    expect(lines.find(({ name }) => name === 'RAW')?.fields).toEqual([]);
  });

  it('that was written here is read again as it was', () => {
    const { lines } = read(recording('install-then-keyset.osdpcap'), [], true);
    const again = read(writeCapture(lines), [], true);
    expect(again.lines.map(({ hex, direction, name }) => [hex, direction, name])).toEqual(lines.map(({ hex, direction, name }) => [hex, direction, name]));
  });

  it.each([
    ['{"data": "53"', '1'],
    ['\n{"timeSec":"1","timeNano":"0","io":"input","data":"53"}\nnot a line\n', '3'],
    ['', null],
  ])('that is none is refused with the line to blame: %j', (text, detail) => {
    expect(readCapture(text, [], false)).toEqual({ ok: false, error: { code: 'badFile', detail } });
  });

  it('with a piece that is no whole frame is read all the same', () => {
    const { summary } = read('{"timeSec":"1","timeNano":"0","io":"input","data":"53-80-08"}\n');
    expect(summary).toMatchObject({ frames: 0, unreadable: 1 });
  });
});
