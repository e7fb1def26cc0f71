import { describe, expect, test } from 'vitest';
import { encodeCommand } from '../../../../src/main/devices/readers/osdp/commands.ts';
import { Deframer } from '../../../../src/main/devices/readers/osdp/deframer.ts';
import { encodeFrame } from '../../../../src/main/devices/readers/osdp/frame.ts';
import { createSimulatedReaders } from '../../../../src/main/devices/simulate/osdp/bus.ts';
import { type FaultKind, Faults, type HowOften } from '../../../../src/main/devices/simulate/osdp/faults.ts';
import type { PeripheralModel } from '../../../../src/main/devices/simulate/osdp/model.ts';
import { createSeededRandom } from '../../../../src/main/devices/simulate/random.ts';
import type { CardNumber } from '../../../../src/shared/model/cards.ts';
import { busOf, noLink, VirtualTime, virtualLine } from './virtual-line.ts';

const badge = (number: number): CardNumber => ({ format: 'H10301', facility: '45', number: String(number) });

describe('faults', () => {
  const strikes = (often: HowOften, occasions = 12): number[] => {
    const faults = new Faults(createSeededRandom(5));
    faults.set('late', often, 250);
    return Array.from({ length: occasions }, (_, index) => (faults.strike('late') === 250 ? index + 1 : 0)).filter((at) => at > 0);
  };

  test('strike always, each nth time, the next few times, or at random but the same for the same seed', () => {
    expect(strikes('always', 3)).toEqual([1, 2, 3]);
    expect(strikes({ oneIn: 5 })).toEqual([5, 10]);
    expect(strikes({ times: 2 })).toEqual([1, 2]);
    expect(strikes({ chance: 0.5 })).toEqual(strikes({ chance: 0.5 }));
    expect(strikes({ chance: 0.5 }, 100).length).toBeGreaterThan(30);
  });

  test('are none before they are set and none after they are cleared', () => {
    const faults = new Faults(createSeededRandom(5));
    expect(faults.strike('drop')).toBeNull();
    faults.set('drop', 'always');
    faults.set('echo', 'always');
    faults.clear('drop');
    expect([faults.strike('drop'), faults.strike('echo')]).toEqual([null, 0]);
    faults.clear();
    expect(faults.strike('echo')).toBeNull();
  });
});

