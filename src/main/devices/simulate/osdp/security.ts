/** A simulated reader's key and secure session: handshake, the time after which a silent session is dropped, KEYSET. No timers. */
import { decodeFrame, encodeFrame, type Frame, type FrameParts } from '../../readers/osdp/frame.ts';
import { capabilityFunctions, nakCodes } from '../../readers/osdp/messages.ts';
import { fail, ok, type Result } from '../../readers/osdp/result.ts';
import { defaultKey, deriveSessionKeys, type SessionKeys } from '../../readers/osdp/secure/keys.ts';
import { answerChallenge, keyKindAskedFor, type ReaderHandshake } from '../../readers/osdp/secure/reader-handshake.ts';
import { type KeyKind, securityTypes } from '../../readers/osdp/secure/security-block.ts';
import type { Body } from './answers.ts';
import { capabilityOf, usualIdentity } from './model.ts';
import { ReaderEnd, type Sealing } from './reader-end.ts';

/** A reader drops a session in which it hears nothing for so long (clause 5.7). */
const sessionMs = 8_000;
const keyBytes = 16;

export class Security {
  readonly #body: Body;
  readonly #randomBytes: (count: number) => Uint8Array;
  #key: Uint8Array | null;
  #handshake: { readonly steps: ReaderHandshake; readonly keys: SessionKeys } | null = null;
  #end: ReaderEnd | null = null;
  #lastAtMs = 0;
  /** Sessions opened since the start. */
  sessions = 0;

  constructor(body: Body, randomBytes: (count: number) => Uint8Array) {
    this.#body = body;
    this.#randomBytes = randomBytes;
    this.#key = body.model.key;
  }

  get open(): boolean {
    return this.#end !== null;
  }

  /** It has a key of its own. */
  get hasKey(): boolean {
    return this.#key !== null;
  }

  hasThisKey(key: Uint8Array): boolean {
    return this.#key !== null && Buffer.from(this.#key).equals(key);
  }

  /** From the next handshake on; null = as from the factory. */
  takeKey(key: Uint8Array | null): void {
    this.#key = key;
  }

  close(): void {
    this.#end = null;
    this.#handshake = null;
  }

  expire(nowMs: number): void {
    if (this.#end !== null && nowMs - this.#lastAtMs > sessionMs) this.close();
  }

  /** The answer to a frame of a handshake, or the NAK code; null where it is none. */
  handshake(frame: Frame, nowMs: number): Result<Uint8Array, number> | null {
    if (frame.security?.type === securityTypes.challenge) return this.#challenged(frame);
    if (frame.security?.type === securityTypes.serverCryptogram) return this.#proved(frame, nowMs);
    return null;
  }

  /** The readable data of a command inside the session; null, and the session is over, where there is none or the MAC does not hold. */
  unseal(frame: Frame, nowMs: number): Uint8Array | null {
    const data = this.#end?.open(frame) ?? null;
    if (data === null) this.close();
    else this.#lastAtMs = nowMs;
    return data;
  }

  /** @throws Error without a session: only a command inside one is answered inside one. */
  seal(parts: Omit<FrameParts, 'security' | 'fromReader'>, sealing: Sealing): Uint8Array {
    if (this.#end === null) throw new Error('no session');
    return this.#end.seal(parts, sealing);
  }

  #challenged(frame: Frame): Result<Uint8Array, number> {
    this.close();
    const asked = keyKindAskedFor(frame);
    const canSecure = ((capabilityOf(this.#body.capabilities, capabilityFunctions.security)?.compliance ?? 0) & 1) === 1;
    if (asked === null || !canSecure) return fail(nakCodes.securityUnsupported);
    const key = this.#keyFor(asked);
    if (key === null) return fail(nakCodes.securityNotMet);
    const steps = answerChallenge(frame, { key, keyKind: asked, clientId: this.#clientId(), randomB: this.#randomBytes(8) });
    if (!steps.ok) return fail(nakCodes.length);
    this.#handshake = { steps: steps.value, keys: deriveSessionKeys(key, frame.data) };
    return ok(steps.value.ccrypt);
  }

  #proved(frame: Frame, nowMs: number): Result<Uint8Array, number> {
    const begun = this.#handshake;
    const answered = begun?.steps.acceptScrypt(frame);
    this.#handshake = null;
    if (begun === null || answered === undefined || !answered.ok) return fail(nakCodes.securityNotMet);
    const told = decodeFrame(answered.value.rmacI);
    if (answered.value.channel !== null && told.ok) {
      this.#end = new ReaderEnd(begun.keys, told.value.data);
      this.#lastAtMs = nowMs;
      this.sessions += 1;
    }
    if (!told.ok || !this.#body.model.habits?.rMacInScs12) return ok(answered.value.rmacI);
    const security = { type: securityTypes.clientCryptogram, data: told.value.security?.data ?? new Uint8Array(0) };
    return ok(encodeFrame({ ...told.value, security }));
  }

  /** Which key it proves; null = it does not speak about this kind. */
  #keyFor(asked: KeyKind): Uint8Array | null {
    const { takesDefaultKey, withoutKey = 'zeroKey' } = this.#body.model.habits ?? {};
    if (asked === 'default') return this.#key === null || takesDefaultKey ? defaultKey : null;
    if (this.#key !== null) return this.#key;
    return withoutKey === 'refuses' ? null : withoutKey === 'defaultKey' ? defaultKey : new Uint8Array(keyBytes);
  }

  /** cUID as readers make it: vendor, model, version, serial. */
  #clientId(): Uint8Array {
    if (this.#body.model.clientId !== undefined) return this.#body.model.clientId;
    const { vendor, model, version, serial } = this.#body.model.identity ?? usualIdentity(this.#body.model.address);
    const id = Buffer.alloc(8);
    id.write(vendor, 'hex');
    id.writeUInt8(model, 3);
    id.writeUInt8(version & 0x7f, 4);
    id.writeUIntLE(serial & 0xffffff, 5, 3);
    return id;
  }
}
