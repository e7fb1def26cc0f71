/**
 * An installer's tools on readers that answer (OSDP): who did what is a row, and two tools never work on one line at a time.
 * One row before a tool begins, one more if it fails. It knows no protocol and no file.
 */
import type { ReaderConfig } from '../../shared/model/config.ts';
import type { Actor, JsonObject } from '../../shared/model/journal.ts';
import type { FoundReader, InstallStep, ReaderAbout, Replay, ToolProblem, TraceLine } from '../../shared/model/reader-tools.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { ReaderTools } from '../core/ports/reader-tools.ts';
import { keep } from './keep.ts';
import { createTraceRecordings, type SavedTrace } from './trace-recordings.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

export interface ReaderAboutEntry extends ReaderAbout {
  readonly name: string;
  readonly simulated: boolean;
}
type DiscoverOptions = Parameters<ReaderTools['discover']>[0];
type OnDiscovery = Parameters<ReaderTools['discover']>[1];

/** Problems of a tool are rules, named by their code; `detail` is in the values. */
export interface ReaderToolsService {
  /** Every reader that answers, in the order of the configuration. */
  list(): ReaderAboutEntry[];
  about(readerId: string): Result<ReaderAboutEntry, ServiceFailure>;
  install(actor: Actor, input: { readonly readerId: string; readonly seconds: number }, onStep: (step: InstallStep) => void, signal: AbortSignal): Answer<void>;
  changeAddress(
    actor: Actor,
    input: { readonly readerId: string; readonly address: number; readonly baudRate: number },
  ): Answer<{ address: number; baudRate: number }>;
  sendFile(
    actor: Actor,
    input: { readonly readerId: string; readonly fileType: number; readonly bytes: Uint8Array },
    onProgress: (sentBytes: number, totalBytes: number) => void,
    signal: AbortSignal,
  ): Answer<void>;
  discover(actor: Actor, options: DiscoverOptions, onProgress: OnDiscovery, signal: AbortSignal): Answer<FoundReader[]>;
  /** Answers how to end it. To see secrets is a row, to look at the rest is not. */
  trace(actor: Actor, input: { readonly busId: string; readonly unmasked: boolean }, onLine: (line: TraceLine) => void): Answer<() => void>;
  /** Rule nothingRecorded: no trace of this actor runs on the bus. */
  saveTrace(actor: Actor, busId: string): Answer<SavedTrace>;
  /** Nothing of it is kept. */
  replay(input: { readonly text: string; readonly keyHex: string | null; readonly unmasked: boolean }): Result<Replay, ServiceFailure>;
}

export interface ReaderToolsDeps {
  readonly ledger: Ledger;
  readonly readers: readonly ReaderConfig[];
  readonly tools: ReaderTools;
  /** Words and bytes of recordings; the protocol's business. */
  readonly capture: {
    write(lines: readonly TraceLine[]): string;
    read(text: string, keys: readonly Uint8Array[], unmasked: boolean): Result<Replay, ToolProblem>;
  };
}

