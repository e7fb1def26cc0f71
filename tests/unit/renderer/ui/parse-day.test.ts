import { describe, expect, it } from 'vitest';
import { parseDay } from '../../../../src/renderer/ui/parse-day.ts';

const nowUtcMs = new Date(2026, 10, 21, 14, 30).getTime();

describe('a last day that is typed', () => {
  it('means the end of that local day, today included', () => {
    expect(parseDay(' 2026-11-21 ', nowUtcMs)).toBe(new Date(2026, 10, 21, 23, 59, 59, 999).getTime());
  });

  it('is no end at all when nothing is typed', () => {
    expect(parseDay(' ', nowUtcMs)).toBeNull();
  });

  it.each(['2026-11-20', '2026-02-30', '2027-13-01', '31.12.2026', '2026-1-1', 'soon'])('is refused as %s', (text) => {
    expect(parseDay(text, nowUtcMs)).toBe('wrong');
  });
});
