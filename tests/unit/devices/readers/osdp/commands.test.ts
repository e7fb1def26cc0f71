import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandCodes } from '../../../../../src/main/devices/readers/osdp/command-codes.ts';
import { decodeCommand, encodeCommand, tryEncodeCommand } from '../../../../../src/main/devices/readers/osdp/commands.ts';
import type { Command, LampAction } from '../../../../../src/main/devices/readers/osdp/messages.ts';
import { anyCommand } from './any-message.ts';
import { bytesOf, frameOf, hexOf, recordedFrames, recordings } from './wire.ts';

const greenTwoSeconds: LampAction = {
  reader: 0,
  lamp: 0,
  temporary: { control: 2, on: 2, off: 2, onColour: 2, offColour: 0, timer: 20 },
  permanent: { control: 1, on: 5, off: 0, onColour: 1, offColour: 1 },
};
const untouched = { control: 0, on: 0, off: 0, onColour: 0, offColour: 0 } as const;
const key = bytesOf('00010203040506070001020304050607');

/** Every command: its code and data, partly from published frames. */
const written: readonly (readonly [string, Command])[] = [
  ['60', { name: 'poll' }],
  ['61 00', { name: 'id' }],
  ['61 01', { name: 'id', extended: true }],
  ['62 00', { name: 'cap' }],
  ['64', { name: 'lstat' }],
  ['65', { name: 'istat' }],
  ['66', { name: 'ostat' }],
  ['67', { name: 'rstat' }],
  [
    '68 00 03 6400 01 06 7800',
    {
      name: 'out',
      outputs: [
        { output: 0, control: 3, timer: 100 },
        { output: 1, control: 6, timer: 120 },
      ],
    },
  ],
  ['69 00 00 02 02 02 02 00 1400 01 05 00 01 01', { name: 'led', lamps: [greenTwoSeconds] }],
  ['6a 00 02 02 02 01', { name: 'buz', buzzers: [{ reader: 0, tone: 2, on: 2, off: 2, repeats: 1 }] }],
  ['6a 00 01 00 00 00', { name: 'buz', buzzers: [{ reader: 0, tone: 1, on: 0, off: 0, repeats: 0 }] }],
  ['6b 00 01 00 01 01 07 57454c434f4d45', { name: 'text', reader: 0, control: 1, seconds: 0, row: 1, column: 1, text: 'WELCOME' }],
  ['6b 01 04 05 02 03 00', { name: 'text', reader: 1, control: 4, seconds: 5, row: 2, column: 3, text: '' }],
  ['6e 00 80250000', { name: 'comset', address: 0, baudRate: 9600 }],
  ['6e 7e 00840300', { name: 'comset', address: 126, baudRate: 230_400 }],
  ['73 0007 02 ff', { name: 'bioRead', raw: bytesOf('000702ff') }],
  ['74 00 01', { name: 'bioMatch', raw: bytesOf('0001') }],
  ['75 01 10 00010203040506070001020304050607', { name: 'keySet', key }],
  ['76 b0b1b2b3b4b5b6b7', { name: 'chlng', randomA: bytesOf('b0b1b2b3b4b5b6b7') }],
  ['77 26d3356e07762d262801fc8e6665a891', { name: 'scrypt', cryptogram: bytesOf('26d3356e07762d262801fc8e6665a891') }],
  ['7b a005', { name: 'acuRxSize', bytes: 1440 }],
  ['7c 01 00000100 80000000 0300 aabbcc', { name: 'fileTransfer', type: 1, totalBytes: 65_536, offset: 128, fragment: bytesOf('aabbcc') }],
  ['7c 01 ffffffff feffffff 0000', { name: 'fileTransfer', type: 1, totalBytes: 4_294_967_295, offset: 4_294_967_294, fragment: bytesOf('') }],
  ['80 44ca00 0102', { name: 'mfg', oui: bytesOf('44ca00'), data: bytesOf('0102') }],
  ['a1 0100', { name: 'xwr', raw: bytesOf('0100') }],
  ['a2', { name: 'abort' }],
  ['a3 5fc102', { name: 'pivData', raw: bytesOf('5fc102') }],
  ['a4', { name: 'genAuth', raw: bytesOf('') }],
  ['a5 00', { name: 'crAuth', raw: bytesOf('00') }],
  ['a7 8813', { name: 'keepActive', forMs: 5000 }],
];

