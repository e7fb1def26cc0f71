/** An installer's tools over the buses of a post. Knows neither roles nor rows: who may and what is written is the services' business. */
import { randomBytes } from 'node:crypto';
import type { ReaderAbout, ToolProblem, ToolProblemCode } from '../../../../shared/model/reader-tools.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import type { ReaderTools } from '../../../core/ports/reader-tools.ts';
import type { InstallProblem, RequestProblem, SeenFrame } from '../osdp/control-panel/words.ts';
import { type FileTransferProblem, receiveBufferBytes, transferFile } from '../osdp/index.ts';
import { describeFrame } from '../osdp/trace/describe.ts';
import type { OsdpBus } from './bus.ts';
import type { BusReader } from './bus-reader.ts';
import { discoverOn, type ScanLines } from './discover.ts';
import { realTimer } from './line-over.ts';

export interface ReaderToolsOptions extends ScanLines {
  readonly buses: readonly OsdpBus[];
  /** Readers that only send: known, but no tool can speak to them. */
  readonly sendOnly: ReadonlySet<string>;
}

interface Found {
  readonly bus: OsdpBus;
  readonly reader: BusReader;
}

const keyBytes = 16;
const problem = (code: ToolProblemCode, detail: string | null = null): Result<never, ToolProblem> => fail({ code, detail });

/** Tools over the buses; nothing is said on a line before a tool is used. */
export function createReaderTools(options: ReaderToolsOptions): ReaderTools {
  const { buses, sendOnly } = options;

  function find(readerId: string): Result<Found, ToolProblem> {
    for (const bus of buses) {
      const reader = bus.readers.get(readerId);
      if (reader !== undefined) return ok({ bus, reader });
    }
    return problem(sendOnly.has(readerId) ? 'notOsdp' : 'noSuchReader');
  }

  return {
    about(readerId) {
      const found = find(readerId);
      return found.ok ? ok(aboutOf(found.value)) : found;
    },
    async install(readerId, windowSeconds, onStep, signal: AbortSignal) {
      const found = find(readerId);
      if (!found.ok) return found;
      const installed = await install(found.value, windowSeconds, onStep, signal);
      onStep(installed.ok ? 'done' : 'failed');
      return installed;
    },
    async changeAddress(readerId, to) {
      const found = find(readerId);
      if (!found.ok) return found;
      const { bus } = found.value;
      if (bus.addressTaken(to.address, readerId)) return problem('addressTaken');
      if (to.baudRate !== bus.baudRate && bus.readers.size > 1) return problem('speedShared');
      const changed = await bus.panel.changeAddress(readerId, to);
      if (!changed.ok) return requestProblem(changed.error);
      bus.readdressed(readerId, changed.value);
      return ok({ ...changed.value });
    },
    async sendFile(readerId, { type, bytes }, onProgress, signal: AbortSignal) {
      const found = find(readerId);
      if (!found.ok) return found;
      const { panel } = found.value.bus;
      const maxBytes = receiveBufferBytes(panel.status(readerId)?.capabilities ?? []);
      const request = (command: Parameters<typeof panel.request>[1]) => panel.request(readerId, command);
      const sent = await transferFile({ request, type, bytes, maxBytes, timer: realTimer, onProgress, signal });
      return sent.ok ? ok(undefined) : fileProblem(sent.error);
    },
    trace(busId, onLine, { unmasked = false } = {}) {
      const bus = buses.find((one) => one.busId === busId);
      if (bus === undefined) return problem('noSuchReader');
      return ok(bus.watch((seen) => onLine({ atUtcMs: bus.utcMsOf(seen.atMs), ...traceOf(seen, unmasked) })));
    },
    discover: (scan, onProgress, signal: AbortSignal) => discoverOn(options, buses.find((bus) => bus.path === scan.path) ?? null, scan, onProgress, signal),
    async keysChanged(readerId) {
      const found = find(readerId);
      if (found.ok) await found.value.bus.keys.load(readerId);
    },
  };
}

function aboutOf({ bus, reader }: Found): ReaderAbout {
  const { readerId, config } = reader;
  const status = bus.panel.status(readerId);
  return {
    readerId,
    busId: bus.busId,
    path: bus.path,
    address: bus.addressOf(readerId),
    baudRate: bus.baudRate,
    online: status?.online ?? false,
    secure: status?.secure ?? false,
    secureRequired: config.osdp?.secure === 'required',
    key: bus.keys.of(readerId),
    identity: status?.identity ?? null,
    capabilities: status?.capabilities ?? [],
    lastLoss: reader.lastLoss,
  };
}

async function install(
  { bus, reader }: Found,
  windowSeconds: number,
  onStep: Parameters<ReaderTools['install']>[2],
  signal: AbortSignal,
): Promise<Result<void, ToolProblem>> {
  const { readerId } = reader;
  const newKey = randomBytes(keyBytes);
  reader.showInstall(windowSeconds);
  const installed = await bus.panel.install(readerId, {
    newKey,
    storePending: () => bus.keys.savePending(readerId, newKey),
    windowMs: windowSeconds * 1000,
    onStage: onStep,
    signal,
  });
  reader.showIdle();
  // `done` means that the key lies in the store as the key, not only that the reader has it.
  await bus.keys.settled();
  return installed.ok ? ok(undefined) : problem(installCodes[installed.error]);
}

const installCodes: { readonly [code in InstallProblem]: ToolProblemCode } = {
  noSuchReader: 'noSuchReader',
  lineDown: 'portNotOpened',
  windowClosed: 'windowClosed',
  noSecurity: 'noSecurity',
  wrongKey: 'wrongKey',
  keyNotStored: 'keyNotStored',
  refused: 'refused',
  cancelled: 'cancelled',
};

const requestProblem = (said: RequestProblem): Result<never, ToolProblem> => (said.code === 'nak' ? problem('refused', `NAK ${said.nak}`) : problem(said.code));

function fileProblem(said: FileTransferProblem): Result<never, ToolProblem> {
  if (said.code === 'request') return requestProblem(said.problem);
  if (said.code === 'cancelled') return problem('cancelled');
  if (said.code === 'empty') return problem('badFile');
  return problem('refused', said.code === 'status' ? `FTSTAT ${said.status}` : said.code);
}

function traceOf(seen: SeenFrame, unmasked: boolean) {
  const { name, fields, security, address, sequence, hex } = describeFrame(seen.frame, seen.message, { unmasked });
  return { direction: seen.direction, address, sequence, name, fields, security, good: seen.good, hex };
}
