/**
 * Encryption of DC-09: AES in CBC mode without initial vector; random characters before a bar fill the first block up.
 * Must not keep a key. Never throws for what comes over the line.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const blockBytes = 16;
const noVector = Buffer.alloc(blockBytes);
const cipherOf = (key: Uint8Array): string => `aes-${key.length * 8}-cbc`;

/** The content in clear (`[` … time) from `[` and hexadecimal; null when it can't be: no whole blocks, or another key. */
export function decryptContent(content: string, key: Uint8Array): string | null {
  const found = /^\[((?:[0-9A-Fa-f]{32})+)\]?$/.exec(content);
  if (found === null) return null;
  const decipher = createDecipheriv(cipherOf(key), key, noVector).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(found[1] ?? '', 'hex'), decipher.final()]).toString('utf8');
  // What another key makes of it has neither a bar nor a time in its place.
  const parts = /^[^|[\]]*\|(.*\].*_\d{2}:\d{2}:\d{2},\d{2}-\d{2}-\d{4})\s*$/s.exec(plain);
  return parts === null ? null : `[${parts[1]}`;
}

/** `[` and hexadecimal from content in clear. */
export function encryptContent(content: string, key: Uint8Array): string {
  const bytes = Buffer.from(`|${content.slice(1)}`, 'utf8');
  const padding = padText(blockBytes - (bytes.length % blockBytes));
  const cipher = createCipheriv(cipherOf(key), key, noVector).setAutoPadding(false);
  return `[${Buffer.concat([cipher.update(Buffer.concat([padding, bytes])), cipher.final()])
    .toString('hex')
    .toUpperCase()}`;
}

/** Letters and digits: brackets and bars have a meaning. */
function padText(length: number): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef';
  return Buffer.from([...randomBytes(length)].map((byte) => letters.charAt(byte % letters.length)).join(''), 'latin1');
}
