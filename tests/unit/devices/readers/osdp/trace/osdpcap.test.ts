import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCaptureLine, parseCaptureLine } from '../../../../../../src/main/devices/readers/osdp/trace/osdpcap.ts';

const fixtures = join(import.meta.dirname, '../../../../../fixtures/osdp');

describe('a line of a trace file', () => {
  it.each(['scbk-session.osdpcap', 'install-then-keyset.osdpcap'])('is written as it was read: %s', (name) => {
    for (const line of readFileSync(join(fixtures, name), 'utf8').trim().split('\n')) {
      const captured = parseCaptureLine(line);
      if (!captured.ok) throw new Error(captured.error);
      expect(JSON.parse(formatCaptureLine(captured.value, 'bench'))).toEqual(JSON.parse(line));
    }
  });

  it('comes back whole, to the millisecond', () => {
    fc.assert(
      fc.property(
        fc.nat(4_000_000_000_000),
        fc.constantFrom('in' as const, 'out' as const, 'seen' as const),
        fc.uint8Array({ minLength: 1 }),
        (atUtcMs, direction, bytes) => {
          const back = parseCaptureLine(formatCaptureLine({ atUtcMs, direction, bytes }, 'test'));
          expect(back).toEqual({ ok: true, value: { atUtcMs, direction, bytes } });
        },
      ),
    );
  });

  it.each([
    ['plain hex and numbers for times', '{"timeSec":1,"timeNano":500000000,"io":"input","data":"53ff"}', { atUtcMs: 1500, direction: 'in' }],
    ['spaces, and what was only overheard', '{"timeSec":"1","timeNano":"0","io":"trace","data":"53 FF"}', { atUtcMs: 1000, direction: 'seen' }],
    ['no time at all', '{"data":"53-FF"}', { atUtcMs: 0, direction: 'seen' }],
  ])('may have %s', (_, line, captured) => {
    expect(parseCaptureLine(line)).toEqual({ ok: true, value: { ...captured, bytes: Uint8Array.of(0x53, 0xff) } });
  });

  it.each([
    ['notJson', 'hello'],
    ['notACapture', '[]'],
    ['notACapture', '{"io":"input"}'],
    ['badData', '{"data":""}'],
    ['badData', '{"data":"5"}'],
    ['badData', '{"data":"zz"}'],
    ['badData', `{"data":"${'00'.repeat(9_000)}"}`],
    ['badTime', '{"data":"53","timeSec":"soon"}'],
    ['badTime', '{"data":"53","timeNano":-1}'],
  ])('is refused as %s', (problem, line) => {
    expect(parseCaptureLine(line)).toEqual({ ok: false, error: problem });
  });

  it('may be any text, without ever a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const parsed = parseCaptureLine(text);
        expect(parsed.ok ? parsed.value.bytes.length > 0 : parsed.error.length > 0).toBe(true);
      }),
    );
  });
});