export function createReaderTools({ ledger, readers, tools, capture }: ReaderToolsDeps): ReaderToolsService {
  const linesInUse = new Set<string>();
  const recordings = createTraceRecordings(capture.write);
  const answering = readers.filter((reader) => reader.osdp !== undefined);

  const row = (actor: Actor, subject: string, payload: JsonObject): Answer<void> =>
    keep(ledger, (tx) => void tx.append({ kind: 'reader.serviced', actor, subject, payload }));

  /** Runs a tool that needs the line for itself. */
  async function alone<T>(actor: Actor, at: Target, payload: JsonObject, work: () => Promise<Result<T, ToolProblem>>): Answer<T> {
    if (linesInUse.has(at.path)) return fail(asRule({ code: 'busy', detail: null }));
    linesInUse.add(at.path);
    try {
      const told = await row(actor, at.subject, { ...at.payload, ...payload });
      if (!told.ok) return told;
      const done = await work();
      if (done.ok) return done;
      await row(actor, at.subject, { ...at.payload, ...payload, problem: done.error.code });
      return fail(asRule(done.error));
    } finally {
      linesInUse.delete(at.path);
    }
  }

  async function onReader<T>(actor: Actor, readerId: string, payload: JsonObject, work: () => Promise<Result<T, ToolProblem>>): Answer<T> {
    const reader = readers.find((one) => one.id === readerId);
    if (reader === undefined) return fail(asRule({ code: 'noSuchReader', detail: null }));
    if (reader.osdp === undefined) return fail(asRule({ code: 'notOsdp', detail: null }));
    const simulated = reader.simulated ? { simulated: true } : {};
    return alone(actor, { path: reader.path, subject: reader.id, payload: { readerId, ...simulated } }, payload, work);
  }

  function about(readerId: string): Result<ReaderAboutEntry, ServiceFailure> {
    const known = tools.about(readerId);
    if (!known.ok) return fail(asRule(known.error));
    const config = readers.find((reader) => reader.id === readerId);
    return ok({ ...known.value, name: config?.name ?? readerId, simulated: config?.simulated ?? false });
  }

  return {
    list: () =>
      answering.flatMap((reader) => {
        const known = about(reader.id);
        return known.ok ? [known.value] : [];
      }),
    about,
    install: (actor, { readerId, seconds }, onStep, signal) =>
      onReader(actor, readerId, { what: 'install', seconds }, () => tools.install(readerId, seconds, onStep, signal)),
    changeAddress: (actor, { readerId, ...to }) => onReader(actor, readerId, { what: 'address', ...to }, () => tools.changeAddress(readerId, to)),
    sendFile: (actor, { readerId, fileType, bytes }, onProgress, signal) =>
      onReader(actor, readerId, { what: 'file', fileType, bytes: bytes.length }, () => tools.sendFile(readerId, { type: fileType, bytes }, onProgress, signal)),
    discover(actor, options, onProgress, signal) {
      const own = answering.find((reader) => reader.path === options.path);
      const busId = own?.osdp?.busId;
      const payload = { path: options.path, ...(busId === undefined ? {} : { busId }), ...(own?.simulated === true ? { simulated: true } : {}) };
      const at = { path: options.path, subject: busId ?? options.path, payload };
      return alone(actor, at, { what: 'discover' }, () => tools.discover(options, onProgress, signal));
    },
    async trace(actor, { busId, unmasked }, onLine) {
      const recording = recordings.begin(actor, busId);
      // Listening first: a bus that is not there is no row.
      const listening = tools.trace(
        busId,
        (line) => {
          recording.add(line);
          onLine(line);
        },
        { unmasked },
      );
      const end = () => {
        if (listening.ok) listening.value();
        recording.end();
      };
      const told = unmasked && listening.ok ? await row(actor, busId, { busId, what: 'unmasked' }) : ok(undefined);
      if (listening.ok && told.ok) return ok(end);
      end();
      return listening.ok ? (told.ok ? ok(end) : told) : fail(asRule(listening.error));
    },
    async saveTrace(actor, busId) {
      const saved = recordings.save(actor, busId);
      if (saved === null) return fail({ code: 'rule', rule: 'nothingRecorded' });
      const told = await row(actor, busId, { busId, what: 'traceSaved', frames: saved.frames });
      return told.ok ? ok(saved) : told;
    },
    replay({ text, keyHex, unmasked }) {
      const keys = keyHex === null ? [] : [new Uint8Array(Buffer.from(keyHex, 'hex'))];
      const read = capture.read(text, keys, unmasked);
      return read.ok ? read : fail(asRule(read.error));
    },
  };
}

/** A line, and what the row is about. */
interface Target {
  readonly path: string;
  readonly subject: string;
  readonly payload: JsonObject;
}

const asRule = ({ code, detail }: ToolProblem): ServiceFailure => ({ code: 'rule', rule: code, ...(detail === null ? {} : { values: { detail } }) });
