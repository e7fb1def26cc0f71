/** What the control panel needs, tells and answers. Types only. Times are monotonic milliseconds unless the name says otherwise. */
import type { Frame } from '../frame.ts';
import type { Address, AttachedReaderState, Capability, Command, InputState, ReaderIdentity, Reply } from '../messages.ts';
import type { Result } from '../result.ts';

/** The byte link that the control panel speaks over; a serial port, or anything that carries bytes both ways. */
export interface ByteLine {
  /** Takes bytes to send; never throws. */
  write(bytes: Uint8Array): void;
  /** Resolves when the last byte written has left; absent = at once. */
  drained?(): Promise<void>;
  /** Changes the speed of an open line, in bit/s; absent = the line has none. */
  setBaudRate?(baudRate: number): Promise<void>;
}

/** Calls back once after `afterMs`; answers how to call it off. */
export interface Timer {
  after(afterMs: number, call: () => void): () => void;
}

/** SCBKs of 16 bytes. A pending one is tried first: it may have been taken just before a crash. */
export interface KeySet {
  readonly current: Uint8Array | null;
  readonly pending: Uint8Array | null;
}

export interface PanelReader {
  readonly readerId: string;
  /** 0 to 0x7E, one per reader of the line. */
  readonly address: Address;
  /** `required` never speaks in clear beyond what a handshake needs. */
  readonly secure: 'required' | 'off';
  readonly keys: KeySet;
}

export interface ControlPanelOptions {
  readonly baudRate: number;
  /** Each reader is asked this often where the line allows. */
  readonly pollMs: number;
  readonly readers: readonly PanelReader[];
  readonly nowMs: () => number;
  /** Bytes from a cryptographically strong source. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly timer: Timer;
  readonly onEvent: (event: PanelEvent) => void;
  /** Every frame that passes, for traces. Called only while set. */
  readonly onFrame?: (seen: SeenFrame) => void;
}

export interface SeenFrame {
  readonly direction: 'in' | 'out';
  readonly atMs: number;
  readonly frame: Frame;
  /** What it says in clear, where it could be opened; null for a frame that could not be understood. */
  readonly message: { readonly code: number; readonly data: Uint8Array } | null;
  /** For us, expected and whole. */
  readonly good: boolean;
}

export type LossCause =
  /** No valid reply for 8 s while others on the line speak. */
  | 'noReply'
  /** Nothing valid from anyone on the line for 2 s. */
  | 'lineSilent'
  /** The line itself went down. */
  | 'lineDown'
  | 'keyMissing'
  | 'wrongKey'
  | 'defaultKey'
  | 'insecureRefused'
  | 'sessionLost';

export type PanelEvent =
  | { readonly type: 'online'; readonly readerId: string; readonly secure: boolean }
  | { readonly type: 'offline'; readonly readerId: string; readonly cause: LossCause }
  | { readonly type: 'card'; readonly readerId: string; readonly format: number; readonly bitCount: number; readonly bits: Uint8Array; readonly atMs: number }
  | { readonly type: 'keys'; readonly readerId: string; readonly keys: string; readonly atMs: number }
  | { readonly type: 'local'; readonly readerId: string; readonly tamper: boolean; readonly power: boolean }
  | { readonly type: 'inputs'; readonly readerId: string; readonly inputs: readonly InputState[] }
  | { readonly type: 'outputs'; readonly readerId: string; readonly outputs: readonly boolean[] }
  | { readonly type: 'attached'; readonly readerId: string; readonly readers: readonly AttachedReaderState[] }
  /** A reader that must be secure spoke in clear, can't be secure, or has the public default key again. At most one of a kind per minute and reader. */
  | { readonly type: 'insecure'; readonly readerId: string; readonly attempt: 'plainReply' | 'noSecurity' | 'defaultKey' }
  /** A handshake with the pending key worked: it may be promoted. `false`: the current one worked, the pending one was never taken. */
  | { readonly type: 'pendingKey'; readonly readerId: string; readonly proven: boolean }
  | { readonly type: 'message'; readonly readerId: string; readonly reply: Reply };

export interface ReaderStatus {
  readonly online: boolean;
  readonly secure: boolean;
  /** null while it never was online. */
  readonly lastReplyAtMs: number | null;
  /** Mean of the newest 32 good exchanges, from the last byte sent to the whole reply. */
  readonly roundTripMs: number | null;
  readonly exchanges: number;
  readonly retries: number;
  readonly badChecks: number;
  readonly busy: number;
  readonly naks: number;
  readonly identity: ReaderIdentity | null;
  readonly capabilities: readonly Capability[];
  /** Why it is not online now, or why it was lost last. */
  readonly lastLoss: { readonly cause: LossCause; readonly atMs: number } | null;
}

export type RequestProblem =
  /** `refused`: this panel does not send it, because it can't be encoded, or because it would harm other readers of the line. */
  { readonly code: 'noSuchReader' | 'offline' | 'noReply' | 'cancelled' | 'refused' } | { readonly code: 'nak'; readonly nak: number };

export type InstallProblem = 'noSuchReader' | 'lineDown' | 'windowClosed' | 'noSecurity' | 'wrongKey' | 'keyNotStored' | 'refused' | 'cancelled';
export type InstallStage = 'windowOpen' | 'defaultHandshake' | 'keyStored' | 'keySent' | 'newHandshake';

export interface InstallOptions {
  /** Random, 16 bytes. */
  readonly newKey: Uint8Array;
  /** Stores the key as pending; the key is sent only after this said true. */
  readonly storePending: () => Promise<boolean>;
  readonly windowMs: number;
  readonly onStage: (stage: InstallStage) => void;
  readonly signal: AbortSignal;
}

/** The control panel of one line. `createControlPanel(options)` makes it; nothing is sent before `lineUp`. */
export interface ControlPanel {
  lineUp(line: ByteLine): void;
  lineDown(): void;
  received(chunk: Uint8Array, atMs: number): void;
  /** Leaves no timer. Pending requests answer `cancelled`. */
  stop(): void;
  /** Sends before the next poll of anyone and answers with the reader's reply. */
  request(readerId: string, command: Command): Promise<Result<Reply, RequestProblem>>;
  /** Lamp, buzzer, relay, text before the next poll of anyone; newer ones replace those of the reader that still wait. Dropped when offline. */
  indicate(readerId: string, commands: readonly Command[]): void;
  /** New keys; a reader that is online with another one goes on with a fresh handshake. */
  setKeys(readerId: string, keys: KeySet): void;
  /** The one way to the default key: opened by an operator, ends by itself. */
  install(readerId: string, options: InstallOptions): Promise<Result<void, InstallProblem>>;
  /** Readdresses (COMSET): the port follows the speed after the last byte left. */
  changeAddress(
    readerId: string,
    to: { readonly address: Address; readonly baudRate: number },
  ): Promise<Result<{ readonly address: Address; readonly baudRate: number }, RequestProblem>>;
  status(readerId: string): ReaderStatus | null;
  /** Rounds of polls over all readers since the start, for measurements. */
  readonly rounds: number;
  /** The listener for frames; null ends it. */
  watchFrames(listener: ((seen: SeenFrame) => void) | null): void;
}
