/** A real post (`guardpost start`, durable commits) with buses of secure readers whose keys and cards it knows. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReaderKeys } from '../../src/main/compose/reader-keys.ts';
import { guardpost, type PostProcess, startPost } from '../fixtures/post-process.ts';
import { badge, keyOf } from './osdp-line.ts';

export interface BenchBus {
  readonly path: string;
  readonly baudRate: number;
  readonly pollMs: number;
  readonly readers: number;
}

export interface BenchPost extends PostProcess {
  readonly data: string;
  /** Ends it and removes its folder. */
  end(): Promise<void>;
}

/** Resolves when it listens. @param cards numbers 1 to this may pass. */
export async function startBenchPost(buses: readonly BenchBus[], cards: number, env: NodeJS.ProcessEnv = {}): Promise<BenchPost> {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-'));
  const data = join(folder, 'data');
  const config = join(folder, 'guardpost.yaml');
  // JSON is YAML.
  writeFileSync(config, JSON.stringify({ post: { site: 'Bench', name: 'Bench' }, readers: buses.map(busEntry), broker: { port: 0 }, panels: [] }));
  await guardpost(['user', 'add', '--data', data, '--name', 'Bench', '--role', 'lead', '--pin', '246810']);
  if (cards > 0) await importCards(folder, data, cards);
  const keys = createReaderKeys({ dataDir: data, sealer: null, onProblem: () => undefined });
  for (const [bus, { readers }] of buses.entries()) {
    for (let address = 0; address < readers; address += 1) await keys.set(readerId(bus, address), keyOf(address));
  }
  const post = await startPost(['--data', data, '--config', config], env);
  return {
    ...{ ...post, data },
    async end() {
      await post.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

const readerId = (bus: number, address: number): string => `bus${bus}-reader${address}`;

const busEntry = ({ path, baudRate, pollMs, readers }: BenchBus, bus: number) => ({
  ...{ id: `bus${bus}`, path, protocol: 'osdp', baudRate, pollMs },
  devices: Array.from({ length: readers }, (_, address) => ({ id: readerId(bus, address), address, direction: 'in', secure: 'required' })),
});

async function importCards(folder: string, data: string, cards: number): Promise<void> {
  const file = join(folder, 'cards.csv');
  const lines = Array.from({ length: cards }, (_, at) => {
    const { format, facility, number } = badge(at + 1);
    return `${format},${facility ?? ''},${number},Holder ${at + 1},Bench,,,active`;
  });
  writeFileSync(file, `format,facility,number,holder,department,validFrom,validUntil,status\n${lines.join('\n')}\n`);
  const done = await guardpost(['cards', 'import', '--data', data, file]);
  if (done.code !== 0) throw new Error(`cards import: ${done.stdout}${done.stderr}`);
}
