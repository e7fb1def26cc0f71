/** Reads C2SP signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint). Strict: what is not exactly a note that we would write is refused. */
import { createHash, createPublicKey, verify } from 'node:crypto';

export interface Note {
  readonly origin: string;
  readonly size: number;
  readonly rootBase64: string;
  readonly timeUtc: string | null;
  /** What was signed. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly keyId: string; readonly signature: Buffer }[];
}

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Answers null for what is not a checkpoint. */
export function parseNote(note: unknown): Note | null {
  if (typeof note !== 'string') return null;
  const gap = note.indexOf('\n\n');
  if (gap < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, gap + 1);
  const [origin, sizeText, rootBase64, ...extensions] = text.slice(0, -1).split('\n');
  if (!origin || sizeText === undefined || rootBase64 === undefined || !/^(0|[1-9]\d{0,15})$/.test(sizeText)) return null;
  if (strictBase64(rootBase64)?.length !== 32) return null;
  const signatures = note
    .slice(gap + 2, -1)
    .split('\n')
    .map(parseSignature);
  if (!signatures.every((line) => line !== null)) return null;
  const timeUtc = extensions.find((line) => line.startsWith('time '))?.slice(5) ?? null;
  return { origin, size: Number(sizeText), rootBase64, timeUtc, text, signatures };
}

function parseSignature(line: string): Note['signatures'][number] | null {
  const found = /^— (\S+) (\S+)$/.exec(line);
  const bytes = strictBase64(found?.[2] ?? '');
  if (found?.[1] === undefined || bytes === null || bytes.length !== 68) return null;
  return { name: found[1], keyId: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
}

/** Does the key sign this note? @param publicKey 32 raw bytes. */
export function isSignedBy(note: Note, key: { readonly name: string; readonly keyId: string; readonly publicKey: Buffer }): boolean {
  return note.signatures.some(
    (line) => line.name === key.name && line.keyId === key.keyId && verifyEd25519(Buffer.from(note.text), key.publicKey, line.signature),
  );
}

export function verifyEd25519(data: Uint8Array, publicKey: Buffer, signature: Buffer): boolean {
  try {
    const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
    return verify(null, data, key, signature);
  } catch {
    // Bytes that are no key sign nothing.
    return false;
  }
}

/** signed-note: the key id is the beginning of a hash over name, algorithm and key. */
export function keyIdOf(name: string, publicKey: Buffer): string {
  return createHash('sha256').update(name).update('\n\x01').update(publicKey).digest('hex').slice(0, 8);
}

/** Base64 in its one canonical form, or null. */
export function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
