/** The readers' end of a line as a process of its own, and the pseudo-terminal between it and whoever asks them. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, startProgram } from '../fixtures/process.ts';
import { keyOf, type LineAtWork, type ReaderLine, type ShownCard } from './osdp-line.ts';

export interface FarEnd {
  /** What the panel opens. */
  readonly path: string;
  /** All readers are polled in their secure session, and how fast that went for the time that was asked for. */
  rounds(): Promise<LineAtWork>;
  /** Resolves when all readers are polled in their secure session. */
  online(): Promise<void>;
  /** Lets so many more cards come to the readers. */
  allow(count: number): void;
  /** Holds so many more cards to the readers, and resolves with what became of them. */
  cards(count: number): Promise<readonly ShownCard[]>;
  stop(): Promise<void>;
}

const readerScript = join(import.meta.dirname, 'peers/osdp-readers.ts');
const bareScript = join(import.meta.dirname, 'peers/osdp-bare.ts');
const patienceMs = 60_000;

/** Starts the readers; they answer from then on. @param cardEveryMs from one card's decision to the next card. */
export async function startFarEnd({ cardEveryMs, ...line }: Omit<ReaderLine, 'path' | 'cards'> & { readonly cardEveryMs?: number }): Promise<FarEnd> {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-osdp-'));
  const [path, far] = [join(folder, 'near'), join(folder, 'far')];
  const socat = await startProgram('socat', ['-d', '-d', `pty,raw,echo=0,link=${path}`, `pty,raw,echo=0,link=${far}`], {
    ready: /starting data transfer loop/,
  });
  const allowedFile = join(folder, 'allowed');
  let allowed = 0;
  const allow = (count: number): void => {
    allowed += count;
    writeFileSync(`${allowedFile}.new`, String(allowed));
    renameSync(`${allowedFile}.new`, allowedFile);
  };
  allow(0);
  const whole: ReaderLine = { ...line, path: far, ...(cardEveryMs === undefined ? {} : { cards: { everyMs: cardEveryMs, allowedFile } }) };
  const readers = await startProgram(process.execPath, [readerScript, JSON.stringify(whole)], { ready: /^ready$/ });
  return {
    ...{ path, allow },
    rounds: async () => JSON.parse((await saidBy(readers, 'rounds')).at(-1) ?? ''),
    online: async () => void (await saidBy(readers, 'online')),
    async cards(count) {
      allow(count);
      return (await saidBy(readers, 'card', allowed)).slice(-count).map((said) => JSON.parse(said));
    },
    async stop() {
      await readers.stop('SIGKILL');
      await socat.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The peer at the panel's end of a line with one reader. @param pollMs 0 = one poll after the other. */
export function startBarePanel(path: string, baudRate: number, pollMs: number): Promise<Running> {
  const key = Buffer.from(keyOf(0)).toString('hex');
  return startProgram(process.execPath, [bareScript, path, String(baudRate), key, String(pollMs)], { ready: /^ready$/ });
}

/** What a program says after this word at the start of a line, once it has said it so often. */
export async function saidBy(program: Pick<Running, 'child' | 'output'>, word: string, times = 1): Promise<string[]> {
  const from = performance.now();
  for (;;) {
    const found = [...program.output().matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].map((match) => match[1] ?? '');
    if (found.length >= times) return found;
    if (program.child.exitCode !== null || performance.now() - from > patienceMs) throw new Error(`no "${word}":\n${program.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
