/** Follows the signing keys through the journal: each announced under the one before. Only the newest may sign. */

import type { Json, JsonObject } from '../../../shared/model/journal.ts';
import { canonicalJson } from '../chain/canonical-json.ts';
import { keyIdOf, strictBase64, verifyEd25519 } from './note.ts';

export interface KnownKey {
  readonly name: string;
  readonly keyId: string;
  readonly publicKey: Buffer;
}

export interface Announcement {
  readonly checkpointSize: number;
  readonly checkpointRoot: string | null;
}

export class KeyChain {
  current: KnownKey | null = null;
  /** False when the file begins after the first announcement: then the first one seen can't be checked. */
  readonly #fromStart: boolean;

  constructor(fromStart: boolean) {
    this.#fromStart = fromStart;
  }

  /** Takes an announcement; null when it does not follow from the key before. */
  announce(payloadText: unknown): Announcement | null {
    const payload = parseObject(payloadText);
    if (payload === null) return null;
    const { keyName, keyId, publicKey, previousKeyId, signature, checkpointSize, checkpointRoot } = payload;
    const raw = typeof publicKey === 'string' ? strictBase64(publicKey) : null;
    if (typeof keyName !== 'string' || typeof keyId !== 'string' || raw?.length !== 32 || keyIdOf(keyName, raw) !== keyId) return null;
    if (!this.#follows(payload, previousKeyId, signature)) return null;
    this.current = { name: keyName, keyId, publicKey: raw };
    return {
      checkpointSize: typeof checkpointSize === 'number' ? checkpointSize : -1,
      checkpointRoot: typeof checkpointRoot === 'string' ? checkpointRoot : null,
    };
  }

  #follows(payload: JsonObject, previousKeyId: Json | undefined, signature: Json | undefined): boolean {
    if (this.current === null) return !this.#fromStart || (previousKeyId === null && signature === null);
    const bytes = typeof signature === 'string' ? strictBase64(signature) : null;
    if (bytes === null || previousKeyId !== this.current.keyId) return false;
    const { signature: _, ...unsigned } = payload;
    return verifyEd25519(Buffer.from(`guardpost-key-v1\n${canonicalJson(unsigned)}`), this.current.publicKey, bytes);
  }
}

function parseObject(text: unknown): JsonObject | null {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    // Not JSON: not an announcement.
    return null;
  }
}
