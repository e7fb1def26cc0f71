/** A reader that answers, played at the port that the service speaks to: what it is asked is noted, what it answers is said beforehand. */
import type { ReaderTools } from '../../../src/main/core/ports/reader-tools.ts';
import type { ReaderConfig } from '../../../src/shared/model/config.ts';
import type { ReaderAbout, ToolProblem, TraceLine } from '../../../src/shared/model/reader-tools.ts';
import { fail, ok, type Result } from '../../../src/shared/model/result.ts';

export const busReader = (id: string, address: number, more: Partial<ReaderConfig> = {}): ReaderConfig => ({
  id,
  name: `Reader ${id}`,
  path: '/dev/ttyUSB1',
  baudRate: 9600,
  protocol: 'osdp',
  direction: 'in',
  area: null,
  repeatSeconds: 5,
  passBack: false,
  template: null,
  simulated: false,
  osdp: { busId: 'bus1', address, secure: 'required', pollMs: 50, pin: 'off', inputs: [] },
  ...more,
});

const aboutOf = (readerId: string): ReaderAbout => ({
  readerId,
  busId: 'bus1',
  path: '/dev/ttyUSB1',
  address: 0,
  baudRate: 9600,
  online: true,
  secure: true,
  secureRequired: true,
  key: 'stored',
  identity: null,
  capabilities: [],
  lastLoss: null,
});

export const frame = (more: Partial<TraceLine> = {}): TraceLine => ({
  atUtcMs: 1_700_000_000_000,
  direction: 'out',
  address: 0,
  sequence: 1,
  name: 'POLL',
  fields: [],
  security: 'none',
  good: true,
  hex: '530008000560c8c4',
  ...more,
});

export interface ScriptedTools extends ReaderTools {
  /** The tool that runs now ends so. */
  finish(outcome: Result<void, ToolProblem>): void;
  /** A frame passes on the bus. */
  pass(line: TraceLine): void;
  readonly tracing: readonly { readonly unmasked: boolean }[];
}

export function scriptedTools(readerIds: readonly string[]): ScriptedTools {
  let running = Promise.withResolvers<Result<void, ToolProblem>>();
  const listeners = new Map<(line: TraceLine) => void, { unmasked: boolean }>();
  const unknown = fail({ code: 'noSuchReader', detail: null } as const);
  const untilFinished = (signal?: AbortSignal): Promise<Result<void, ToolProblem>> => {
    const own = Promise.withResolvers<Result<void, ToolProblem>>();
    running = own;
    signal?.addEventListener('abort', () => own.resolve(fail({ code: 'cancelled', detail: null })), { once: true });
    return own.promise;
  };
  return {
    about: (readerId) => (readerIds.includes(readerId) ? ok(aboutOf(readerId)) : unknown),
    install(_readerId, _seconds, onStep, signal: AbortSignal) {
      onStep('windowOpen');
      return untilFinished(signal);
    },
    async changeAddress(_readerId, to) {
      const done = await untilFinished();
      return done.ok ? ok({ ...to }) : done;
    },
    sendFile: (_readerId, file, onProgress, signal: AbortSignal) => {
      onProgress(0, file.bytes.length);
      return untilFinished(signal);
    },
    trace(busId, onLine, { unmasked = false } = {}) {
      if (busId !== 'bus1') return unknown;
      listeners.set(onLine, { unmasked });
      return ok(() => void listeners.delete(onLine));
    },
    async discover(_options, onProgress, signal: AbortSignal) {
      onProgress({ done: 0, total: 1, baudRate: 9600, address: 0 });
      const done = await untilFinished(signal);
      return done.ok ? ok([]) : done;
    },
    keysChanged: async () => undefined,
    finish: (outcome) => running.resolve(outcome),
    pass(line) {
      for (const listener of listeners.keys()) listener(line);
    },
    get tracing() {
      return [...listeners.values()];
    },
  };
}
