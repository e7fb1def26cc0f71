/**
 * Which key opens the secure channel of one reader: the order of tries, and what a failed one means.
 * SCBK-D is tried in an install window only. Keys stay in here.
 */
import type { CheckKind, Frame } from '../frame.ts';
import type { Address } from '../messages.ts';
import { decodeReply } from '../replies.ts';
import type { SecureChannel } from '../secure/channel.ts';
import { beginHandshake, type HandshakeProblem, type PanelHandshake } from '../secure/handshake.ts';
import { clientCryptogram, defaultKey, deriveSessionKeys, randomBytesLength, sameSecret } from '../secure/keys.ts';
import type { KeySet } from './words.ts';

type KeyRole = 'new' | 'pending' | 'current' | 'default';
interface Candidate {
  readonly key: Uint8Array;
  readonly role: KeyRole;
}

export interface InstallKeys {
  readonly newKey: Uint8Array;
  readonly isSent: boolean;
}

export type OpeningStep =
  /** Not a frame of this step, or one that can't be read. */
  | { readonly is: 'stray' }
  | { readonly is: 'proof' }
  | { readonly is: 'channel'; readonly channel: SecureChannel; readonly role: KeyRole }
  /** The reader does not have this key. `hasDefault`: it proved itself with the public one. `last`: no other key is left to try. */
  | { readonly is: 'refused'; readonly hasDefault: boolean; readonly last: boolean };

const notAnAnswer: readonly HandshakeProblem[] = ['unexpected', 'notSecured', 'malformed', 'outOfOrder'];

export class Opening {
  #keys: KeySet;
  #install: InstallKeys | null = null;
  #handshake: PanelHandshake | null = null;
  #randomA: Uint8Array = new Uint8Array(0);
  #proof: Uint8Array | null = null;
  #failed = 0;
  #trying: Candidate | null = null;
  #inUse: Candidate | null = null;
  readonly #randomBytes: (count: number) => Uint8Array;

  constructor(keys: KeySet, randomBytes: (count: number) => Uint8Array) {
    this.#keys = withoutDefault(keys);
    this.#randomBytes = randomBytes;
  }

  /** Whether there is a key to try. */
  get possible(): boolean {
    return this.#candidates().length > 0;
  }

  /** The channel was opened with the public key. */
  get isDefault(): boolean {
    return this.#inUse?.role === 'default';
  }

  /** The bytes of SCRYPT while they are due. */
  get proof(): Uint8Array | null {
    return this.#proof;
  }

  /** The window opens (or goes on after KEYSET), or closes. */
  installing(install: InstallKeys | null): void {
    this.#install = install;
    this.#failed = 0;
  }

  /** @returns whether the channel's key is none of these. */
  setKeys(keys: KeySet): boolean {
    this.#keys = withoutDefault(keys);
    this.#failed = 0;
    const used = this.#inUse?.key;
    return used === undefined || ![this.#keys.current, this.#keys.pending].some((key) => key !== null && sameSecret(key, used));
  }

  /** The key that is about to be given to the reader. */
  addPending(key: Uint8Array): void {
    this.#keys = { current: this.#keys.current, pending: key };
  }

  /** CHLNG with a new random number, sequence 0. @throws Error without a key to try. */
  challenge(address: Address, check: CheckKind): Uint8Array {
    const candidate = this.#candidate();
    this.#trying = candidate;
    if (candidate === null) throw new Error('a handshake without a key');
    this.#randomA = this.#randomBytes(randomBytesLength);
    this.#proof = null;
    const keyKind = candidate.role === 'default' ? 'default' : 'own';
    this.#handshake = beginHandshake({ address, check, key: candidate.key, keyKind, randomA: this.#randomA });
    return this.#handshake.challenge;
  }

  /** Takes CCRYPT or RMAC_I, whichever is due. */
  accept(frame: Frame): OpeningStep {
    const candidate = this.#trying;
    if (this.#handshake === null || candidate === null) return { is: 'stray' };
    if (this.#proof === null) {
      const proof = this.#handshake.acceptCcrypt(frame);
      if (!proof.ok) return this.#problem(proof.error, frame);
      this.#proof = proof.value;
      return { is: 'proof' };
    }
    const channel = this.#handshake.acceptRmac(frame);
    if (!channel.ok) return this.#problem(channel.error, frame);
    this.#inUse = candidate;
    this.#failed = 0;
    return { is: 'channel', channel: channel.value, role: candidate.role };
  }

  /** A handshake that came to nothing for another reason than its key: the next one tries the same key. */
  forget(): void {
    this.#handshake = null;
    this.#proof = null;
  }

  /**
   * The channel stands: which way the pending key went, if there was one.
   * @returns true: it is the key now; false: the reader never took it; null: there was none, or it can't be told.
   */
  settlePending(): boolean | null {
    const { role, key } = this.#inUse ?? { role: null, key: null };
    if (role === 'pending' || role === 'new') {
      this.#keys = { current: key, pending: null };
      this.#inUse = { key, role: 'current' };
      return true;
    }
    // It comes after the pending one, which has failed then.
    if (role !== 'current' || this.#keys.pending === null) return null;
    this.#keys = { current: this.#keys.current, pending: null };
    return false;
  }

  /** The reader refuses the handshake: with this key it will not be. */
  refused(hasDefault = false): Extract<OpeningStep, { is: 'refused' }> {
    this.forget();
    this.#failed += 1;
    const last = this.#failed >= this.#candidates().length;
    if (last) this.#failed = 0;
    return { is: 'refused', hasDefault, last };
  }

  #problem(problem: HandshakeProblem, frame: Frame): OpeningStep {
    return notAnAnswer.includes(problem) ? { is: 'stray' } : this.refused(this.#provesDefault(frame));
  }

  #provesDefault(frame: Frame): boolean {
    const reply = decodeReply(frame.code, frame.data);
    if (!reply.ok || reply.value.name !== 'ccrypt') return false;
    const { cryptogram, randomB } = reply.value;
    return sameSecret(cryptogram, clientCryptogram(deriveSessionKeys(defaultKey, this.#randomA), this.#randomA, randomB));
  }

  #candidate(): Candidate | null {
    return this.#candidates()[this.#failed] ?? null;
  }

  #candidates(): Candidate[] {
    const own: Candidate[] = [];
    const { pending, current } = this.#keys;
    if (pending !== null) own.push({ key: pending, role: 'pending' });
    if (current !== null) own.push({ key: current, role: 'current' });
    if (this.#install === null) return own;
    const others = own.filter(({ key }) => !sameSecret(key, this.#install?.newKey ?? key));
    const fresh: Candidate[] = this.#install.isSent ? [{ key: this.#install.newKey, role: 'new' }] : [];
    return [...fresh, { key: defaultKey, role: 'default' }, ...others];
  }
}

/** The public key is nobody's own. */
function withoutDefault({ current, pending }: KeySet): KeySet {
  const own = (key: Uint8Array | null): Uint8Array | null => (key === null || sameSecret(key, defaultKey) ? null : key);
  return { current: own(current), pending: own(pending) };
}
