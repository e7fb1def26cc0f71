/**
 * Seals document numbers (AES-256-GCM), makes the keyed hash by which equal numbers are found, and the masked form for the screen.
 * Must never let a full number into the journal, the search index or a log.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

export interface SealedDocument {
  readonly sealed: Buffer;
  readonly match: Buffer;
  readonly masked: string;
}

export class DocumentVault {
  readonly #sealKey: Buffer;
  readonly #matchKey: Buffer;
  /** Says which key this is without giving it away; kept in the database to notice a lost or foreign key file. */
  readonly keyId: string;

  /** @param master 32 random bytes from the key file. */
  constructor(master: Buffer) {
    this.#sealKey = derive(master, 'guardpost-document-seal-v1');
    this.#matchKey = derive(master, 'guardpost-document-match-v1');
    this.keyId = derive(master, 'guardpost-vault-key-id-v1').subarray(0, 8).toString('hex');
  }

  /** @param owner bound into the seal, so that a sealed number can't be moved to someone else's row. */
  seal(number: string, owner: string): SealedDocument {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#sealKey, nonce).setAAD(Buffer.from(owner));
    const text = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()]);
    return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]), match: this.matchOf(number), masked: maskDocument(number) };
  }

  /** The number, or null when the seal does not hold (another key, changed bytes). */
  unseal(sealed: Buffer, owner: string): string | null {
    if (sealed.length < nonceBytes + tagBytes) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.#sealKey, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
    } catch {
      // GCM answers a wrong tag with an exception and nothing else.
      return null;
    }
  }

  matchOf(number: string): Buffer {
    return createHmac('sha256', this.#matchKey).update(normaliseDocument(number)).digest();
  }
}

/** Upper case, letters and digits only, so that spaces and dashes make no difference. */
export function normaliseDocument(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** First 3 and last 2 characters, dots between; short numbers show less, so that at least half stays hidden. */
export function maskDocument(number: string): string {
  const characters = [...number.trim()];
  const [head, tail] = characters.length >= 10 ? [3, 2] : characters.length >= 4 ? [1, 1] : [0, 0];
  const hidden = characters.length - head - tail;
  return characters.slice(0, head).join('') + '•'.repeat(hidden) + characters.slice(characters.length - tail).join('');
}

function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), purpose, 32));
}
