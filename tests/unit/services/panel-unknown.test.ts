import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPanelWords, type PanelWords } from '../../../src/main/services/panel-words.ts';
import type { MappedWord } from '../../../src/shared/model/mapped-word.ts';
import { li, openPost, startUtcMs, type TestPost, valued } from './alarms-post.ts';
import { house, odd, scriptedPort, unknown } from './panel-post.ts';

let post: TestPost;
let words: PanelWords;
let link: ReturnType<typeof scriptedPort>;
beforeEach(() => {
  post = openPost([house()]);
  link = scriptedPort();
  const { lane, unknown: unknownWords } = post.intake;
  words = createPanelWords({ ledger: post.store, clock: post.clock, unknown: unknownWords, lane, port: link.port, panelIds: new Set(['house']) });
});
afterEach(() => post.close());

const listed = () => post.intake.unknown.list().map(({ word, count, teachable }) => `${word} ${count}${teachable ? '' : ' broken'}`);
const rows = () => post.rows().filter((row) => row.kind === 'panel.unknown');
const passMinutes = (minutes: number) => post.pass(minutes * 60_000);

describe('what a panel says and nobody understands', () => {
  it('is a row with its topic, its first 200 characters and what is wrong, and is counted', async () => {
    await post.intake.messages([unknown('ajar'), odd(`{"a": ${'1'.repeat(300)}`)]);
    expect(rows().map((row) => row.payload)).toEqual([
      {
        ...{ panelId: 'house', topic: 'paradox/x', text: 'ajar', word: 'ajar', problem: 'unknownWord: ajar', bytes: 4, cut: false },
        ...{ head: 'ajar', encoding: 'utf-8', count: 1, total: 1 },
      },
      expect.objectContaining({ panelId: 'house', text: `{"a": ${'1'.repeat(194)}`, problem: 'notJson', bytes: 306 }),
    ]);
    expect(rows()[0]).toMatchObject({ actor: 'device:house', subject: 'house' });
    expect(post.intake.unknown.list()).toEqual([
      expect.objectContaining({ word: 'ajar', teachable: true, count: 1, firstAtUtcMs: startUtcMs, lastAtUtcMs: startUtcMs }),
      expect.objectContaining({ word: 'notJson', teachable: false }),
    ]);
  });

  it('is shown in characters that do no harm', async () => {
    await post.intake.messages([odd(Uint8Array.of(0xff, 0x41, 0x00, 0x1b)), odd('a\u001b[2Jb\nc')]);
    expect(rows().map((row) => row.payload.text)).toEqual(['\\xffA\\x00\\x1b', 'a\\u001b[2Jb\nc']);
    expect(rows()[0]?.payload).toMatchObject({ head: '/0EAGw==', encoding: 'base64' });
  });

  it('of no panel is put aside as before', async () => {
    await post.intake.messages([unknown('ajar', { panelId: null })]);
    expect(post.kinds()).toEqual(['message.quarantined']);
    expect(listed()).toEqual([]);
  });

  it('is five rows and then one for ten minutes, and none of them is lost from the count', async () => {
    for (let n = 0; n < 40; n += 1) await post.intake.messages([unknown('ajar'), unknown('ajar')]);
    expect(rows()).toHaveLength(5);
    expect(listed()).toEqual(['ajar 80']);
    passMinutes(10);
    await post.intake.messages([unknown('ajar')]);
    expect(rows().map((row) => row.payload.count)).toEqual([1, 1, 1, 1, 1, 76]);
    expect(rows().at(-1)?.payload.total).toBe(81);
    for (let n = 0; n < 3; n += 1) await post.intake.messages([unknown('ajar')]);
    expect(rows()).toHaveLength(6);
  });

  it('that has stopped meanwhile is told by time alone, once', async () => {
    for (let n = 0; n < 9; n += 1) await post.intake.messages([unknown('ajar')]);
    await post.intake.tick();
    expect(rows()).toHaveLength(5);
    passMinutes(10);
    await post.intake.tick();
    await post.intake.tick();
    expect(rows().map((row) => row.payload.count)).toEqual([1, 1, 1, 1, 1, 4]);
    expect(rows().at(-1)).toMatchObject({ actor: 'system', payload: { word: 'ajar', total: 9 } });
  });

  it('is told to the last before the post stops, and counted on after it', async () => {
    for (let n = 0; n < 7; n += 1) await post.intake.messages([unknown('ajar')]);
    await post.intake.stop();
    expect(rows().map((row) => row.payload.count)).toEqual([1, 1, 1, 1, 1, 2]);
    const again = post.newIntake();
    await again.messages([unknown('ajar')]);
    expect(again.unknown.list()[0]).toMatchObject({ word: 'ajar', count: 8, firstAtUtcMs: startUtcMs });
    await again.stop();
  });

  it('is kept for at most 200 words: the row of a new one names the one that goes', async () => {
    for (let n = 0; n < 200; n += 1) {
      post.pass(1000);
      await post.intake.messages([unknown(`w${n}`, { arrivedAtUtcMs: startUtcMs + n })]);
    }
    await post.intake.messages([unknown('w0', { arrivedAtUtcMs: startUtcMs + 500 }), unknown('new', { arrivedAtUtcMs: startUtcMs + 501 })]);
    expect(rows().at(-1)?.payload).toMatchObject({ word: 'new', dropped: { panelId: 'house', word: 'w1', count: 1 } });
    expect(listed()).toHaveLength(200);
    expect(post.store.read.allKept('unknownWord')).toHaveLength(200);
    expect(post.store.read.allKept('unknownWord').some(({ word }) => word === 'w1')).toBe(false);
  });

  it('counts nothing that the disk did not take', async () => {
    await post.store.close();
    await expect(post.intake.messages([unknown('ajar')])).rejects.toMatchObject({ code: 'closed' });
    expect(listed()).toEqual([]);
  });
});

