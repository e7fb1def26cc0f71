/** What stands in the key file of one reader, plain or sealed by the operating system's key store. Pure: touches no disk, and no message holds a key. */
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/model/result.ts';

/** The host's key store. Both may throw; a box that it can't open is an expected failure for us. */
export interface Sealer {
  seal(bytes: Uint8Array): Uint8Array;
  open(box: Uint8Array): Uint8Array;
}

export interface StoredKeys {
  readonly current: Uint8Array | null;
  readonly pending: Uint8Array | null;
}

/** `damaged`: not what we wrote. `sealedElsewhere`: this host or user can't open it. `otherReader`: copied from another reader. */
export type KeyFileProblem = 'unreadable' | 'damaged' | 'sealedElsewhere' | 'otherReader';

export const emptyKeys: StoredKeys = { current: null, pending: null };

const keyHex = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .nullable();
const keysShape = z.object({ readerId: z.string(), current: keyHex, pending: keyHex });
const fileShape = z.union([z.object({ version: z.literal(1), box: z.base64() }), keysShape.extend({ version: z.literal(1) })]);

/** Text for the file. @throws what the key store throws */
export function formatKeyFile(readerId: string, { current, pending }: StoredKeys, sealer: Sealer | null): string {
  const keys = { readerId, current: hexOf(current), pending: hexOf(pending) };
  if (sealer === null) return `${JSON.stringify({ version: 1, ...keys })}\n`;
  const box = sealer.seal(Buffer.from(JSON.stringify(keys)));
  return `${JSON.stringify({ version: 1, box: Buffer.from(box).toString('base64') })}\n`;
}

/** The keys in a file's text, and whether it is sealed. The reader's own id is in it, so that files can't be mixed up. */
export function parseKeyFile(text: string, readerId: string, sealer: Sealer | null): Result<StoredKeys & { readonly sealed: boolean }, KeyFileProblem> {
  const file = fileShape.safeParse(parseJson(text));
  if (!file.success) return fail('damaged');
  if (!('box' in file.data)) return keysOf(file.data, readerId, false);
  const opened = sealer === null ? null : open(sealer, file.data.box);
  if (opened === null) return fail('sealedElsewhere');
  const keys = keysShape.safeParse(parseJson(opened));
  return keys.success ? keysOf(keys.data, readerId, true) : fail('damaged');
}

function keysOf(keys: z.infer<typeof keysShape>, readerId: string, sealed: boolean): Result<StoredKeys & { readonly sealed: boolean }, KeyFileProblem> {
  if (keys.readerId !== readerId) return fail('otherReader');
  return ok({ current: bytesOf(keys.current), pending: bytesOf(keys.pending), sealed });
}

function open(sealer: Sealer, box: string): string | null {
  try {
    return Buffer.from(sealer.open(Buffer.from(box, 'base64'))).toString('utf8');
  } catch {
    // Sealed for another user, or by a key store that is gone: the caller says so.
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no shape fits. The library's message would hold a piece of the text.
    return null;
  }
}

/** A copy. @throws RangeError when it isn't 16 bytes */
export function keyBytes(key: Uint8Array): Uint8Array {
  if (key.length !== 16) throw new RangeError('a key has 16 bytes');
  return Uint8Array.from(key);
}

const hexOf = (key: Uint8Array | null): string | null => (key === null ? null : Buffer.from(key).toString('hex'));
const bytesOf = (hex: string | null): Uint8Array | null => (hex === null ? null : Uint8Array.from(Buffer.from(hex, 'hex')));
