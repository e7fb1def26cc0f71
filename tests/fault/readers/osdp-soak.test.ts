/**
 * The soak that the readers are held to: eight on one bus over a real pseudo-terminal, replies dropped 1 in 11, corrupted 1 in 7, BUSY 1 in 5.
 * Twelve seconds as a rule; `npm run fault` asks for minutes.
 */
import { describe, expect, it } from 'vitest';
import { badge, type OsdpPost, openOsdpPost, secureReaders } from '../../integration/readers/osdp-post.ts';

const seconds = Number(process.env.GUARDPOST_SOAK_SECONDS ?? 12);
const readerCount = 8;
/** Somebody comes to one of the readers this often: as much as such a line carries, since each lost reply costs its 200 ms. */
const betweenCardsMs = 350;

describe(`${seconds} s of eight readers on a bad line`, () => {
  it('lose no card, double none, and the secure channel never falls', async () => {
    const post = await openOsdpPost(secureReaders(readerCount), { seed: 20_261_121 });
    try {
      await post.allOnline();
      makeBad(post);
      const presented = await presentCards(post);
      const arrived = (): string[] => post.of('gate.denied').map((row) => `${row.subject} ${String(row.payload.number)}`);
      await post.until(() => arrived().length >= presented.length);
      // One more card for each after all others, so that a late double would have come before it.
      for (const reader of post.pty.readers) {
        reader.faults.clear();
        reader.present(badge(65_000));
        presented.push(`${reader.readerId} 65000`);
      }
      await post.until(() => arrived().length >= presented.length);
      expect(arrived().sort()).toEqual(presented.sort());
      expect(post.of('device.offline')).toEqual([]);
      expect(post.of('reader.insecure')).toEqual([]);
      expect(post.pty.readers.map(({ peripheral }) => peripheral.security.sessions)).toEqual(Array(readerCount).fill(1));
      tellFigures(await post.lead.devices.list(), presented.length);
    } finally {
      await post.close();
    }
  }, 1_200_000);
});

function makeBad({ pty }: OsdpPost): void {
  for (const { faults } of pty.readers) {
    faults.set('drop', { oneIn: 11 });
    faults.set('corrupt', { oneIn: 7 });
    faults.set('busy', { oneIn: 5 });
  }
}

/** Card after card at reader after reader; what was presented where. */
async function presentCards({ pty }: OsdpPost): Promise<string[]> {
  const presented: string[] = [];
  const endMs = performance.now() + seconds * 1000;
  for (let number = 1; performance.now() < endMs; number += 1) {
    const reader = pty.readers[number % readerCount];
    if (reader?.present(badge(number))) presented.push(`${reader.readerId} ${number}`);
    await new Promise((resolve) => setTimeout(resolve, betweenCardsMs));
  }
  return presented;
}

function tellFigures(devices: Awaited<ReturnType<OsdpPost['lead']['devices']['list']>>, cards: number): void {
  const lines = devices.flatMap(({ line }) => (line === undefined ? [] : [line]));
  const sum = (of: (line: (typeof lines)[number]) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const counts = `${sum((line) => line.exchanges)} exchanges, ${sum((line) => line.retries)} retries, ${sum((line) => line.badChecks)} bad checks, ${sum((line) => line.busy)} busy`;
  process.stdout.write(`soak: ${cards} cards at ${lines.length} readers in ${seconds} s, none lost, none doubled; ${counts}\n`);
}