describe('commands', () => {
  it.each(written)('are written and read: %s', (hex, command) => {
    const [code = 0, ...data] = bytesOf(hex);
    expect(encodeCommand(command)).toEqual({ code, data: Uint8Array.from(data) });
    expect(decodeCommand(code, Uint8Array.from(data))).toEqual({ ok: true, value: command });
  });

  it('are all written down here', () => {
    expect(new Set(written.map(([, { name }]) => name))).toEqual(new Set(Object.keys(commandCodes)));
  });

  it('of any content are read as they were written', () => {
    fc.assert(
      fc.property(anyCommand, (command) => {
        const { code, data } = encodeCommand(command);
        expect(decodeCommand(code, data)).toEqual({ ok: true, value: command });
      }),
      { numRuns: 500 },
    );
  });

  it('that can be read at all are written with the same bytes, whatever came in', () => {
    const anyData = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.array(fc.nat({ max: 3 }), { maxLength: 30 }).map(Uint8Array.from.bind(Uint8Array)));
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...Object.values(commandCodes)), fc.nat({ max: 255 })), anyData, (code, data) => {
        const command = decodeCommand(code, data);
        if (command.ok) expect(encodeCommand(command.value)).toEqual({ code, data });
      }),
      { numRuns: 2000 },
    );
  });

  it('that were cut are refused, except where any length is right', () => {
    fc.assert(
      fc.property(anyCommand, fc.nat(), (command, keep) => {
        const { code, data } = encodeCommand(command);
        if ('raw' in command || command.name === 'mfg' || data.length === 0) return;
        const cut = data.subarray(0, keep % data.length);
        const itemBytes = { out: 4, led: 14, buz: 5 }[command.name as string];
        if (itemBytes !== undefined && cut.length > 0 && cut.length % itemBytes === 0) return;
        expect(decodeCommand(code, cut)).toEqual({ ok: false, error: 'tooShort' });
      }),
    );
  });

  it.each(recordings)('in clear of the recording %s give the same bytes again', (name) => {
    const commands = recordedFrames(name)
      .map(frameOf)
      .filter(({ fromReader, mac }) => !fromReader && mac === null);
    expect(commands.length).toBeGreaterThan(3);
    for (const { code, data } of commands) {
      const command = decodeCommand(code, data);
      if (!command.ok) throw new Error(`${code.toString(16)} ${hexOf(data)}: ${command.error}`);
      expect(encodeCommand(command.value)).toEqual({ code, data });
    }
  });

  it.each([
    ['a code that nobody knows', '63', 'unknownCode'],
    ['data where there are none', '60 00', 'tooLong'],
    ['no kind of identity', '61', 'tooShort'],
    ['an unknown kind of identity', '61 02', 'badValue'],
    ['no output', '68', 'tooShort'],
    ['half an output', '68 00 03 6400 01 06', 'tooShort'],
    ['an unknown thing to do with an output', '68 00 07 0000', 'badValue'],
    ['a colour that does not exist', '69 00 00 02 02 02 08 00 1400 00 00 00 00 00', 'badValue'],
    ['a lamp set to nothing for a time', '69 00 00 02 00 00 02 00 1400 00 00 00 00 00', 'badValue'],
    ['a lamp set to nothing for good', '69 00 00 00 00 00 00 00 0000 01 00 00 01 01', 'badValue'],
    ['a tone that never sounds', '6a 00 02 00 02 01', 'badValue'],
    ['row 0', '6b 00 01 00 00 01 01 41', 'badValue'],
    ['text shorter than counted', '6b 00 01 00 01 01 02 41', 'tooShort'],
    ['text longer than counted', '6b 00 01 00 01 01 01 4142', 'tooLong'],
    ['text that cannot be printed', '6b 00 01 00 01 01 01 0a', 'badValue'],
    ['the address of everybody', '6e 7f 80250000', 'badValue'],
    ['no speed', '6e 00 00000000', 'badValue'],
    ['a key of another kind', '75 02 10 00010203040506070001020304050607', 'badValue'],
    ['a key of 15 bytes', '75 01 10 000102030405060700010203040506', 'tooShort'],
    ['a fragment shorter than counted', '7c 01 00000100 80000000 0400 aabbcc', 'tooShort'],
  ])('are refused with %s', (_, hex, problem) => {
    const [code = 0, ...data] = bytesOf(hex);
    expect(decodeCommand(code, Uint8Array.from(data))).toEqual({ ok: false, error: problem });
  });

  it.each([
    ['a text in another script', { name: 'text', reader: 0, control: 1, seconds: 0, row: 1, column: 1, text: '欢迎' }, 'badValue'],
    ['a text with a line end', { name: 'text', reader: 0, control: 1, seconds: 0, row: 1, column: 1, text: 'A\n' }, 'badValue'],
    ['a text of 256 characters', { name: 'text', reader: 0, control: 1, seconds: 0, row: 1, column: 1, text: 'A'.repeat(256) }, 'tooLong'],
    ['a time that does not fit', { name: 'out', outputs: [{ output: 0, control: 5, timer: 65_536 }] }, 'badValue'],
    ['half a unit of time', { name: 'buz', buzzers: [{ reader: 0, tone: 2, on: 0.5, off: 0, repeats: 1 }] }, 'badValue'],
    ['a negative number', { name: 'keepActive', forMs: -1 }, 'badValue'],
    ['a number that is none', { name: 'acuRxSize', bytes: Number.NaN }, 'badValue'],
    ['no outputs', { name: 'out', outputs: [] }, 'tooShort'],
    ['a lamp set to nothing', { name: 'led', lamps: [{ ...greenTwoSeconds, permanent: { ...untouched, control: 1 } }] }, 'badValue'],
    ['more lamps than fit into a frame', { name: 'led', lamps: Array.from({ length: 102 }, () => greenTwoSeconds) }, 'tooLong'],
    ['a fragment that does not fit into a frame', { name: 'fileTransfer', type: 1, totalBytes: 9999, offset: 0, fragment: new Uint8Array(1413) }, 'tooLong'],
    ['a key of 15 bytes', { name: 'keySet', key: key.subarray(1) }, 'tooShort'],
  ] as const)('are not sent with %s', (_, command, problem) => {
    expect(tryEncodeCommand(command)).toEqual({ ok: false, error: problem });
    expect(() => encodeCommand(command)).toThrow(RangeError);
  });

  it('never show a key where they refuse one', () => {
    expect(() => encodeCommand({ name: 'keySet', key: key.subarray(1) })).toThrow('the command keySet cannot be sent: tooShort');
  });

  it('leave a lamp alone when they are told to, with any times', () => {
    const lamp = { ...greenTwoSeconds, temporary: { ...untouched, timer: 0 }, permanent: untouched };
    expect(hexOf(encodeCommand({ name: 'led', lamps: [lamp] }).data)).toBe('0000000000000000000000000000');
  });

  it('carry up to 1423 bytes, so that they also fit into a secured frame', () => {
    expect(encodeCommand({ name: 'mfg', oui: bytesOf('44ca00'), data: new Uint8Array(1420) }).data).toHaveLength(1423);
  });
});
