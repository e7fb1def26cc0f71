import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../../src/main/config/index.ts';
import { addressesText, configurationFor, hasMixedSpeeds, parseAddresses, securityWord } from '../../../../../src/renderer/features/reader-tools/find-plan.ts';
import type { ReaderAboutView } from '../../../../../src/shared/contract/index.ts';
import type { FoundReader } from '../../../../../src/shared/model/reader-tools.ts';

const found = (address: number, more: Partial<FoundReader> = {}): FoundReader => ({
  address,
  baudRate: 9600,
  identity: null,
  canSecure: true,
  defaultKey: true,
  ...more,
});
const known: ReaderAboutView = {
  readerId: 'turnstile-1',
  name: 'Turnstile',
  busId: 'bus7',
  path: '/dev/ttyUSB1',
  address: 0,
  baudRate: 9600,
  simulated: false,
  online: true,
  secure: true,
  secureRequired: true,
  key: 'stored',
  identity: null,
  capabilities: [],
  lastLoss: null,
};

describe('addresses to try', () => {
  it.each([
    ['0', [0]],
    ['0-3', [0, 1, 2, 3]],
    ['7, 2-3,3', [2, 3, 7]],
    ['126', [126]],
    ['1，2', [1, 2]],
  ])('"%s" are %j', (text, addresses) => {
    expect(parseAddresses(text)).toEqual(addresses);
  });

  it.each(['', ' , ', '127', '5-2', 'a', '-1', '1-', '0-200', '1.5'])('"%s" are none', (text) => {
    expect(parseAddresses(text)).toBeNull();
  });
});

describe('addresses in words', () => {
  it.each(['0', '0-7', '0-1, 5, 9-126'])('%s are read back as they are told', (text) => {
    expect(addressesText(parseAddresses(text) ?? [])).toBe(text);
  });
});

describe('what to write into the configuration', () => {
  it('is a bus with its readers, and the console takes it as it stands', () => {
    const yaml = configurationFor([], '/dev/serial/by-id/usb-FTDI #1', [found(0), found(5, { canSecure: false, defaultKey: null })]);
    const parsed = parseConfig(`post: { site: S, name: N }\n${yaml}\n`);
    expect(parsed).toMatchObject({ ok: true });
    if (!parsed.ok) return;
    expect(parsed.value.readers.map(({ id, path, baudRate, osdp }) => [id, path, baudRate, osdp?.address, osdp?.secure])).toEqual([
      ['reader-0', '/dev/serial/by-id/usb-FTDI #1', 9600, 0, 'required'],
      ['reader-5', '/dev/serial/by-id/usb-FTDI #1', 9600, 5, 'off'],
    ]);
  });

  it('adds to the bus that is there, and leaves out who stands in it already', () => {
    const yaml = configurationFor([known], '/dev/ttyUSB1', [found(0), found(1)]);
    expect(yaml).toContain('- id: bus7');
    expect(yaml).toContain('id: reader-1');
    expect(yaml).not.toContain('reader-0');
    expect(yaml).not.toContain('baudRate');
  });

  it('takes no id that is in use', () => {
    const others = ['bus1', 'reader-3'].map((readerId) => ({ ...known, readerId, busId: readerId }));
    const yaml = configurationFor(others, '/dev/ttyUSB9', [found(3)]);
    expect(yaml).toContain('- id: bus1-2');
    expect(yaml).toContain('id: reader-3-2,');
  });

  it('is nothing when all are known', () => {
    expect(configurationFor([known], '/dev/ttyUSB1', [found(0)])).toBe('');
  });

  it('warns of readers whose speeds differ', () => {
    expect(hasMixedSpeeds([found(0), found(1)])).toBe(false);
    expect(hasMixedSpeeds([found(0), found(1, { baudRate: 38_400 })])).toBe(true);
  });
});

describe('how a reader can be secured', () => {
  it.each([
    [{ canSecure: true, defaultKey: true }, 'defaultKey'],
    [{ canSecure: true, defaultKey: false }, 'ownKey'],
    [{ canSecure: true, defaultKey: null }, 'able'],
    [{ canSecure: false, defaultKey: null }, 'clearOnly'],
    [{ canSecure: null, defaultKey: null }, 'unknown'],
  ])('%j is told as %s', (facts, word) => {
    expect(securityWord(found(0, facts))).toBe(word);
  });
});
