/**
 * One frame on the wire (SIA OSDP v2.2, clause 5.7): `53 AA LL LH CC [security block] ID data [MAC] check`.
 * Layout only: it neither encrypts nor knows what a command means.
 */
import { checksum, crc16 } from './check.ts';
import type { Address, Sequence } from './messages.ts';
import { fail, ok, type Result } from './result.ts';

/** SCS_xx of the security block and its data bytes (usually none or one). */
export interface SecurityBlock {
  readonly type: number;
  readonly data: Uint8Array;
}

export type CheckKind = 'crc' | 'checksum';

export interface FrameParts {
  readonly address: Address;
  /** True for a reply: bit 7 of the address byte. */
  readonly fromReader: boolean;
  readonly sequence: Sequence;
  readonly check: CheckKind;
  readonly security: SecurityBlock | null;
  /** Command or reply code. */
  readonly code: number;
  /** After the code, before the MAC; still encrypted where the block says SCS_17 or SCS_18. */
  readonly data: Uint8Array;
}

export interface Frame extends FrameParts {
  /** The first four bytes of the MAC where the block says SCS_15 to SCS_18, else null. */
  readonly mac: Uint8Array | null;
  /** From SOM to the check, as it came. */
  readonly bytes: Uint8Array;
}

/** Why bytes are not one frame. `check` is the only one that a disturbed line alone can cause in a frame of ours. */
export type FrameProblem = 'start' | 'length' | 'control' | 'check' | 'securityBlock';

/** SOM. */
export const startOfMessage = 0x53;
/** The longest frame of the protocol, from SOM to the check, in bytes; a reader may take less (PDCAP function 10). */
export const maxFrameBytes = 1440;

const headerBytes = 5;
const macBytes = 4;
const crcBit = 0x04;
const securityBit = 0x08;
const reservedBits = 0xf0;

const checkBytes = (check: CheckKind): number => (check === 'crc' ? 2 : 1);

/** Only SCS_15 to SCS_18 are followed by a MAC (Annex D). */
const carriesMac = (security: SecurityBlock | null): boolean => security !== null && security.type >= 0x15 && security.type <= 0x18;

/**
 * The bytes of a frame that carries no MAC: in clear, or SCS_11 to SCS_14 (clause 5.7).
 * @throws RangeError if a part does not fit (address above 7F, more than 1440 bytes), or if the security block calls for a MAC.
 */
export function encodeFrame(parts: FrameParts): Uint8Array {
  if (carriesMac(parts.security)) throw new RangeError('this security block calls for a MAC');
  return withCheck(layOut(parts, 0), parts.check);
}

/**
 * SOM to the byte before the MAC, with a length that already counts the MAC and the check: the bytes that the MAC is computed over (Annex D).
 * @throws RangeError if a part does not fit, or if the security block is not one of SCS_15 to SCS_18.
 */
export function frameBeforeMac(parts: FrameParts): Uint8Array {
  if (!carriesMac(parts.security)) throw new RangeError('this security block takes no MAC');
  return layOut(parts, macBytes);
}

/**
 * The whole frame from what `frameBeforeMac` gave: appends the MAC and the check over everything before it (clause 5.7).
 * @param mac4 the first four bytes of the MAC.
 * @throws RangeError if the MAC is not four bytes or the check is not the one that the frame announces.
 */
export function finishFrame(beforeMac: Uint8Array, mac4: Uint8Array, check: CheckKind): Uint8Array {
  if (mac4.length !== macBytes) throw new RangeError('the MAC of a frame has four bytes');
  if (checkOf(beforeMac[4] ?? 0) !== check) throw new RangeError('the frame announces the other check');
  return withCheck(concat(beforeMac, mac4), check);
}

/**
 * The bytes of a received frame that its MAC covers: SOM to the byte before the MAC (Annex D).
 * @throws RangeError if the frame carries no MAC.
 */
export function beforeMac(frame: Frame): Uint8Array {
  if (frame.mac === null) throw new RangeError('a frame without MAC');
  return frame.bytes.subarray(0, frame.bytes.length - checkBytes(frame.check) - macBytes);
}

/**
 * Reads exactly one frame from SOM to check, without marks (clause 5.7). Copies what it keeps; never throws.
 * Refused: `start` no SOM; `length` other than announced or impossible; `control` reserved bits; `check` does not hold; `securityBlock` does not fit.
 */
