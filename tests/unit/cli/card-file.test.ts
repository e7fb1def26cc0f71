import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCardFile } from '../../../src/main/cli/card-file.ts';
import { parseDay } from '../../../src/main/cli/card-line.ts';
import { createSay } from '../../../src/main/cli/words.ts';

const header = 'format,facility,number,holder,department,validFrom,validUntil,status';
const say = createSay('en');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guardpost-cards-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function read(text: string | Uint8Array) {
  const file = join(folder, 'cards.csv');
  writeFileSync(file, text);
  return readCardFile(file, say);
}

describe('a card file', () => {
  it('is read with BOM, quotes, CR LF and empty lines', async () => {
    const { cards, bad, lines } = await read(
      `\uFEFF${header}\r\nem4100,,0c000621a5,"Meier, ""Toni""",Lager,,,\r\n\r\nH10301,45,0012345,陈静,物流,2026-01-01,2026-12-31,blocked\r\n`,
    );
    expect(bad).toEqual([]);
    expect(lines).toBe(2);
    expect(cards[0]).toMatchObject({
      card: { format: 'em4100', facility: null, number: '0C000621A5' },
      holder: 'Meier, "Toni"',
      status: 'active',
      validFromUtcMs: null,
    });
    expect(cards[1]).toMatchObject({ card: { format: 'H10301', facility: '45', number: '12345' }, holder: '陈静', status: 'blocked' });
  });

  it('may hold cards of every format', async () => {
    const { cards, bad } = await read(
      [
        header,
        'generic-34,45,1234567,Ana,,,,',
        'magstripe,,0012345,Bo,,,,',
        'raw,,26:16981cc0,Cy,,,,',
        'raw,,026:16981CC0,Di,,,,',
        'magstripe,,12=3,Ed,,,,',
      ].join('\n'),
    );
    expect(cards.map(({ card }) => card.number)).toEqual(['1234567', '0012345', '26:16981CC0', '26:16981CC0']);
    expect(bad).toEqual([expect.stringMatching(/line 5:.* line 4/), expect.stringContaining('0123456789 x 1-37')]);
  });

  it('names the line in which a quote opens that is never closed', async () => {
    const { bad } = await read(`${header}\nem4100,,0C000621A5,Ana,,,,\nem4100,,0C000621A6,"Bo,,,,\nem4100,,0C000621A7,Cy,,,,\n`);
    expect(bad).toEqual([expect.stringContaining('line 3:')]);
  });

  it('has every bad line told by its number', async () => {
    const { bad } = await read(
      [
        header,
        'em4100,,0C000621A5,Ana,,,,',
        'em4100,,xyz,Ana,,,,',
        'H10301,300,1,Ana,,,,',
        'H10301,,1,Ana,,,,',
        'pigeon,,1,Ana,,,,',
        'em4100,,0C000621A6,,,,,',
        'em4100,,0C000621A7,Ana,,2026-02-30,,',
        'em4100,,0C000621A8,Ana,,2026-02-02,2026-02-01,',
        'em4100,,0C000621A9,Ana,,,,gone',
        'em4100,,0c000621a5,Bo,,,,',
        'em4100,,0C000621AA',
      ].join('\n'),
    );
    expect(bad.map((sentence) => Number(/^line (\d+):/.exec(sentence)?.[1]))).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(bad[8]).toContain('line 2');
  });

  it('counts lines right after a field that runs over several', async () => {
    const { bad } = await read(`${header}\nem4100,,0C000621A5,"An\na",,,,\nem4100,,bad,Bo,,,,\n`);
    expect(bad.map((sentence) => /^line (\d+)/.exec(sentence)?.[1])).toEqual(['2', '4']);
  });

  it('goes on after a line with a stray quote', async () => {
    const { bad } = await read(`${header}\nem4100,,0C000621A5,An"a,,,,\nem4100,,bad,Bo,,,,\n`);
    expect(bad.map((sentence) => /^line (\d+)/.exec(sentence)?.[1])).toEqual(['2', '3']);
  });

  it('does not end in a crash where a quote is never closed', async () => {
    const { bad } = await read(`${header}\nem4100,,0C000621A5,Ana,,,,\nem4100,,0C000621A6,"Bo,,,,\nem4100,,0C000621A7,Cy,,,,\n`);
    expect(bad).toEqual([expect.stringMatching(/^line \d+: a quote/)]);
    const long = await read(`${header}\n"${'x\n'.repeat(200_000)}`);
    expect(long.bad.length).toBeGreaterThan(0);
  });

  it('is refused for a wrong header, no header, or text that is not UTF-8', async () => {
    expect((await read('number,holder\n1,Ana\n')).bad).toEqual([expect.stringContaining(header)]);
    expect((await read('')).bad).toHaveLength(1);
    const latin = Buffer.concat([Buffer.from(`${header}\nem4100,,0C000621A5,J`), Buffer.from([0xfc]), Buffer.from('rg,,,,\n')]);
    expect((await read(latin)).bad).toEqual([expect.stringMatching(/^line 2: .*UTF-8/)]);
  });

  it('may have 100,000 lines', async () => {
    const body = Array.from({ length: 100_000 }, (_, at) => `em4100,,${at.toString(16).padStart(10, '0')},Holder ${at % 5_000},Dept,,,active`).join('\n');
    const { cards, bad } = await read(`${header}\n${body}\n`);
    expect(bad).toEqual([]);
    expect(cards).toHaveLength(100_000);
  });
});

describe('a day in a card file', () => {
  it('means the whole day where the post is', () => {
    expect(parseDay('2026-05-31', 'start')).toBe(new Date(2026, 4, 31).getTime());
    expect(parseDay('2026-05-31', 'end')).toBe(new Date(2026, 5, 1).getTime() - 1);
  });

  it('may be a moment, with or without a zone', () => {
    expect(parseDay('2026-05-31T08:00:00Z', 'end')).toBe(Date.UTC(2026, 4, 31, 8));
    expect(parseDay('2026-05-31 08:00', 'end')).toBe(new Date(2026, 4, 31, 8).getTime());
    expect(parseDay('2026-05-31T08:00+02:00', 'end')).toBe(Date.UTC(2026, 4, 31, 6));
  });

  it.each(['31.05.2026', '2026-13-01', '2026-02-29', '2026-5-1', 'tomorrow', '2026-05-31T25:00'])('is not %s', (text) => {
    expect(parseDay(text, 'start')).toBeUndefined();
  });
});
