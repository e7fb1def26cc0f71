import { describe, expect, it } from 'vitest';
import { lineGrade, percentText, placeOnLine, rowKey, rowsByLine, secureWord } from '../../../../../src/renderer/features/devices/line-words.ts';
import type { DeviceHealth, LineQuality } from '../../../../../src/shared/model/devices.ts';

const device = (id: string, more: Partial<DeviceHealth> = {}): DeviceHealth => ({
  id,
  kind: 'reader',
  name: id,
  speaks: 'osdp',
  address: '/dev/ttyUSB1 #0',
  state: 'online',
  sinceUtcMs: 0,
  cause: null,
  detail: null,
  lastSignOfLifeUtcMs: null,
  simulated: false,
  understood: 0,
  discarded: 0,
  lastTraffic: [],
  ...more,
});

describe('the grade of a line', () => {
  it.each([
    [{ exchanges: 19, retries: 0, badChecks: 0 }, null],
    [{ exchanges: 1000, retries: 0, badChecks: 0 }, 'good'],
    [{ exchanges: 1000, retries: 9, badChecks: 9 }, 'good'],
    [{ exchanges: 1000, retries: 11, badChecks: 0 }, 'noisy'],
    [{ exchanges: 1000, retries: 0, badChecks: 99 }, 'noisy'],
    [{ exchanges: 900, retries: 100, badChecks: 100 }, 'bad'],
  ])('of %j is %s', (counts, grade) => {
    expect(lineGrade(counts)).toBe(grade);
  });

  it('counts a bad check and the retry that it brought once', () => {
    expect(lineGrade({ exchanges: 1000, retries: 8, badChecks: 8 })).toBe('good');
  });
});

describe('how a reader speaks', () => {
  const line = (secure: boolean, secureRequired: boolean): LineQuality => ({
    secure,
    secureRequired,
    roundTripMs: null,
    exchanges: 0,
    retries: 0,
    badChecks: 0,
    busy: 0,
    naks: 0,
    identity: null,
    lastLoss: null,
  });

  it.each([
    ['online', null, true, true, 'on'],
    ['online', null, false, false, 'off'],
    ['online', null, false, true, 'missing'],
    ['offline', 'wrongKey', false, true, 'missing'],
    ['offline', 'insecureRefused', false, true, 'missing'],
  ] as const)('%s, %s: secure %s, required %s is %s', (state, cause, secure, required, word) => {
    expect(secureWord({ state, cause }, line(secure, required))).toBe(word);
  });

  it('is not called insecure while it says nothing at all', () => {
    expect(secureWord({ state: 'offline', cause: 'noReply' }, line(false, true))).toBe('required');
    expect(secureWord({ state: 'offline', cause: 'serviced' }, line(false, true))).toBe('required');
  });
});

describe('the list by lines', () => {
  it('puts the readers of a bus below their line, by address, where the first of them stood', () => {
    const rows = rowsByLine([
      device('annex', { address: '/dev/ttyUSB1 #12' }),
      device('desk', { speaks: 'line', address: '/dev/ttyACM0' }),
      device('turnstile', { address: '/dev/ttyUSB1 #2' }),
      device('main', { kind: 'panel', speaks: 'mapping', address: 'plant/#1' }),
      device('store', { address: '/dev/ttyUSB2 #0' }),
    ]);
    expect(rows.map(rowKey)).toEqual([
      'line:/dev/ttyUSB1',
      'reader:turnstile',
      'reader:annex',
      'reader:desk',
      'panel:main',
      'line:/dev/ttyUSB2',
      'reader:store',
    ]);
  });

  it('takes only readers that answer for readers of a bus', () => {
    expect(placeOnLine({ kind: 'reader', speaks: 'em4100', address: '/dev/x #1' })).toBeNull();
    expect(placeOnLine({ kind: 'reader', speaks: 'osdp', address: '/dev/my #1 port #7' })).toEqual({ path: '/dev/my #1 port', address: 7 });
  });
});

describe('a share in words', () => {
  it.each([
    [0, '0 %'],
    [0.004, '0.4 %'],
    [0.123, '12 %'],
  ])('%f is %s', (share, text) => {
    expect(percentText(share)).toBe(text);
  });
});
