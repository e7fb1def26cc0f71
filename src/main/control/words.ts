/**
 * What a command may ask of a post that runs, over the socket in its data folder: newline-delimited JSON,
 * `{id, call, params}` answered by any number of `{id, event}` and one `{id, result}` or `{id, error}`. Shapes only.
 */
import { z } from 'zod';
import { panelSecretInput } from '../../shared/contract/panel-schemas.ts';
import { readerAbout, traceLine } from '../../shared/contract/readers.ts';
import {
  type FoundReader,
  type InstallStep,
  installSteps,
  type ReaderAbout,
  type ToolProblemCode,
  type TraceLine,
  toolProblems,
} from '../../shared/model/reader-tools.ts';
import type { Result } from '../../shared/model/result.ts';

/** A file of 1 MB as base64, and a little around it. */
export const maxLineBytes = 1_500_000;
export const maxFileBytes = 1_000_000;

export interface ControlCallTypes {
  about: { params: { readerId: string }; event: never; result: ReaderAbout };
  /** The keys of a reader changed in the key store: take them up. */
  keysChanged: { params: { readerId: string }; event: never; result: null };
  install: { params: { readerId: string; seconds: number }; event: InstallStep; result: null };
  /** Goes on until the caller goes away. */
  trace: { params: { busId: string; unmasked: boolean }; event: TraceLine; result: null };
  discover: { params: { path: string; baudRates: number[]; addresses: number[] }; event: DiscoverProgress; result: FoundReader[] };
  changeAddress: { params: { readerId: string; address: number; baudRate: number }; event: never; result: { address: number; baudRate: number } };
  /** Sets or (null) takes away the code of a panel, or the key of an account of its dialler. */
  panelSecret: { params: PanelSecretParams; event: never; result: null };
  sendFile: { params: { readerId: string; type: number; base64: string }; event: { sentBytes: number; totalBytes: number }; result: null };
}
export type ControlCallName = keyof ControlCallTypes;

export type PanelSecretParams =
  | { kind: 'code'; panelId: string; code: string | null }
  | { kind: 'receiverKey'; panelId: string; account: string; key: string | null };

export interface DiscoverProgress {
  readonly done: number;
  readonly total: number;
  readonly baudRate: number;
  readonly address: number;
}

/** `badRequest`: not what the call takes. `storeFailed`: the row could not be written. `internal`: a bug. `stopping`: the post stops. */
/** What keeps a panel's secret from being set; the words of the services' rules. */
export const secretProblems = ['unknownPanel', 'noReceiver', 'secretNotKept'] as const;
export const controlProblemCodes = [...toolProblems, ...secretProblems, 'badRequest', 'unknownCall', 'storeFailed', 'internal', 'stopping'] as const;
export interface ControlProblem {
  readonly code: ToolProblemCode | (typeof secretProblems)[number] | 'badRequest' | 'unknownCall' | 'storeFailed' | 'internal' | 'stopping';
  readonly detail: string | null;
}

/** What a post hands in. The signal is given when the caller goes away or the post stops. */
export type ControlCalls = {
  readonly [N in ControlCallName]: (
    params: ControlCallTypes[N]['params'],
    tell: (event: ControlCallTypes[N]['event']) => void,
    signal: AbortSignal,
  ) => Promise<Result<ControlCallTypes[N]['result'], ControlProblem>>;
};

type Shapes = {
  readonly [N in ControlCallName]: {
    readonly params: z.ZodType<ControlCallTypes[N]['params']>;
    readonly event: z.ZodType<ControlCallTypes[N]['event']>;
    readonly result: z.ZodType<ControlCallTypes[N]['result']>;
  };
};

const id = z.string().min(1).max(40);
const address = z.int().min(0).max(126);
const baudRate = z.int().min(300).max(921_600);
const none = z.never();
const done = z.null();
const found = z.object({
  address: z.int(),
  baudRate: z.int(),
  identity: readerAbout.shape.identity,
  canSecure: z.boolean().nullable(),
  defaultKey: z.boolean().nullable(),
});

export const controlShapes: Shapes = {
  about: { params: z.object({ readerId: id }), event: none, result: readerAbout.omit({ name: true, simulated: true }) },
  keysChanged: { params: z.object({ readerId: id }), event: none, result: done },
  install: { params: z.object({ readerId: id, seconds: z.int().min(10).max(600) }), event: z.enum(installSteps), result: done },
  trace: { params: z.object({ busId: id, unmasked: z.boolean() }), event: traceLine, result: done },
  discover: {
    params: z.object({ path: z.string().min(1).max(200), baudRates: z.array(baudRate).min(1).max(12), addresses: z.array(address).min(1).max(127) }),
    event: z.object({ done: z.int(), total: z.int(), baudRate: z.int(), address: z.int() }),
    result: z.array(found),
  },
  changeAddress: { params: z.object({ readerId: id, address, baudRate }), event: none, result: z.object({ address: z.int(), baudRate: z.int() }) },
  panelSecret: { params: panelSecretInput, event: none, result: done },
  sendFile: {
    params: z.object({ readerId: id, type: z.int().min(0).max(255), base64: z.base64().max(Math.ceil(maxFileBytes / 3) * 4) }),
    event: z.object({ sentBytes: z.number(), totalBytes: z.number() }),
    result: done,
  },
};

export const isControlCall = (name: string): name is ControlCallName => Object.hasOwn(controlShapes, name);

export const controlRequest = z.object({ id: z.int(), call: z.string(), params: z.unknown().optional() });
export const controlAnswer = z.object({
  id: z.int().nullable(),
  event: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ code: z.enum(controlProblemCodes), detail: z.string().nullable() }).optional(),
});
export type ControlAnswer = z.infer<typeof controlAnswer>;

/** JSON, or undefined where it is none. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Garbage on the socket is answered, not thrown.
    return undefined;
  }
}