describe('simulated readers on a line, asked by the control panel', () => {
  test('come online securely, and a card reaches the panel once', () => {
    const line = virtualLine(busOf(4));
    line.time.pass(2000);
    expect(line.of('online').map(({ readerId, secure }) => [readerId, secure])).toEqual([0, 1, 2, 3].map((address) => [`reader-${address}`, true]));
    expect(line.reader('reader-2').present(badge(12_345))).toBe(true);
    line.time.pass(1000);
    expect(line.of('card')).toEqual([expect.objectContaining({ readerId: 'reader-2', bitCount: 26, bits: Uint8Array.of(0x16, 0x98, 0x1c, 0xc0) })]);
  });

  test.each<[FaultKind, HowOften, number]>([
    ['drop', { oneIn: 3 }, 0],
    ['corrupt', { oneIn: 3 }, 0],
    ['busy', { oneIn: 2 }, 0],
    ['late', { oneIn: 5 }, 250],
    ['split', 'always', 3],
    ['marks', 'always', 0],
    ['stray', 'always', 0],
    ['echo', 'always', 0],
  ])('%s: no card is lost, none doubled, and the session holds', (kind, often, value) => {
    const line = virtualLine(busOf(4));
    line.time.pass(2000);
    if (kind === 'echo') line.faults.set(kind, often);
    for (const { faults } of line.readers) faults.set(kind, often, value);
    const presented: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      for (const reader of line.readers) {
        presented.push(`${reader.readerId} ${round}`);
        reader.present(badge(round));
        line.time.pass(130);
      }
      line.time.pass(500);
    }
    line.time.pass(20_000);
    const numberOf = (bits: Uint8Array): number => ((((bits[1] ?? 0) << 16) | ((bits[2] ?? 0) << 8) | (bits[3] ?? 0)) >> 7) & 0xffff;
    expect(
      line
        .of('card')
        .map(({ readerId, bits }) => `${readerId} ${numberOf(bits)}`)
        .sort(),
    ).toEqual(presented.sort());
    expect(line.of('offline')).toEqual([]);
    expect(line.readers.map(({ peripheral }) => peripheral.security.sessions)).toEqual([1, 1, 1, 1]);
  });

  test.each<[string, Partial<PeripheralModel>]>([
    ['RMAC_I in SCS_12', { habits: { rMacInScs12: true } }],
    ['states readable under SCS_15', { habits: { plainStatus: true } }],
    ['empty encrypted blocks', { habits: { emptyBlocks: true } }],
    ['a POLL wanted first', { habits: { wantsPollFirst: true } }],
    ['checksum only', { habits: { checksumOnly: true } }],
    ['no identity', { habits: { withoutIdentity: true } }],
    ['a slow boot', { bootMs: 1500 }],
    [
      'all of that but the boot',
      { habits: { rMacInScs12: true, plainStatus: true, emptyBlocks: true, wantsPollFirst: true, checksumOnly: true, withoutIdentity: true } },
    ],
  ])('a reader with odd habits (%s) is online securely all the same', (_, model) => {
    const line = virtualLine(busOf(2), { models: { 'reader-1': model } });
    const reader = line.reader('reader-1');
    reader.unplug();
    reader.replug();
    line.time.pass(6000);
    expect(line.of('online').map(({ readerId, secure }) => [readerId, secure])).toContainEqual(['reader-1', true]);
    reader.tamper(true);
    reader.present(badge(7));
    line.time.pass(1000);
    expect(line.of('card')).toHaveLength(1);
    expect(line.of('local').at(-1)).toMatchObject({ readerId: 'reader-1', tamper: true });
    expect([line.of('offline'), line.of('insecure'), reader.peripheral.security.sessions]).toEqual([[], [], 1]);
  });

  test('a frame that was cut or broken once comes whole the next time', () => {
    const line = virtualLine(busOf(1));
    line.time.pass(2000);
    const reader = line.reader('reader-0');
    expect([reader.cutFrame(badge(1), 9), reader.brokenFrame(badge(2)), reader.flood(badge(3), 3), reader.garbage(Uint8Array.of(0x53, 0x80, 0x08))]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    line.time.pass(3000);
    expect(line.of('card')).toHaveLength(5);
    expect(line.of('offline')).toEqual([]);
  });

  test('keys, tamper, power and contacts are told once each', () => {
    const line = virtualLine(busOf(1));
    line.time.pass(2000);
    const reader = line.reader('reader-0');
    const before = line.events.length;
    reader.keys('1234#');
    reader.tamper(true);
    line.time.pass(500);
    reader.power(true);
    reader.input(1, 1);
    reader.input(9, 1);
    line.time.pass(500);
    expect(line.events.slice(before).map(({ readerId, ...told }) => told)).toEqual([
      { type: 'keys', keys: '1234#', atMs: expect.any(Number) },
      { type: 'local', tamper: true, power: false },
      { type: 'local', tamper: true, power: true },
      { type: 'inputs', inputs: [0, 1] },
    ]);
  });

  test('what can not be sent is refused: a card without bits, or a reader without power', () => {
    const line = virtualLine(busOf(1));
    const reader = line.reader('reader-0');
    expect(reader.present({ format: 'em4100', facility: null, number: '0C000621A5' })).toBe(false);
    expect(reader.present({ format: 'raw', facility: null, number: '26:16981CC0' })).toBe(true);
    reader.unplug();
    expect([reader.plugged, reader.present(badge(1)), reader.keys('1'), reader.garbage(Uint8Array.of(1))]).toEqual([false, false, false, false]);
  });

  test('a reader that was away is back within 2 s and its neighbours never noticed', () => {
    const line = virtualLine(busOf(8));
    line.time.pass(4000);
    line.reader('reader-3').unplug();
    line.time.pass(20_000);
    expect(line.of('offline').map(({ readerId, cause }) => [readerId, cause])).toEqual([['reader-3', 'noReply']]);
    line.reader('reader-3').replug();
    line.time.pass(2000);
    expect(line.of('online')).toHaveLength(9);
    expect(line.readers.map(({ peripheral }) => peripheral.security.sessions)).toEqual([1, 1, 1, 2, 1, 1, 1, 1]);
  });

  test('a reader at another speed hears nothing', () => {
    const line = virtualLine([...busOf(1), { id: 'slow', baudRate: 9600, osdp: { address: 9, secure: 'required' } }]);
    line.time.pass(3000);
    expect(line.of('online').map(({ readerId }) => readerId)).toEqual(['reader-0']);
    line.line.setBaudRate(9600);
    line.time.pass(3000);
    expect(line.of('online').map(({ readerId }) => readerId)).toEqual(['reader-0', 'slow']);
  });

  test('two readers that answer the same call make no frame', () => {
    const ask = (count: number): number => {
      const heard = new Deframer();
      let frames = 0;
      const time = new VirtualTime();
      const { line } = createSimulatedReaders(busOf(count), {
        clock: { utcMs: () => time.nowMs, monoMs: () => time.nowMs },
        timer: time,
        baudRate: 115_200,
        link: noLink,
        send: (bytes) => {
          frames += heard.push(bytes, time.nowMs).frames.length;
        },
      });
      line.received(encodeFrame({ address: 0x7f, fromReader: false, sequence: 0, check: 'crc', security: null, ...encodeCommand({ name: 'id' }) }));
      time.pass(100);
      return frames;
    };
    expect([ask(1), ask(2)]).toEqual([1, 0]);
  });

  test('after the stop nothing is on its way', () => {
    const line = virtualLine(busOf(4));
    for (const { faults } of line.readers) faults.set('late', 'always', 5000);
    line.time.pass(300);
    line.panel.stop();
    line.line.stop();
    expect(line.time.waiting).toBe(0);
  });

  test('one that has the public key again is told as insecure, and is not spoken to', () => {
    const line = virtualLine(busOf(2), { models: { 'reader-1': { habits: { withoutKey: 'defaultKey' } } } });
    line.time.pass(2000);
    const reader = line.reader('reader-1');
    reader.unplug();
    line.time.pass(10_000);
    reader.peripheral.security.takeKey(null);
    reader.replug();
    line.time.pass(5000);
    expect(reader.peripheral.security.hasKey).toBe(false);
    expect(line.of('online')).toHaveLength(2);
    expect(line.of('insecure')).toEqual([expect.objectContaining({ readerId: 'reader-1', attempt: 'defaultKey' })]);
  });

  test('a card in clear from a reader that must be secure is no card', () => {
    const line = virtualLine(busOf(1));
    line.time.pass(2000);
    const reader = line.reader('reader-0');
    reader.faults.set('plain', { times: 1 });
    line.time.pass(1000);
    reader.faults.set('plain', 'always');
    reader.present(badge(1));
    line.time.pass(1000);
    expect(line.of('card')).toEqual([]);
    expect(line.of('insecure')[0]).toMatchObject({ attempt: 'plainReply' });
  });

  test('the lamp tells what was decided', () => {
    const line = virtualLine(busOf(1));
    line.time.pass(2000);
    const reader = line.reader('reader-0');
    const lamp = (onColour: 1 | 2 | 3, off: number) => ({
      name: 'led' as const,
      lamps: [
        {
          reader: 0,
          lamp: 0,
          temporary: { control: 2 as const, on: 3, off, onColour, offColour: 0 as const, timer: 30 },
          permanent: { control: 0 as const, on: 0, off: 0, onColour: 0 as const, offColour: 0 as const },
        },
      ],
    });
    line.panel.indicate('reader-0', [lamp(3, 3)]);
    line.time.pass(200);
    expect(reader.shown()).toMatchObject({ sign: 'wait', lamp: { colour: 3, blinks: true } });
    line.panel.indicate('reader-0', [lamp(2, 0)]);
    line.time.pass(200);
    line.panel.indicate('reader-0', [lamp(1, 3)]);
    line.time.pass(200);
    expect(reader.indications.map(({ granted }) => granted)).toEqual([true, false]);
    expect(reader.shown().sign).toBe('denied');
    line.time.pass(4000);
    expect(reader.shown()).toMatchObject({ sign: null, lamp: { colour: 0 } });
  });
});
