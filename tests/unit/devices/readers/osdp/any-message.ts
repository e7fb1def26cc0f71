/** Any command and any reply that can be sent. */
import fc from 'fast-check';
import type { BuzzerAction, Command, LampAction, LampColour, OutputAction, Reply } from '../../../../../src/main/devices/readers/osdp/messages.ts';

const u8 = fc.nat({ max: 0xff });
const u16 = fc.nat({ max: 0xffff });
const u32 = fc.nat({ max: 0xffff_ffff });
const above0 = fc.integer({ min: 1, max: 0xff });
const address = fc.nat({ max: 0x7e });
const baudRate = fc.integer({ min: 1, max: 0xffff_ffff });
const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const some = fc.uint8Array({ maxLength: 100 });
const named = <const N extends string>(...names: N[]): fc.Arbitrary<N> => fc.constantFrom(...names);

const colour = fc.constantFrom<LampColour>(0, 1, 2, 3, 4, 5, 6, 7);
const lit = { on: above0, off: u8, onColour: colour, offColour: colour };
const lamp: fc.Arbitrary<LampAction> = fc.record({
  reader: u8,
  lamp: u8,
  temporary: fc.record({ control: fc.constantFrom(0 as const, 1 as const, 2 as const), ...lit, timer: u16 }),
  permanent: fc.record({ control: fc.constantFrom(0 as const, 1 as const), ...lit }),
});
const output: fc.Arbitrary<OutputAction> = fc.record({ output: u8, control: fc.constantFrom<OutputAction['control']>(0, 1, 2, 3, 4, 5, 6), timer: u16 });
const buzzer: fc.Arbitrary<BuzzerAction> = fc.record({ reader: u8, tone: u8, on: above0, off: u8, repeats: u8 });
const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { minLength: 1, maxLength: 6 });
const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 255 });

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ name: named('poll', 'lstat', 'istat', 'ostat', 'rstat', 'abort', 'id', 'cap') }),
  fc.constant({ name: 'id' as const, extended: true }),
  fc.record({ name: named('out'), outputs: list(output) }),
  fc.record({ name: named('led'), lamps: list(lamp) }),
  fc.record({ name: named('buz'), buzzers: list(buzzer) }),
  fc.record({
    name: named('text'),
    reader: u8,
    control: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    seconds: u8,
    row: above0,
    column: above0,
    text: printable,
  }),
  fc.record({ name: named('comset'), address, baudRate }),
  fc.record({ name: named('bioRead', 'bioMatch', 'xwr', 'pivData', 'genAuth', 'crAuth'), raw: some }),
  fc.record({ name: named('keySet'), key: bytes(16) }),
  fc.record({ name: named('chlng'), randomA: bytes(8) }),
  fc.record({ name: named('scrypt'), cryptogram: bytes(16) }),
  fc.record({ name: named('acuRxSize'), bytes: u16 }),
  fc.record({ name: named('fileTransfer'), type: u8, totalBytes: u32, offset: u32, fragment: some }),
  fc.record({ name: named('mfg'), oui: bytes(3), data: some }),
  fc.record({ name: named('keepActive'), forMs: u16 }),
);

const hex3 = bytes(3).map((vendor) => Buffer.from(vendor).toString('hex'));
const firmware = fc.tuple(u8, u8, u8).map((parts) => parts.join('.'));
const capability = fc.record({ fn: u8, compliance: u8, count: u8 });
const keys = fc.string({ unit: fc.constantFrom(...'0123456789*#ABCDEFGH'), maxLength: 255 });
const bits = fc.array(fc.boolean(), { maxLength: 300 });

/** Left aligned, zero padded. */
const packed = (all: readonly boolean[]): Uint8Array => {
  const packed = new Uint8Array(Math.ceil(all.length / 8));
  for (const [at, bit] of all.entries()) if (bit) packed[at >> 3] = (packed[at >> 3] ?? 0) | (0x80 >> (at & 7));
  return packed;
};

export const anyReply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ name: named('ack', 'busy') }),
  fc.record({ name: named('nak'), code: u8, detail: some }),
  fc.record({ name: named('pdid'), vendor: hex3, model: u8, version: u8, serial: u32, firmware }),
  fc.record({ name: named('pdcap'), capabilities: fc.array(capability, { maxLength: 20 }) }),
  fc.record({ name: named('lstatr'), tamper: fc.boolean(), power: fc.boolean() }),
  fc.record({ name: named('istatr'), inputs: fc.array(u8, { maxLength: 20 }) }),
  fc.record({ name: named('ostatr'), outputs: fc.array(fc.boolean(), { maxLength: 20 }) }),
  fc.record({ name: named('rstatr'), readers: fc.array(u8, { maxLength: 20 }) }),
  fc.tuple(u8, u8, bits).map(([reader, format, all]) => ({ name: 'raw' as const, reader, format, bitCount: all.length, bits: packed(all) })),
  fc.record({ name: named('fmt'), raw: some }),
  fc.record({ name: named('keypad'), reader: u8, keys }),
  fc.record({ name: named('com'), address, baudRate }),
  fc.record({ name: named('ccrypt'), clientId: bytes(8), randomB: bytes(8), cryptogram: bytes(16) }),
  fc.record({ name: named('rmacI'), mac: bytes(16) }),
  fc.record({ name: named('ftStat'), flags: u8, delayMs: u16, status: fc.integer({ min: -32_768, max: 32_767 }), newMaxBytes: u16 }),
  fc.record({ name: named('mfgRep'), oui: bytes(3), data: some }),
  fc.record({ name: named('other'), code: fc.constantFrom(0x57, 0x58, 0x59, 0x80, 0x81, 0x82, 0x83, 0x84, 0xb1, 0x00, 0xff), raw: some }),
);
