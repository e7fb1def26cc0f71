/** What an installer's tools tell of readers that answer (OSDP). */
import type { DeviceCause } from './devices.ts';

export const toolProblems = [
  'noSuchReader',
  /** Protocol without a way back. */
  'notOsdp',
  'offline',
  'noReply',
  'refused',
  'busy',
  'cancelled',
  /** The install window closed before the reader was ready. */
  'windowClosed',
  /** The reader answers with neither the default key nor one of ours. */
  'wrongKey',
  'noSecurity',
  'keyNotStored',
  'portNotOpened',
  'badFile',
  'addressTaken',
  /** Others on the line would not be reached at another speed. */
  'speedShared',
] as const;
export type ToolProblemCode = (typeof toolProblems)[number];
export interface ToolProblem {
  readonly code: ToolProblemCode;
  readonly detail: string | null;
}

/** In this order; `failed` ends it early. */
export const installSteps = ['windowOpen', 'defaultHandshake', 'keyStored', 'keySent', 'newHandshake', 'done', 'failed'] as const;
export type InstallStep = (typeof installSteps)[number];

export interface ReaderIdentityView {
  /** IEEE OUI, six hex characters. */
  readonly vendor: string;
  readonly model: number;
  readonly version: number;
  readonly serial: number;
  readonly firmware: string;
}

export interface ReaderAbout {
  readonly readerId: string;
  readonly busId: string;
  readonly path: string;
  readonly address: number;
  readonly baudRate: number;
  readonly online: boolean;
  readonly secure: boolean;
  readonly secureRequired: boolean;
  readonly key: 'none' | 'stored' | 'pending';
  readonly identity: ReaderIdentityView | null;
  /** PDCAP as the reader sent it. */
  readonly capabilities: readonly { readonly fn: number; readonly compliance: number; readonly count: number }[];
  readonly lastLoss: { readonly cause: DeviceCause; readonly detail: string | null; readonly atUtcMs: number } | null;
}

export interface FoundReader {
  readonly address: number;
  readonly baudRate: number;
  readonly identity: ReaderIdentityView | null;
  /** AES-128 by its capabilities; null where it did not say. */
  readonly canSecure: boolean | null;
  /** It answered a handshake with the public default key: it waits for its first key. Null = not tried or no answer. */
  readonly defaultKey: boolean | null;
}

/** One frame of a bus, in words. `hex` has masked bytes as `··` where they would give a secret away. */
export interface TraceLine {
  readonly atUtcMs: number;
  /** `out`: from the post. */
  readonly direction: 'in' | 'out';
  readonly address: number;
  readonly sequence: number;
  /** `POLL`, `RAW` … */
  readonly name: string;
  /** What is in it, in field's terms; codes and numbers, no sentences. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly security: 'none' | 'handshake' | 'mac' | 'encrypted';
  /** False: the check or the MAC did not hold, or the frame is not for us. */
  readonly good: boolean;
  readonly hex: string;
}

/** What a recording (`.osdpcap`) holds, taken as a whole. */
export interface ReplaySummary {
  readonly frames: number;
  /** Pieces of the recording in which no whole frame stands. */
  readonly unreadable: number;
  /** Frames of a secure session whose MAC or proof does not hold. */
  readonly refused: number;
  /** Frames of a secure session whose key is not known here. */
  readonly closed: number;
  readonly addresses: readonly number[];
  /** From the first to the last frame. */
  readonly lastsMs: number;
}
export interface Replay {
  /** In the order of the recording. */
  readonly lines: readonly TraceLine[];
  readonly summary: ReplaySummary;
}

export const isToolProblem = (code: string): code is ToolProblemCode => toolProblems.some((known) => known === code);
