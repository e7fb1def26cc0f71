/**
 * What a control panel (CP) and a reader (PD, peripheral device) say to each other: OSDP 2.2 (IEC 60839-11-5, SIA OSDP v2.2).
 * Words only; bytes are in commands.ts and replies.ts. Numbers are as on the wire unless a unit stands in the name.
 */

/** 0x00 to 0x7E; 0x7F reaches any reader (configuration). */
export type Address = number;
export const broadcastAddress = 0x7f;

/** Two bits of the control byte. 0 starts a conversation anew, then 1, 2, 3, 1 … (clause 5.9). */
export type Sequence = 0 | 1 | 2 | 3;

/** Colour of a lamp: 0 none, 1 red, 2 green, 3 amber, 4 blue, 5 magenta, 6 cyan, 7 white. */
export type LampColour = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** One lamp of a reader; on and off times in units of 100 ms. */
export interface LampAction {
  readonly reader: number;
  readonly lamp: number;
  /** 0 nothing, 1 end what runs, 2 set; then it falls back to the permanent state after `timer` units of 100 ms. */
  readonly temporary: {
    readonly control: 0 | 1 | 2;
    readonly on: number;
    readonly off: number;
    readonly onColour: LampColour;
    readonly offColour: LampColour;
    readonly timer: number;
  };
  /** 0 nothing, 1 set. */
  readonly permanent: { readonly control: 0 | 1; readonly on: number; readonly off: number; readonly onColour: LampColour; readonly offColour: LampColour };
}

/** `timer` in units of 100 ms; 0 = for ever. Control: 0 nothing, 1 off, 2 on, 3 off when the timer ends, 4 on when it ends, 5 on for the time, 6 off for the time. */
export interface OutputAction {
  readonly output: number;
  readonly control: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  readonly timer: number;
}

/** on, off in units of 100 ms; `repeats` 0 = for ever. Tone: 1 off, 2 default. */
export interface BuzzerAction {
  readonly reader: number;
  readonly tone: number;
  readonly on: number;
  readonly off: number;
  readonly repeats: number;
}

