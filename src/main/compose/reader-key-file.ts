/** What stands in the key file of one reader, plain or sealed by the operating system's key store. Pure: touches no disk, and no message holds a key. */
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { formatSealed, parseSealed, type SealedFileProblem, type Sealer } from './sealed-file.ts';

export interface StoredKeys {
  readonly current: Uint8Array | null;
  readonly pending: Uint8Array | null;
}

/** `otherReader`: copied from another reader. */
export type KeyFileProblem = SealedFileProblem | 'otherReader';

export const emptyKeys: StoredKeys = { current: null, pending: null };

const keyHex = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .nullable();
const keysShape = z.object({ readerId: z.string(), current: keyHex, pending: keyHex });

/** Text for the file. @throws what the key store throws */
export function formatKeyFile(readerId: string, { current, pending }: StoredKeys, sealer: Sealer | null): string {
  return formatSealed({ readerId, current: hexOf(current), pending: hexOf(pending) }, sealer);
}

/** The keys in a file's text, and whether it is sealed. The reader's own id is in it, so that files can't be mixed up. */
export function parseKeyFile(text: string, readerId: string, sealer: Sealer | null): Result<StoredKeys & { readonly sealed: boolean }, KeyFileProblem> {
  const file = parseSealed(text, keysShape, sealer);
  if (!file.ok) return file;
  const { content, sealed } = file.value;
  if (content.readerId !== readerId) return fail('otherReader');
  return ok({ current: bytesOf(content.current), pending: bytesOf(content.pending), sealed });
}

/** A copy. @throws RangeError when it isn't 16 bytes */
export function keyBytes(key: Uint8Array): Uint8Array {
  if (key.length !== 16) throw new RangeError('a key has 16 bytes');
  return Uint8Array.from(key);
}

const hexOf = (key: Uint8Array | null): string | null => (key === null ? null : Buffer.from(key).toString('hex'));
const bytesOf = (hex: string | null): Uint8Array | null => (hex === null ? null : Uint8Array.from(Buffer.from(hex, 'hex')));
