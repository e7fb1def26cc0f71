import { describe, expect, it } from 'vitest';
import { parseKey, parseNumberList } from '../../../src/main/cli/osdp/options.ts';
import { traceText } from '../../../src/main/cli/osdp/trace-text.ts';

describe('a list of addresses or speeds', () => {
  it.each([
    ['0-3,7', [0, 1, 2, 3, 7]],
    ['7, 0-1', [0, 1, 7]],
    ['5-5', [5]],
    ['3,3,2-4', [2, 3, 4]],
  ])('is read: %s', (text, numbers) => {
    expect(parseNumberList(text, [0, 126])).toEqual(numbers);
  });

  it.each(['', '127', '5-2', '-1', 'a', '1,,2', '0-', '1.5', '0-99999999'])('is refused: %j', (text) => {
    expect(parseNumberList(text, [0, 126])).toBeNull();
  });
});

describe('a typed key', () => {
  it('may have separators, and is never the one that everyone knows', () => {
    expect(parseKey('00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF')).toMatchObject({ ok: true });
    expect(parseKey('303132333435363738393a3b3c3d3e3f')).toEqual({ ok: false, error: 'defaultKey' });
    expect(parseKey('0x000102030405060708090a0b0c0d0e0f')).toEqual({ ok: false, error: 'notAKey' });
  });
});

describe('a line of a trace', () => {
  it('never lets a reader move the cursor of the terminal', () => {
    const text = traceText({
      atUtcMs: 0,
      direction: 'in',
      address: 1,
      sequence: 2,
      name: 'MFGREP',
      fields: [{ name: 'text', value: 'a\u001b[2Jb' }],
      security: 'mac',
    });
    expect(text).toBe('00:00:00.000 < #1 2 MFGREP   SC+ text=a [2Jb');
  });
});
