/** Procedures of an installer's tools on readers that answer. What takes time is a stream; it ends when the seat goes or locks. */
import { isToolProblem, type ToolProblem, type TraceLine } from '../../shared/model/reader-tools.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import type { ReaderAboutEntry } from '../services/reader-tools.ts';
import type { SeatConnection } from '../services/seat.ts';
import { failureError, unwrap } from './contract-errors.ts';
import type { Implementer } from './implementer.ts';
import { type LogInternal, seatError } from './internal-errors.ts';
import type { Services } from './services.ts';
import { type Telling, toldEvents, whileAtSeat } from './told-events.ts';

interface Failed {
  type: 'failed';
  problem: { code: ToolProblem['code']; detail: string | null };
}
interface Call {
  readonly context: { readonly seat: SeatConnection };
  readonly signal?: AbortSignal | undefined;
}

/** As the contract has it. */
const byInstaller = ['lead', 'installer'] as const;

/** Procedures of `readers`. */
export function readerProcedures({ readers: os }: Implementer, { readerTools: tools, sessions }: Services, logInternal: LogInternal) {
  const actor = sessions.actor;

  /** The events of a tool; a problem of the reader or its line is the last of them, everything else the contract's error. */
  async function* events<E>({ context, signal }: Call, procedure: string, work: (telling: Telling<E>) => Promise<Result<unknown, ServiceFailure>>) {
    const seat = whileAtSeat(sessions, context.seat, byInstaller);
    const ending = signal === undefined ? seat.signal : AbortSignal.any([signal, seat.signal]);
    try {
      yield* toldEvents<E | Failed>(ending, async (telling) => {
        const done = await work(telling);
        if (!done.ok) telling.tell(failed(done.error));
      });
    } catch (error) {
      throw seatError(error, `readers.${procedure}`, logInternal);
    } finally {
      seat.dispose();
    }
  }

  return {
    list: os.list.handler(() => tools.list().map(viewOf)),
    about: os.about.handler(async ({ input }) => viewOf(await unwrap(tools.about(input.readerId)))),
    install: os.install.handler((call) =>
      events<InstallEvent>(call, 'install', async ({ tell, signal }) => {
        const onStep = (step: InstallEvent & { type: 'step' }) => tell(step);
        const done = await tools.install(actor(call.context.seat), call.input, (step) => onStep({ type: 'step', step }), signal);
        if (done.ok) tell({ type: 'done' });
        return done;
      }),
    ),
    address: os.address.handler(({ context, input }) => unwrap(tools.changeAddress(actor(context.seat), input))),
    discover: os.discover.handler((call) =>
      events<DiscoverEvent>(call, 'discover', async ({ tell, signal }) => {
        const onProgress: Parameters<typeof tools.discover>[2] = ({ found, ...at }) =>
          tell(found === undefined ? { type: 'progress', ...at } : { type: 'found', reader: found });
        const found = await tools.discover(actor(call.context.seat), call.input, onProgress, signal);
        if (found.ok) tell({ type: 'done', found: found.value.length });
        return found;
      }),
    ),
    trace: os.trace.handler((call) =>
      events<TraceEvent>(call, 'trace', ({ tell, signal }) => traceWhile(signal, tell, (onLine) => tools.trace(actor(call.context.seat), call.input, onLine))),
    ),
    saveTrace: os.saveTrace.handler(({ context, input }) => unwrap(tools.saveTrace(actor(context.seat), input.busId))),
    replay: os.replay.handler(async ({ input }) => {
      const { lines, summary } = await unwrap(tools.replay({ ...input, keyHex: input.keyHex ?? null }));
      return { lines: lines.map(lineOf), summary: { ...summary, addresses: [...summary.addresses] } };
    }),
    sendFile: os.sendFile.handler((call) =>
      events<FileEvent>(call, 'sendFile', async ({ tell, signal }) => {
        const { readerId, fileType, fileBase64 } = call.input;
        const bytes = new Uint8Array(Buffer.from(fileBase64, 'base64'));
        const onProgress = (sentBytes: number, totalBytes: number) => tell({ type: 'progress', sentBytes, totalBytes });
        const sent = await tools.sendFile(actor(call.context.seat), { readerId, fileType, bytes }, onProgress, signal);
        if (sent.ok) tell({ type: 'done' });
        return sent;
      }),
    ),
  };
}

type InstallEvent = { type: 'step'; step: Parameters<Parameters<Services['readerTools']['install']>[2]>[0] } | { type: 'done' };
type DiscoverEvent =
  | { type: 'progress'; done: number; total: number; baudRate: number; address: number }
  | { type: 'found'; reader: Extract<Awaited<ReturnType<Services['readerTools']['discover']>>, { ok: true }>['value'][number] }
  | { type: 'done'; found: number };
type FileEvent = { type: 'progress'; sentBytes: number; totalBytes: number } | { type: 'done' };
interface TraceEvent {
  type: 'lines';
  lines: ReturnType<typeof lineOf>[];
  dropped: number;
}

/** A problem of a tool as the last event; thrown as the contract's error where it is something else. */
function failed(failure: ServiceFailure): Failed {
  if (failure.code !== 'rule' || !isToolProblem(failure.rule)) throw failureError(failure);
  const detail = failure.values?.detail;
  return { type: 'failed', problem: { code: failure.rule, detail: detail === undefined ? null : String(detail) } };
}

const viewOf = ({ capabilities, ...about }: ReaderAboutEntry) => ({ ...about, capabilities: [...capabilities] });
const lineOf = ({ fields, ...line }: TraceLine) => ({ ...line, fields: [...fields] });

/** Lines are told in bunches: a bus of eight readers has hundreds of frames a second. */
const bunchMs = 100;
/** What is more than this in one bunch is counted, not told. */
const maxBunch = 1_000;

async function traceWhile(
  signal: AbortSignal,
  tell: (event: TraceEvent) => void,
  begin: (onLine: (line: TraceLine) => void) => Promise<Result<() => void, ServiceFailure>>,
): Promise<Result<void, ServiceFailure>> {
  let lines: TraceEvent['lines'] = [];
  let dropped = 0;
  const tracing = await begin((line) => {
    if (lines.length < maxBunch) lines.push(lineOf(line));
    else dropped += 1;
  });
  if (!tracing.ok) return tracing;
  const timer = setInterval(() => {
    if (lines.length === 0) return;
    tell({ type: 'lines', lines, dropped });
    lines = [];
    dropped = 0;
  }, bunchMs);
  await aborted(signal);
  clearInterval(timer);
  tracing.value();
  return { ok: true, value: undefined };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