export function decodeFrame(bytes: Uint8Array): Result<Frame, FrameProblem> {
  const announced = announcedBytes(bytes);
  if (!announced.ok) return announced;
  if (announced.value !== bytes.length) return fail('length');
  const control = bytes[4] ?? 0;
  const check = checkOf(control);
  if (!checkHolds(bytes, check)) return fail('check');
  const own = bytes.slice();
  const security = control & securityBit ? securityBlockOf(own) : null;
  if (security === undefined) return fail('securityBlock');
  const codeAt = headerBytes + (security === null ? 0 : security.data.length + 2);
  const mac = carriesMac(security) ? macBytes : 0;
  const end = own.length - checkBytes(check) - mac;
  if (codeAt >= end) return fail('securityBlock');
  return ok({
    address: (own[1] ?? 0) & 0x7f,
    fromReader: ((own[1] ?? 0) & 0x80) !== 0,
    sequence: sequenceOf(control),
    check,
    security,
    code: own[codeAt] ?? 0,
    data: own.subarray(codeAt + 1, end),
    mac: mac === 0 ? null : own.subarray(end, end + mac),
    bytes: own,
  });
}

/**
 * How long the frame that begins with these bytes says it is, in bytes from SOM to the check; null while too few of them are here (clause 5.7).
 * Refuses as soon as no frame can begin like this. Never throws.
 */
export function announcedBytes(bytes: Uint8Array): Result<number | null, FrameProblem> {
  if (bytes.length > 0 && bytes[0] !== startOfMessage) return fail('start');
  if (bytes.length < 4) return ok(null);
  const total = (bytes[2] ?? 0) | ((bytes[3] ?? 0) << 8);
  if (total < headerBytes + 2 || total > maxFrameBytes) return fail('length');
  if (bytes.length < headerBytes) return ok(null);
  const control = bytes[4] ?? 0;
  if (control & reservedBits) return fail('control');
  const least = headerBytes + (control & securityBit ? 2 : 0) + 1 + checkBytes(checkOf(control));
  return total < least ? fail('length') : ok(total);
}

const checkOf = (control: number): CheckKind => (control & crcBit ? 'crc' : 'checksum');

function sequenceOf(control: number): Sequence {
  const low = control & 0x03;
  return low === 0 ? 0 : low === 1 ? 1 : low === 2 ? 2 : 3;
}

function checkHolds(bytes: Uint8Array, check: CheckKind): boolean {
  const end = bytes.length - checkBytes(check);
  const covered = bytes.subarray(0, end);
  if (check === 'checksum') return bytes[end] === checksum(covered);
  return ((bytes[end] ?? 0) | ((bytes[end + 1] ?? 0) << 8)) === crc16(covered);
}

/** Undefined if its length byte cannot be true. */
function securityBlockOf(bytes: Uint8Array): SecurityBlock | undefined {
  const length = bytes[headerBytes] ?? 0;
  if (length < 2 || headerBytes + length > bytes.length) return undefined;
  return { type: bytes[headerBytes + 1] ?? 0, data: bytes.subarray(headerBytes + 2, headerBytes + length) };
}

/** SOM to the last byte of data; the length also counts what follows. */
function layOut(parts: FrameParts, tailBytes: number): Uint8Array {
  const { address, sequence, check, security, code, data } = parts;
  if (!fits(address, 0x7f) || !fits(sequence, 3) || !fits(code, 0xff)) throw new RangeError('address, sequence or code does not fit into a frame');
  const block = security === null ? [] : [security.data.length + 2, security.type, ...security.data];
  if (!block.every((byte) => fits(byte, 0xff))) throw new RangeError('the security block does not fit into a frame');
  const total = headerBytes + block.length + 1 + data.length + tailBytes + checkBytes(check);
  if (total > maxFrameBytes) throw new RangeError(`a frame has at most ${maxFrameBytes} bytes`);
  const control = sequence | (check === 'crc' ? crcBit : 0) | (security === null ? 0 : securityBit);
  const head = [startOfMessage, address | (parts.fromReader ? 0x80 : 0), total & 0xff, total >> 8, control, ...block, code];
  return concat(Uint8Array.from(head), data);
}

const fits = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;

function withCheck(bytes: Uint8Array, check: CheckKind): Uint8Array {
  if (check === 'checksum') return concat(bytes, Uint8Array.of(checksum(bytes)));
  const crc = crc16(bytes);
  return concat(bytes, Uint8Array.of(crc & 0xff, crc >> 8));
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