/** Control: 1 permanent without wrap, 2 permanent with wrap, 3 and 4 the same for `seconds`. Row and column from 1. Printable ASCII. */
export interface TextAction {
  readonly reader: number;
  readonly control: 1 | 2 | 3 | 4;
  readonly seconds: number;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Control panel to reader. `raw` data of the smart-card and biometric commands is passed through as it is. */
export type Command =
  | { readonly name: 'poll' | 'lstat' | 'istat' | 'ostat' | 'rstat' | 'abort' }
  /** `extended` asks for reply 59. */
  | { readonly name: 'id'; readonly extended?: boolean }
  | { readonly name: 'cap' }
  | { readonly name: 'out'; readonly outputs: readonly OutputAction[] }
  | { readonly name: 'led'; readonly lamps: readonly LampAction[] }
  | { readonly name: 'buz'; readonly buzzers: readonly BuzzerAction[] }
  | ({ readonly name: 'text' } & TextAction)
  | { readonly name: 'comset'; readonly address: Address; readonly baudRate: number }
  | { readonly name: 'bioRead' | 'bioMatch' | 'xwr' | 'pivData' | 'genAuth' | 'crAuth'; readonly raw: Uint8Array }
  /** Key of 16 bytes; only inside a secure channel. */
  | { readonly name: 'keySet'; readonly key: Uint8Array }
  /** RND.A, 8 bytes. */
  | { readonly name: 'chlng'; readonly randomA: Uint8Array }
  /** Server cryptogram, 16 bytes. */
  | { readonly name: 'scrypt'; readonly cryptogram: Uint8Array }
  | { readonly name: 'acuRxSize'; readonly bytes: number }
  | { readonly name: 'fileTransfer'; readonly type: number; readonly totalBytes: number; readonly offset: number; readonly fragment: Uint8Array }
  | { readonly name: 'mfg'; readonly oui: Uint8Array; readonly data: Uint8Array }
  | { readonly name: 'keepActive'; readonly forMs: number };
export type CommandName = Command['name'];

/** What a reader is, from PDID. Vendor: three bytes of IEEE OUI as lower-case hex. */
export interface ReaderIdentity {
  readonly vendor: string;
  readonly model: number;
  readonly version: number;
  readonly serial: number;
  /** `major.minor.build`. */
  readonly firmware: string;
}

/** One triplet of PDCAP: function 1 to 16, compliance level, number of items. */
export interface Capability {
  readonly fn: number;
  readonly compliance: number;
  readonly count: number;
}

/** Functions of PDCAP (Annex B). */
export const capabilityFunctions = {
  inputs: 1,
  outputs: 2,
  cardFormat: 3,
  lamp: 4,
  buzzer: 5,
  text: 6,
  time: 7,
  checkCharacter: 8,
  security: 9,
  receiveBuffer: 10,
  largestCombined: 11,
  smartCard: 12,
  readers: 13,
  biometrics: 14,
  securePin: 15,
  version: 16,
} as const;

/** NAK codes. */
export const nakCodes = {
  badCheck: 1,
  length: 2,
  unknownCommand: 3,
  sequence: 4,
  securityUnsupported: 5,
  securityNotMet: 6,
  bioType: 7,
  bioFormat: 8,
  record: 9,
} as const;

/** Supervised contact: 0 inactive, 1 active, 2 short, 3 open, 4 fault, 5 unknown. */
export type InputState = number;
/** 0 fine, 1 not connected, 2 tampered with. */
export type AttachedReaderState = number;

/** Reader to control panel. */
export type Reply =
  | { readonly name: 'ack' | 'busy' }
  /** `detail`: bytes after the code, if any. */
  | { readonly name: 'nak'; readonly code: number; readonly detail: Uint8Array }
  | ({ readonly name: 'pdid' } & ReaderIdentity)
  | { readonly name: 'pdcap'; readonly capabilities: readonly Capability[] }
  | { readonly name: 'lstatr'; readonly tamper: boolean; readonly power: boolean }
  | { readonly name: 'istatr'; readonly inputs: readonly InputState[] }
  | { readonly name: 'ostatr'; readonly outputs: readonly boolean[] }
  | { readonly name: 'rstatr'; readonly readers: readonly AttachedReaderState[] }
  /** `bits`: most significant first, left aligned, zero padded. Format 0 unspecified, 1 Wiegand with parity. */
  | { readonly name: 'raw'; readonly reader: number; readonly format: number; readonly bitCount: number; readonly bits: Uint8Array }
  /** Formatted card data; deprecated since 2.2.2. */
  | { readonly name: 'fmt'; readonly raw: Uint8Array }
  /** Keys as characters: 0-9, `*` (7F), `#` (0D), `A`-`D` for F1-F4 (41-44), `E`-`H` for F1+F2, F2+F3, F3+F4, F1+F4 pressed together (45-48). */
  | { readonly name: 'keypad'; readonly reader: number; readonly keys: string }
  | { readonly name: 'com'; readonly address: Address; readonly baudRate: number }
  | { readonly name: 'ccrypt'; readonly clientId: Uint8Array; readonly randomB: Uint8Array; readonly cryptogram: Uint8Array }
  | { readonly name: 'rmacI'; readonly mac: Uint8Array }
  /** `status`: 0 go on, 1 done, 2 rebooting, 3 finishing, below 0 an error. `newMaxBytes` 0 = as before. `flags` bit 0: may be interleaved with other commands, bit 1: leave the secure channel, bit 2: separate poll answers. */
  | { readonly name: 'ftStat'; readonly flags: number; readonly delayMs: number; readonly status: number; readonly newMaxBytes: number }
  | { readonly name: 'mfgRep'; readonly oui: Uint8Array; readonly data: Uint8Array }
  /** Any reply that this console knows by its code only (biometric, smart card, extended ID, manufacturer errors). */
  | { readonly name: 'other'; readonly code: number; readonly raw: Uint8Array };
export type ReplyName = Reply['name'];

/** Why the content of a frame with a good check is refused. */
export type MessageProblem = 'unknownCode' | 'tooShort' | 'tooLong' | 'badValue';
