/** The readers of a post as a whole: starts and stops them together, and keeps hold of the reads that are on their way. */
import type { CardRead, GateDecision } from '../../shared/model/cards.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { ReaderPrompt, ReaderSignal } from '../core/ports/devices.ts';
import type { ReaderTools } from '../core/ports/reader-tools.ts';
import type { SimulatedReader } from '../devices/simulate/reader.ts';
import { createReaderPorts, type ReaderPortsInput } from './reader-ports.ts';

export interface ReadersEvents {
  readonly read: (read: CardRead) => Promise<unknown>;
  readonly health: (health: DeviceHealth) => void;
  readonly signal: (signal: ReaderSignal) => void;
}

export interface Readers {
  start(events: ReadersEvents): void;
  /** Stops them all and waits for the reads that are on their way. */
  stop(): Promise<void>;
  health(): readonly DeviceHealth[];
  indicate(readerId: string, decision: GateDecision): void;
  prompt(readerId: string, prompt: ReaderPrompt): void;
  /** Asks a scanner for a read; does nothing where it can't be asked. */
  trigger(readerId: string): void;
  readonly simulated: ReadonlyMap<string, SimulatedReader>;
  readonly tools: ReaderTools;
}

/** Readers that are not started. */
export function createReaders(input: ReaderPortsInput): Readers {
  const { ports, simulated, tools } = createReaderPorts(input);
  const reading = new Set<Promise<unknown>>();
  return {
    start({ read, health, signal }) {
      const track = (cardRead: CardRead): void => {
        const work = read(cardRead).catch((error: unknown) => input.logBug(`reader ${cardRead.readerId}`, error));
        reading.add(work);
        void work.finally(() => reading.delete(work));
      };
      for (const port of ports.values()) port.start({ read: track, health, signal });
    },
    async stop() {
      await Promise.all([...ports.values()].map((port) => port.stop()));
      await Promise.all([...reading]);
    },
    health: () => [...ports.values()].map((port) => port.health()),
    indicate: (readerId, decision) => ports.get(readerId)?.indicate(decision),
    prompt: (readerId, prompt) => ports.get(readerId)?.prompt(prompt),
    trigger: (readerId) => ports.get(readerId)?.trigger?.(true),
    simulated,
    tools,
  };
}
