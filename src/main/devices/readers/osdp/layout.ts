/**
 * How values lie in the data of a message: each layout is both its writing and its reading, so that the two cannot drift apart.
 * Integers have no sign and the low byte first (SIA OSDP v2.2, clause 5). Nothing here throws: the first problem is kept.
 */
import type { DataReader, DataWriter } from './message-data.ts';

export interface Layout<T> {
  write(to: DataWriter, value: T): void;
  read(from: DataReader): T;
}

const integerOf = (bytes: number): Layout<number> => ({
  write: (to, value) => to.integer(value, bytes),
  read: (from) => from.integer(bytes),
});
export const u8 = integerOf(1);
export const u16 = integerOf(2);
export const u32 = integerOf(4);

/** A byte that is one of these values. */
export function oneOf<const T extends number>(...values: readonly [T, ...T[]]): Layout<T> {
  const among = (byte: number): T | undefined => values.find((value) => value === byte);
  return {
    write(to, value) {
      if (among(value) === undefined) to.refuse('badValue');
      to.byte(value);
    },
    read(from) {
      const value = among(from.byte());
      if (value === undefined) from.refuse('badValue');
      return value ?? values[0];
    },
  };
}

/** Exactly so many bytes. */
export const fixed = (bytes: number): Layout<Uint8Array> => ({
  write(to, value) {
    if (value.length !== bytes) to.refuse(value.length < bytes ? 'tooShort' : 'tooLong');
    to.all(value);
  },
  read: (from) => from.take(bytes),
});

/** All bytes that are left. */
export const rest: Layout<Uint8Array> = {
  write: (to, value) => to.all(value),
  read: (from) => from.take(from.remainingBytes),
};

/** Bytes behind a field of one or two bytes that counts them. */
export const counted = (countBytes: 1 | 2): Layout<Uint8Array> => ({
  write(to, value) {
    if (value.length >= 256 ** countBytes) to.refuse('tooLong');
    to.integer(value.length, countBytes);
    to.all(value);
  },
  read: (from) => from.take(from.integer(countBytes)),
});

/** Characters of one byte each behind a byte that counts them; undefined for those that cannot be sent or do not exist. */
export const characters = (byteOf: (character: string) => number | undefined, characterOf: (byte: number) => string | undefined): Layout<string> => ({
  write(to, text) {
    const bytes = Array.from(text, byteOf);
    if (bytes.includes(undefined)) to.refuse('badValue');
    else
      counted(1).write(
        to,
        Uint8Array.from(bytes, (byte) => byte ?? 0),
      );
  },
  read(from) {
    const all = Array.from(counted(1).read(from), characterOf);
    if (all.includes(undefined)) from.refuse('badValue');
    return all.join('');
  },
});

/** The same layout again and again to the end of the data. */
export const repeated = <T>(item: Layout<T>, least: 0 | 1): Layout<readonly T[]> => ({
  write(to, values) {
    if (values.length < least) to.refuse('tooShort');
    for (const value of values) item.write(to, value);
  },
  read(from) {
    const values: T[] = [];
    if (from.remainingBytes === 0 && least > 0) from.refuse('tooShort');
    while (from.remainingBytes > 0) values.push(item.read(from));
    return values;
  },
});

/** Bytes that always are these, and then the value. */
export const after = <T>(constants: readonly number[], layout: Layout<T>): Layout<T> => ({
  write(to, value) {
    for (const byte of constants) to.byte(byte);
    layout.write(to, value);
  },
  read(from) {
    for (const byte of constants) if (from.byte() !== byte) from.refuse('badValue');
    return layout.read(from);
  },
});

/** Refuses values that the layout could carry but that mean nothing. */
export const only = <T>(layout: Layout<T>, allowed: (value: T) => boolean): Layout<T> => ({
  write(to, value) {
    if (!allowed(value)) to.refuse('badValue');
    layout.write(to, value);
  },
  read(from) {
    const value = layout.read(from);
    if (!allowed(value)) from.refuse('badValue');
    return value;
  },
});

/** The same thing in other words. */
export const mapped = <T, W>(layout: Layout<W>, toWire: (value: T) => W, fromWire: (wire: W) => T): Layout<T> => ({
  write: (to, value) => layout.write(to, toWire(value)),
  read: (from) => fromWire(layout.read(from)),
});

/** No data at all. */
export const nothing: Layout<object> = { write: () => undefined, read: () => ({}) };

/** Fields in the order in which they are written here. */
export function fields<T extends object>(layouts: { readonly [K in keyof T]-?: Layout<T[K]> }): Layout<T> {
  const names = Object.keys(layouts) as (keyof T)[];
  return {
    write(to, value) {
      for (const name of names) layouts[name].write(to, value[name]);
    },
    read(from) {
      const value: Partial<T> = {};
      for (const name of names) value[name] = layouts[name].read(from);
      return value as T;
    },
  };
}
