/** What the control panel says, as bytes (SIA OSDP v2.2, clause 6). It knows neither frames nor keys nor when a command may be sent. */
import { commandCodes } from './command-codes.ts';
import { after, characters, counted, fields, fixed, type Layout, mapped, nothing, oneOf, only, repeated, rest, u8, u16, u32 } from './layout.ts';
import { type EncodedMessage, type Layouts, MessageTable } from './message-table.ts';
import type { Command, LampAction, MessageProblem } from './messages.ts';
import type { Result } from './result.ts';

const positive = (layout: Layout<number>): Layout<number> => only(layout, (value) => value > 0);
/** Broadcast is no address of its own. */
const ownAddress = only(u8, (address) => address < 0x7f);
const colour = oneOf(0, 1, 2, 3, 4, 5, 6, 7);
const raw = fields({ raw: rest });

const printable = characters(
  (character) => (/^[ -~]$/.test(character) ? character.charCodeAt(0) : undefined),
  (byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : undefined),
);

/** A lamp that is set to neither on nor off is refused by readers (NAK 9). */
const lamp: Layout<LampAction> = fields({
  reader: u8,
  lamp: u8,
  temporary: only(
    fields({ control: oneOf(0, 1, 2), on: u8, off: u8, onColour: colour, offColour: colour, timer: u16 }),
    ({ control, on, off }) => control !== 2 || on + off > 0,
  ),
  permanent: only(
    fields({ control: oneOf(0, 1), on: u8, off: u8, onColour: colour, offColour: colour }),
    ({ control, on, off }) => control !== 1 || on + off > 0,
  ),
});

const buzzer = only(fields({ reader: u8, tone: u8, on: u8, off: u8, repeats: u8 }), ({ tone, on }) => tone === 1 || on > 0);

const layouts: Layouts<Command> = {
  poll: nothing,
  id: mapped(
    oneOf(0, 1),
    (asked: { readonly extended?: boolean }) => (asked.extended ? 1 : 0),
    (kind) => (kind === 1 ? { extended: true } : {}),
  ),
  cap: after([0x00], nothing),
  lstat: nothing,
  istat: nothing,
  ostat: nothing,
  rstat: nothing,
  out: fields({ outputs: repeated(fields({ output: u8, control: oneOf(0, 1, 2, 3, 4, 5, 6), timer: u16 }), 1) }),
  led: fields({ lamps: repeated(lamp, 1) }),
  buz: fields({ buzzers: repeated(buzzer, 1) }),
  text: fields({ reader: u8, control: oneOf(1, 2, 3, 4), seconds: u8, row: positive(u8), column: positive(u8), text: printable }),
  comset: fields({ address: ownAddress, baudRate: positive(u32) }),
  bioRead: raw,
  bioMatch: raw,
  keySet: after([0x01, 0x10], fields({ key: fixed(16) })),
  chlng: fields({ randomA: fixed(8) }),
  scrypt: fields({ cryptogram: fixed(16) }),
  acuRxSize: fields({ bytes: u16 }),
  fileTransfer: fields({ type: u8, totalBytes: u32, offset: u32, fragment: counted(2) }),
  mfg: fields({ oui: fixed(3), data: rest }),
  xwr: raw,
  abort: nothing,
  pivData: raw,
  genAuth: raw,
  crAuth: raw,
  keepActive: fields({ forMs: u16 }),
};

const table = new MessageTable<Command>(commandCodes, layouts);

/**
 * A command as bytes, or why no reader would take it: for whatever a person has put in (text, times, addresses, files).
 * `badValue` a number out of its range, a character that is not printable ASCII, a lamp or buzzer that is set to nothing;
 * `tooShort` an empty list; `tooLong` more data than fits into a frame (1423 bytes) or a text above 255 characters. Never throws (clause 6).
 */
export function tryEncodeCommand(command: Command): Result<EncodedMessage, MessageProblem> {
  return table.encode(command);
}

/**
 * A command as bytes (clause 6): the code and what follows it, in clear.
 * @throws RangeError for what `tryEncodeCommand` refuses: a program that has not asked it before, or a key, random number or cryptogram of another length.
 */
export function encodeCommand(command: Command): EncodedMessage {
  const encoded = table.encode(command);
  if (!encoded.ok) throw new RangeError(`the command ${command.name} cannot be sent: ${encoded.error}`);
  return encoded.value;
}

/**
 * What the bytes of a command mean (clause 6), for readers and traces; data in clear. Copies what it keeps; never throws.
 * `unknownCode` a code that is not in Annex A; `tooShort` and `tooLong` another length than the command has (a list that ends within an item is too short);
 * `badValue` what `tryEncodeCommand` would refuse.
 */
export function decodeCommand(code: number, data: Uint8Array): Result<Command, MessageProblem> {
  return table.decode(code, data);
}
