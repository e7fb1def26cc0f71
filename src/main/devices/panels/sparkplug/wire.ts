/**
 * A reader of protobuf's wire format, as much of it as a Sparkplug B payload needs. Own code and not the npm package
 * `sparkplug-payload`: that one hangs on protobufjs 6, which nobody keeps up any more, and throws on bad input.
 * Must not know what fields mean. Never throws: what is broken is null.
 */

/** One field of a message: an integer (wire types 0, 1 and 5 as they are), or the bytes of a string or message. */
export type WireField = { readonly number: number } & (
  | { readonly kind: 'varint' | 'fixed32' | 'fixed64'; readonly bits: bigint }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
);

const maxFields = 100_000;

/** The fields of one message in their order; null when the bytes are no message. */
export function readFields(bytes: Uint8Array): readonly WireField[] | null {
  const fields: WireField[] = [];
  const cursor: Cursor = { bytes, at: 0 };
  while (cursor.at < bytes.length) {
    const field = readField(cursor);
    if (field === null || fields.length >= maxFields) return null;
    fields.push(field);
  }
  return fields;
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function readField(cursor: Cursor): WireField | null {
  const key = readVarint(cursor);
  if (key === null || key > 0xffff_ffffn) return null;
  const number = Number(key >> 3n);
  if (number === 0) return null;
  switch (Number(key & 7n)) {
    case 0: {
      const bits = readVarint(cursor);
      return bits === null ? null : { number, kind: 'varint', bits };
    }
    case 1: {
      const eight = take(cursor, 8);
      return eight === null ? null : { number, kind: 'fixed64', bits: viewOf(eight).getBigUint64(0, true) };
    }
    case 2: {
      const length = readVarint(cursor);
      const bytes = length === null || length > BigInt(cursor.bytes.length) ? null : take(cursor, Number(length));
      return bytes === null ? null : { number, kind: 'bytes', bytes };
    }
    case 5: {
      const four = take(cursor, 4);
      return four === null ? null : { number, kind: 'fixed32', bits: BigInt(viewOf(four).getUint32(0, true)) };
    }
    default:
      // Groups were given up before Sparkplug was made.
      return null;
  }
}

/** At most ten bytes; what goes beyond 64 bits is cut off, as protobuf says. */
function readVarint(cursor: Cursor): bigint | null {
  let value = 0n;
  for (let index = 0; index < 10; index += 1) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) return null;
    cursor.at += 1;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  return null;
}

function take(cursor: Cursor, length: number): Uint8Array | null {
  if (length > cursor.bytes.length - cursor.at) return null;
  const taken = cursor.bytes.subarray(cursor.at, cursor.at + length);
  cursor.at += length;
  return taken;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A 32-bit float from its bits. */
export function floatOf(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, Number(BigInt.asUintN(32, bits)));
  return view.getFloat32(0);
}

/** A 64-bit float from its bits. */
export function doubleOf(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}
