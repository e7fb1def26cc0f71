/** What a reader answers, as bytes (SIA OSDP v2.2, clause 7). It knows neither frames nor keys nor which command was asked. */
import { replyCodes } from './command-codes.ts';
import { characters, fields, fixed, type Layout, mapped, nothing, only, repeated, rest, u8, u16, u32 } from './layout.ts';
import type { DataReader, DataWriter } from './message-data.ts';
import { type EncodedMessage, type Layouts, MessageTable } from './message-table.ts';
import type { MessageProblem, Reply } from './messages.ts';
import { ok, type Result } from './result.ts';

type KnownReply = Exclude<Reply, { readonly name: 'other' }>;

/** Any value but 0 is true. */
const flag: Layout<boolean> = mapped(
  u8,
  (on) => (on ? 1 : 0),
  (byte) => byte !== 0,
);

/** -32768 to 32767. */
const signed16: Layout<number> = only(
  mapped(
    u16,
    (value: number) => (value < 0 ? value + 0x10000 : value),
    (word) => (word < 0x8000 ? word : word - 0x10000),
  ),
  (value) => value >= -0x8000 && value < 0x8000,
);

/** As lower-case hex. */
const vendor: Layout<string> = only(
  mapped(
    fixed(3),
    (hex: string) => Uint8Array.from([0, 2, 4], (at) => Number.parseInt(hex.slice(at, at + 2), 16)),
    (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  ),
  (hex) => /^[0-9a-f]{6}$/.test(hex),
);

/** As `major.minor.build`. */
const firmware: Layout<string> = only(
  mapped(
    fields({ major: u8, minor: u8, build: u8 }),
    (text: string) => {
      const [major = 0, minor = 0, build = 0] = text.split('.').map(Number);
      return { major, minor, build };
    },
    ({ major, minor, build }) => `${major}.${minor}.${build}`,
  ),
  (text) => /^\d+\.\d+\.\d+$/.test(text),
);

const keyNames = '0123456789*#ABCDEFGH';
const keyBytes = [0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x7f, 0x0d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48];
const keys = characters(
  (key) => keyBytes[keyNames.indexOf(key)],
  (byte) => keyNames[keyBytes.indexOf(byte)],
);

type Card = Omit<Extract<Reply, { readonly name: 'raw' }>, 'name'>;

/** As many bytes as the bits need. Bits behind the last are zeroed, so that one card always gives the same bytes. */
const card: Layout<Card> = {
  write(to: DataWriter, { reader, format, bitCount, bits }: Card) {
    cardHead.write(to, { reader, format, bitCount });
    fixed(Math.ceil(bitCount / 8)).write(to, withoutPadding(bits, bitCount));
  },
  read(from: DataReader): Card {
    const head = cardHead.read(from);
    return { ...head, bits: withoutPadding(from.take(Math.ceil(head.bitCount / 8)), head.bitCount) };
  },
};
const cardHead = fields({ reader: u8, format: u8, bitCount: u16 });

function withoutPadding(bits: Uint8Array, bitCount: number): Uint8Array {
  const kept = bits.slice();
  const last = kept.length - 1;
  if (bitCount % 8 !== 0 && last === Math.floor(bitCount / 8)) kept[last] = (kept[last] ?? 0) & (0xff00 >> (bitCount % 8));
  return kept;
}

const layouts: Layouts<KnownReply> = {
  ack: nothing,
  nak: fields({ code: u8, detail: rest }),
  pdid: fields({ vendor, model: u8, version: u8, serial: u32, firmware }),
  pdcap: fields({ capabilities: repeated(fields({ fn: u8, compliance: u8, count: u8 }), 0) }),
  lstatr: fields({ tamper: flag, power: flag }),
  istatr: fields({ inputs: repeated(u8, 0) }),
  ostatr: fields({ outputs: repeated(flag, 0) }),
  rstatr: fields({ readers: repeated(u8, 0) }),
  raw: card,
  fmt: fields({ raw: rest }),
  keypad: fields({ reader: u8, keys }),
  com: fields({ address: only(u8, (address) => address < 0x7f), baudRate: only(u32, (rate) => rate > 0) }),
  ccrypt: fields({ clientId: fixed(8), randomB: fixed(8), cryptogram: fixed(16) }),
  rmacI: fields({ mac: fixed(16) }),
  busy: nothing,
  ftStat: fields({ flags: u8, delayMs: u16, status: signed16, newMaxBytes: u16 }),
  mfgRep: fields({ oui: fixed(3), data: rest }),
};

const table = new MessageTable<KnownReply>(replyCodes, layouts);

/**
 * A reply as bytes (clause 7): the code and what follows it, in clear. For simulated readers and tests.
 * @throws RangeError for a value that does not fit its field, or more data than fits into a frame (1423 bytes).
 */
export function encodeReply(reply: Reply): EncodedMessage {
  if (reply.name === 'other') return { code: reply.code, data: reply.raw };
  const encoded = table.encode(reply);
  if (!encoded.ok) throw new RangeError(`the reply ${reply.name} cannot be sent: ${encoded.error}`);
  return encoded.value;
}

/**
 * What the bytes of a reply mean (clause 7); data in clear. Copies what it keeps; never throws. A code that is not known gives `other`.
 * `tooShort` and `tooLong` another length than the reply has or counts (a list that ends within an item is too short);
 * `badValue` a key that no pad has, or a speed or an address that cannot be.
 */
export function decodeReply(code: number, data: Uint8Array): Result<Reply, MessageProblem> {
  const known = table.decode(code, data);
  if (known.ok || known.error !== 'unknownCode') return known;
  return ok({ name: 'other', code, raw: data.slice() });
}
