/** Procedures of `readers`: an installer's tools on readers that answer (OSDP). */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { deviceCauses } from '../model/devices.ts';
import { installSteps, toolProblems } from '../model/reader-tools.ts';
import { only } from './base.ts';
import { line } from './schemas.ts';

const byInstaller = only('lead', 'installer');
/** A piece of text that names something in the configuration. */
const id = line(40).pipe(z.string().min(1));
const address = z.number().int().min(0).max(126);
const baudRate = z.number().int().min(300).max(921_600);
const maybeText = z.string().nullable();

const identity = z.object({ vendor: z.string(), model: z.number().int(), version: z.number().int(), serial: z.number().int(), firmware: z.string() });
const problem = z.object({ code: z.enum(toolProblems), detail: maybeText });
/** The last event of what could not be done. */
const failed = z.object({ type: z.literal('failed'), problem });

export const readerAbout = z.object({
  readerId: z.string(),
  name: z.string(),
  busId: z.string(),
  path: z.string(),
  address: z.number().int(),
  baudRate: z.number().int(),
  simulated: z.boolean(),
  online: z.boolean(),
  secure: z.boolean(),
  secureRequired: z.boolean(),
  /** What the post holds for this reader; `pending`: sent, and not yet proven. */
  key: z.enum(['none', 'stored', 'pending']),
  identity: identity.nullable(),
  /** PDCAP as the reader sent it. */
  capabilities: z.array(z.object({ fn: z.number().int(), compliance: z.number().int(), count: z.number().int() })),
  lastLoss: z.object({ cause: z.enum(deviceCauses), detail: maybeText, atUtcMs: z.number() }).nullable(),
});
export type ReaderAboutView = z.infer<typeof readerAbout>;

const foundReader = z.object({
  address: z.number().int(),
  baudRate: z.number().int(),
  identity: identity.nullable(),
  canSecure: z.boolean().nullable(),
  defaultKey: z.boolean().nullable(),
});

export const traceLine = z.object({
  atUtcMs: z.number(),
  direction: z.enum(['in', 'out']),
  address: z.number().int(),
  sequence: z.number().int(),
  name: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  security: z.enum(['none', 'handshake', 'mac', 'encrypted']),
  good: z.boolean(),
  hex: z.string(),
});

const replay = z.object({
  lines: z.array(traceLine),
  summary: z.object({
    frames: z.number().int(),
    unreadable: z.number().int(),
    refused: z.number().int(),
    closed: z.number().int(),
    addresses: z.array(z.number().int()),
    lastsMs: z.number(),
  }),
});

/** A file of 1 MB as base64. */
const fileBase64 = z
  .string()
  .max(1_400_000)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);

export const readers = {
  /** Every reader that answers, in the order of the configuration. */
  list: byInstaller.output(z.array(readerAbout)),
  about: byInstaller.input(z.object({ readerId: id })).output(readerAbout),
  /**
   * Opens the install window: default key, a new random key, fresh handshake. Ends with `done` or `failed`.
   * The window closes when the seat leaves the stream.
   */
  install: byInstaller
    .input(z.object({ readerId: id, seconds: z.number().int().min(10).max(120) }))
    .output(
      eventIterator(
        z.discriminatedUnion('type', [z.object({ type: z.literal('step'), step: z.enum(installSteps) }), z.object({ type: z.literal('done') }), failed]),
      ),
    ),
  /** Gives a reader another address and speed. The configuration file stays as it is. Rules: the problems of a tool. */
  address: byInstaller.input(z.object({ readerId: id, address, baudRate })).output(z.object({ address: z.number().int(), baudRate: z.number().int() })),
  /** Looks for readers on a line. A bus of ours on it is paused meanwhile. */
  discover: byInstaller
    .input(
      z.object({
        path: line(200).pipe(z.string().min(1)),
        baudRates: z.array(baudRate).min(1).max(12),
        addresses: z.array(address).min(1).max(127),
      }),
    )
    .output(
      eventIterator(
        z.discriminatedUnion('type', [
          z.object({
            type: z.literal('progress'),
            done: z.number().int(),
            total: z.number().int(),
            baudRate: z.number().int(),
            address: z.number().int(),
          }),
          z.object({ type: z.literal('found'), reader: foundReader }),
          z.object({ type: z.literal('done'), found: z.number().int() }),
          failed,
        ]),
      ),
    ),
  /**
   * Frames of a bus as they pass, in words; keys, PINs and card numbers are masked unless asked for (that is a row).
   * `dropped`: lines that this seat could not take in time.
   */
  trace: byInstaller
    .input(z.object({ busId: id, unmasked: z.boolean() }))
    .output(
      eventIterator(z.discriminatedUnion('type', [z.object({ type: z.literal('lines'), lines: z.array(traceLine), dropped: z.number().int() }), failed])),
    ),
  /**
   * What the running trace of this seat has seen, as `.osdpcap`; at most the newest 5,000 frames. Frames with a mask are
   * left out, and the frame with a new key always. Rule: nothingRecorded.
   */
  saveTrace: byInstaller.input(z.object({ busId: id })).output(z.object({ text: z.string(), frames: z.number().int(), leftOut: z.number().int() })),
  /** Reads a recording. `keyHex`: the key of the recorded reader, to open what is encrypted; it is not kept. Rule: badFile. */
  replay: byInstaller
    .input(
      z.object({
        text: z.string().max(1_500_000),
        keyHex: z
          .string()
          .regex(/^[0-9a-fA-F]{32}$/)
          .optional(),
        unmasked: z.boolean(),
      }),
    )
    .output(replay),
  sendFile: byInstaller
    .input(z.object({ readerId: id, fileType: z.number().int().min(0).max(255), fileBase64 }))
    .output(
      eventIterator(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('progress'), sentBytes: z.number().int(), totalBytes: z.number().int() }),
          z.object({ type: z.literal('done') }),
          failed,
        ]),
      ),
    ),
};
