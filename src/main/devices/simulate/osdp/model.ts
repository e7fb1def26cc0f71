/** What a simulated reader is: identity, capabilities, key, and the habits of real devices that a control panel must bear. Types and defaults only. */
import { type Address, type Capability, capabilityFunctions, type ReaderIdentity } from '../../readers/osdp/messages.ts';

/** Habits of real readers (serial-readers.md 1.7). All are off unless set. */
export interface Habits {
  /** RMAC_I in SCS_12 instead of SCS_14. */
  readonly rMacInScs12?: boolean;
  /** LSTATR, ISTATR, OSTATR and RSTATR inside a session under SCS_15 with readable data and a good MAC. */
  readonly plainStatus?: boolean;
  /** Replies without data as SCS_18 with an encrypted block of nothing. */
  readonly emptyBlocks?: boolean;
  /** The answer to KEYSET comes in clear. */
  readonly keySetAckPlain?: boolean;
  /** Answers nothing before it has heard a POLL. */
  readonly wantsPollFirst?: boolean;
  /** Knows the one-byte checksum only. */
  readonly checksumOnly?: boolean;
  /** ID and CAP are answered by NAK 3. */
  readonly withoutIdentity?: boolean;
  /** What a reader without a key of its own says when it is asked for one: proves the all-zero key, the public one, or refuses. */
  readonly withoutKey?: 'zeroKey' | 'defaultKey' | 'refuses';
  /** The public key is taken although there is an own one. */
  readonly takesDefaultKey?: boolean;
}

/** How it takes a file: told in each FTSTAT. */
export interface FileHabits {
  readonly delayMs?: number;
  readonly newMaxBytes?: number;
  /** In answer to the last fragment: 1 done, 2 rebooting, 3 finishing, below 0 an error. */
  readonly endStatus?: number;
}

export interface PeripheralModel {
  readonly address: Address;
  /** Speed in bit/s: it hears nothing at any other. */
  readonly baudRate: number;
  /** SCBK of 16 bytes; null = fresh from the factory, waiting for its first key. */
  readonly key: Uint8Array | null;
  /** Refuses all but POLL, ID, CAP and the handshake in clear, and keeps its events for the session. */
  readonly fullSecurity?: boolean;
  readonly identity?: ReaderIdentity;
  /** cUID of its handshakes, 8 bytes; made from the identity unless given. */
  readonly clientId?: Uint8Array;
  readonly capabilities?: readonly Capability[];
  readonly habits?: Habits;
  readonly file?: FileHabits;
  /** After power comes, nothing is answered for so long. */
  readonly bootMs?: number;
}

const fns = capabilityFunctions;

/** Two inputs, two relays, lamps, buzzer, a display, CRC, AES-128, frames of 256 bytes. */
export const usualCapabilities: readonly Capability[] = [
  { fn: fns.inputs, compliance: 1, count: 2 },
  { fn: fns.outputs, compliance: 2, count: 2 },
  { fn: fns.cardFormat, compliance: 1, count: 1 },
  { fn: fns.lamp, compliance: 4, count: 1 },
  { fn: fns.buzzer, compliance: 2, count: 1 },
  { fn: fns.text, compliance: 1, count: 1 },
  { fn: fns.checkCharacter, compliance: 1, count: 0 },
  { fn: fns.security, compliance: 1, count: 0 },
  { fn: fns.receiveBuffer, compliance: 0, count: 1 },
  { fn: fns.readers, compliance: 0, count: 1 },
  { fn: fns.version, compliance: 2, count: 0 },
];

/** Of no maker: the OUI is one that is never given out. */
export const usualIdentity = (address: Address): ReaderIdentity => ({ vendor: '02005e', model: 1, version: 1, serial: 1000 + address, firmware: '1.0.0' });

export const capabilityOf = (capabilities: readonly Capability[], fn: number): Capability | null => capabilities.find((one) => one.fn === fn) ?? null;
export const countOf = (capabilities: readonly Capability[], fn: number): number => capabilityOf(capabilities, fn)?.count ?? 0;
