/** The readers of the configuration: serial ones by their path, simulated ones with a far end that speaks the real bytes. */
import type { CardRead, GateDecision } from '../../shared/model/cards.ts';
import type { PostConfig } from '../../shared/model/config.ts';
import type { DeviceHealth } from '../../shared/model/devices.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { ReaderPort } from '../core/ports/devices.ts';
import { createReader } from '../devices/readers/index.ts';
import { createSimulatedReader, type SimulatedReader } from '../devices/simulate/reader.ts';

export interface Readers {
  start(events: { readonly read: (read: CardRead) => Promise<unknown>; readonly health: (health: DeviceHealth) => void }): void;
  /** Stops them all and waits for the reads that are on their way. */
  stop(): Promise<void>;
  health(): readonly DeviceHealth[];
  indicate(readerId: string, decision: GateDecision): void;
  readonly simulated: ReadonlyMap<string, SimulatedReader>;
}

/** Readers that are not started. */
export function createReaders(config: PostConfig, clock: Clock, logBug: (where: string, error: unknown) => void): Readers {
  const simulated = new Map<string, SimulatedReader>();
  const ports = new Map<string, ReaderPort>();
  const reading = new Set<Promise<unknown>>();
  for (const reader of config.readers) {
    if (!reader.simulated) {
      ports.set(reader.id, createReader(reader, { clock }));
      continue;
    }
    const farEnd = createSimulatedReader(reader, { clock });
    simulated.set(reader.id, farEnd);
    ports.set(reader.id, createReader(reader, { clock, openLink: () => farEnd.link }));
  }
  return {
    start({ read, health }) {
      const track = (cardRead: CardRead): void => {
        const work = read(cardRead).catch((error: unknown) => logBug(`reader ${cardRead.readerId}`, error));
        reading.add(work);
        void work.finally(() => reading.delete(work));
      };
      for (const port of ports.values()) port.start({ read: track, health });
    },
    async stop() {
      await Promise.all([...ports.values()].map((port) => port.stop()));
      await Promise.all([...reading]);
    },
    health: () => [...ports.values()].map((port) => port.health()),
    indicate: (readerId, decision) => ports.get(readerId)?.indicate(decision),
    simulated,
  };
}