describe('a meaning that the site gives', () => {
  const tamper: MappedWord = { condition: 'tamper', priority: 2, category: 'tamper', latched: false, onDelaySeconds: 2 };

  it('is kept, a row, told to the panels, and the word is no longer unknown, however it was written', async () => {
    await post.intake.messages([unknown('AJAR'), unknown('other'), odd('{')]);
    expect(valued(await words.teach(li, { panelId: 'house', word: 'ajar', meaning: tamper }))).toEqual({
      ...{ panelId: 'house', word: 'ajar', meaning: tamper, by: 'Li', atUtcMs: startUtcMs },
    });
    expect(listed()).toEqual(['other 1', 'notJson 1 broken']);
    expect(link.taught.at(-1)).toEqual(words.taught());
    expect(post.rows().at(-1)).toMatchObject({
      kind: 'panel.taught',
      actor: 'Li',
      subject: 'house',
      payload: { panelId: 'house', word: 'ajar', meaning: tamper },
    });
  });

  it('for all panels does away with the word of each', async () => {
    await post.intake.messages([unknown('ajar'), unknown('ajar', { panelId: 'yard' })]);
    valued(await words.teach(li, { panelId: '*', word: 'ajar', meaning: 'ignore' }));
    expect(listed()).toEqual([]);
  });

  it('can be changed and forgotten, each a row that says what it was', async () => {
    valued(await words.teach(li, { panelId: 'house', word: 'ajar', meaning: 'ignore' }));
    valued(await words.teach(li, { panelId: 'house', word: 'ajar', meaning: 'alive' }));
    valued(await words.forget(li, { panelId: 'house', word: 'ajar' }));
    expect(post.rows().map((row) => row.payload)).toEqual([
      { panelId: 'house', word: 'ajar', meaning: 'ignore' },
      { panelId: 'house', word: 'ajar', meaning: 'alive', before: 'ignore' },
      { panelId: 'house', word: 'ajar', meaning: 'alive', forgotten: true },
    ]);
    expect([words.taught(), link.taught.at(-1)]).toEqual([[], []]);
    expect(await words.forget(li, { panelId: 'house', word: 'ajar' })).toEqual({ ok: false, error: { code: 'notFound' } });
  });

  it('is told to the panels when the post starts, and refused for a panel that there is none of', async () => {
    valued(await words.teach(li, { panelId: 'house', word: 'ajar', meaning: 'alive' }));
    words.start();
    expect(link.taught).toEqual([words.taught(), words.taught()]);
    expect(await words.teach(li, { panelId: 'cellar', word: 'ajar', meaning: 'alive' })).toEqual({ ok: false, error: { code: 'rule', rule: 'unknownPanel' } });
  });

  it('is not needed to take a word off the list; it comes again when it is said again', async () => {
    await post.intake.messages([unknown('ajar'), unknown('ajar')]);
    valued(await words.dismissUnknown({ panelId: 'house', word: 'ajar' }));
    expect([listed(), post.store.read.allKept('unknownWord')]).toEqual([[], []]);
    await post.intake.messages([unknown('ajar')]);
    expect(listed()).toEqual(['ajar 1']);
    expect(await words.dismissUnknown({ panelId: 'house', word: 'never said' })).toEqual({ ok: false, error: { code: 'notFound' } });
  });
});
