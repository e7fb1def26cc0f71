/**
 * Secrets of users: a slow, memory-hard hash (scrypt, ASVS 11.4.2) over the secret keyed with a pepper that lies
 * outside the database. One hash at a time, so that guessing from many seats cannot take the post's memory.
 */
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface Secrets {
  /** PHC string of a new secret. */
  hash(secret: string): Promise<string>;
  /** True when the secret belongs to the hash; a null or unreadable hash costs the same time and is false. */
  verify(secret: string, hash: string | null): Promise<boolean>;
  /** Hashes waiting or running. */
  pending(): number;
}

export interface HashCost {
  /** log2 of N; 17 takes 128 MiB and about a third of a second. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

export const defaultCost: HashCost = { ln: 17, r: 8, p: 1 };
/** A fourth of that: somebody stands at the reader; a PIN of few digits is guarded by the pepper and by the refusals, not by its hash. */
export const cardPinCost: HashCost = { ln: 15, r: 8, p: 1 };
const keyBytes = 32;
const saltBytes = 16;
const phcPattern = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** `pepper`: at least 32 random bytes kept outside the database. */
export function createSecrets(options: { readonly pepper: Uint8Array; readonly cost?: HashCost }): Secrets {
  const cost = options.cost ?? defaultCost;
  let running: Promise<unknown> = Promise.resolve();
  let pending = 0;

  function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    pending += 1;
    const result = running.then(work).finally(() => {
      pending -= 1;
    });
    running = result.catch(() => undefined);
    return result;
  }

  const derive = (secret: string, salt: Uint8Array, with_: HashCost) => deriveKey(pepperedSecret(secret, options.pepper), salt, with_);

  return {
    hash: (secret) =>
      oneAtATime(async () => {
        const salt = randomBytes(saltBytes);
        return encodePhc(cost, salt, await derive(secret, salt, cost));
      }),
    verify: (secret, hash) =>
      oneAtATime(async () => {
        const known = hash === null ? null : parsePhc(hash);
        const wanted = known ?? { cost, salt: randomBytes(saltBytes), key: randomBytes(keyBytes) };
        const key = await derive(secret, wanted.salt, wanted.cost);
        return timingSafeEqual(key, wanted.key) && known !== null;
      }),
    pending: () => pending,
  };
}

function pepperedSecret(secret: string, pepper: Uint8Array): Buffer {
  return createHmac('sha256', pepper).update(secret.normalize('NFC')).digest();
}

function deriveKey(secret: Uint8Array, salt: Uint8Array, cost: HashCost): Promise<Buffer> {
  const N = 2 ** cost.ln;
  const maxmem = 128 * N * cost.r + 1024 * 1024 * 16;
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, keyBytes, { N, r: cost.r, p: cost.p, maxmem }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

function encodePhc(cost: HashCost, salt: Uint8Array, key: Uint8Array): string {
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${base64(salt)}$${base64(key)}`;
}

function parsePhc(text: string): { cost: HashCost; salt: Buffer; key: Buffer } | null {
  const [, ln, r, p, salt, key] = phcPattern.exec(text) ?? [];
  if (ln === undefined || r === undefined || p === undefined || salt === undefined || key === undefined) return null;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const bytes = Buffer.from(key, 'base64');
  // A stored cost beyond what we would ever write is damage or an attack on our memory.
  if (cost.ln < 1 || cost.ln > 20 || cost.r < 1 || cost.r > 16 || cost.p < 1 || cost.p > 4 || bytes.length !== keyBytes) return null;
  return { cost, salt: Buffer.from(salt, 'base64'), key: bytes };
}
