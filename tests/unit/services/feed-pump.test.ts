import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFeedPump, type FeedPump } from '../../../src/main/services/feed-pump.ts';
import { type Ground, guard, openGround } from './ground.ts';

describe('the pump of the feed', () => {
  let ground: Ground;
  let pump: FeedPump;
  let told: { seqs: number[]; behind: boolean }[];
  let watched: boolean;

  beforeEach(() => {
    ground = openGround();
    [told, watched] = [[], true];
    pump = createFeedPump({
      read: ground.store.read,
      clock: ground.clock,
      idle: () => !watched,
      publish: (rows, behind) => told.push({ seqs: rows.map((row) => row.seq), behind }),
      skip: () => told.push({ seqs: [], behind: true }),
      logBug: (_where, error) => {
        throw error;
      },
    });
  });
  afterEach(async () => {
    pump.stop();
    await ground.close();
  });

  const write = (count: number) =>
    ground.store.commit((tx) => {
      for (let n = 0; n < count; n += 1) tx.append({ kind: 'panel.event', actor: guard, subject: null, payload: { n } });
    });
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('tells each row once, in order, also when it is asked more often', async () => {
    await write(3);
    pump.soon();
    pump.soon();
    await turn();
    await turn();
    pump.look();
    expect(told).toEqual([{ seqs: [1, 2, 3], behind: false }]);
  });

  it('comes to the end of many rows by itself, piece by piece', async () => {
    await write(1_200);
    pump.look();
    while (told.flatMap(({ seqs }) => seqs).length < 1_200) {
      ground.clock.pass(25);
      await turn();
    }
    expect(told.every(({ seqs, behind }) => seqs.length <= 500 && !behind)).toBe(true);
    expect(told.flatMap(({ seqs }) => seqs).slice(0, 1_200)).toEqual(Array.from({ length: 1_200 }, (_, n) => n + 1));
  });

  it('says when there are too many to tell each, and reads them in larger pieces', async () => {
    await write(3_000);
    pump.look();
    expect(told.map(({ seqs, behind }) => [seqs.length, behind])).toEqual([[2_000, true]]);
    ground.clock.pass(250);
    pump.look();
    expect(told.at(-1)).toMatchObject({ behind: false });
  });

  it('reads nothing while nobody watches, and begins with what comes after that', async () => {
    watched = false;
    await write(5);
    pump.look();
    watched = true;
    await write(1);
    pump.look();
    expect(told).toEqual([{ seqs: [6], behind: false }]);
  });

  it('waits a moment between two pieces, so that rows come together', async () => {
    await write(1);
    pump.look();
    await turn();
    await write(1);
    pump.soon();
    await turn();
    expect(told).toHaveLength(1);
    await write(1);
    while (told.length < 2) {
      ground.clock.pass(4);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(told[1]).toEqual({ seqs: [2, 3], behind: false });
  });
});
