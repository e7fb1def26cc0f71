import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScanLines, nextLineMs } from '../../../../src/renderer/app/scan-lines.ts';

const passport = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const card = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];

describe('the lines of a document', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function scanned(given: readonly string[]) {
    const got: string[] = [];
    const lines = createScanLines((text) => got.push(text));
    given.forEach((line, at) => {
      lines.add(line, at * 50);
    });
    return { got, lines };
  }

  it.each([
    ['a passport', passport],
    ['an identity card', card],
    ['a smaller document', ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']],
    ['a visa', ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<']],
  ])('of %s go on as one scan, as soon as the last is there', (_, zone) => {
    expect(scanned(zone).got).toEqual([zone.join('\n')]);
  });

  it('keep no badge waiting', () => {
    expect(scanned(['B17', '0C000621A5', 'HTTPS://EXAMPLE.COM/VISITS/000017']).got).toEqual(['B17', '0C000621A5', 'HTTPS://EXAMPLE.COM/VISITS/000017']);
  });

  it('go on alone when no other comes', () => {
    const { got } = scanned(passport.slice(0, 1));
    expect(got).toEqual([]);
    vi.advanceTimersByTime(nextLineMs);
    expect(got).toEqual(passport.slice(0, 1));
    vi.runAllTimers();
    expect(got).toHaveLength(1);
  });

  it('go on before a code that is none of them', () => {
    expect(scanned([card[0] ?? '', 'B17']).got).toEqual([card[0], 'B17']);
  });

  it('make two scans of two documents', () => {
    expect(scanned([...passport, ...card]).got).toEqual([passport.join('\n'), card.join('\n')]);
  });

  it('are forgotten when the seat locks, with no timer left', () => {
    const { got, lines } = scanned(passport.slice(0, 1));
    lines.forget();
    expect(vi.getTimerCount()).toBe(0);
    lines.add('B17', 100);
    expect(got).toEqual(['B17']);
  });
});
