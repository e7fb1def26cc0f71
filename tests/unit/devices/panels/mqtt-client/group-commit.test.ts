import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GroupCommit } from '../../../../../src/main/devices/panels/mqtt-client/group-commit.ts';

/** A disk that writes when the test says so. */
function disk() {
  const writes: { readonly group: readonly number[]; readonly done: PromiseWithResolvers<void> }[] = [];
  const kept: number[] = [];
  const failed: (readonly number[])[] = [];
  let began: () => void = () => undefined;
  return {
    writes,
    kept,
    failed,
    /** Resolves when `count` writes have begun. */
    begun: (count: number) =>
      new Promise<void>((resolve) => {
        began = () => {
          if (writes.length >= count) resolve();
        };
        began();
      }),
    options: {
      maxItems: 3,
      maxBytes: 1000,
      sizeOf: () => 1,
      keep: (group: readonly number[]) => {
        const done = Promise.withResolvers<void>();
        writes.push({ group, done });
        began();
        return done.promise;
      },
      kept: (group: readonly number[]) => void kept.push(...group),
      failed: (items: readonly number[]) => {
        failed.push(items);
        return items.filter((item) => item % 2 === 1);
      },
    },
  };
}

describe('group commit', () => {
  test('makes one group of what comes while a group is written, and one group at a time', async () => {
    const { options, writes, kept, begun } = disk();
    const groups = new GroupCommit<number>(options);
    groups.offer(1, () => undefined);
    await begun(1);
    groups.offer(2, () => undefined);
    groups.offer(3, () => undefined);
    expect(kept).toEqual([]);
    writes[0]?.done.resolve();
    await begun(2);
    expect(kept).toEqual([1]);
    expect(writes.map((write) => write.group)).toEqual([[1], [2, 3]]);
    writes[1]?.done.resolve();
    await groups.idle();
    expect(kept).toEqual([1, 2, 3]);
  });

  test('holds the sender back when a group is full, until it is being written', async () => {
    const { options, writes, begun } = disk();
    const groups = new GroupCommit<number>(options);
    const calls: number[] = [];
    for (const item of [1, 2, 3]) groups.offer(item, () => void calls.push(item));
    expect(calls).toEqual([1, 2]);
    await begun(1);
    expect(calls).toEqual([1, 2, 3]);
    writes[0]?.done.resolve();
    await groups.idle();
  });

  test('after a failure takes back what is to be tried again, with the next that comes, and does not ask in a loop', async () => {
    const { options, writes, kept, failed, begun } = disk();
    const groups = new GroupCommit<number>(options);
    groups.offer(1, () => undefined);
    await begun(1);
    groups.offer(2, () => undefined);
    writes[0]?.done.reject(new Error('disk full'));
    await groups.idle();
    expect(failed).toEqual([[1, 2]]);
    expect(writes).toHaveLength(1);
    groups.offer(4, () => undefined);
    await begun(2);
    writes[1]?.done.resolve();
    await groups.idle();
    expect(kept).toEqual([1, 4]);
  });

  test('keeps everything once and in order, whatever the pace of the disk', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 60 }), async (pauses) => {
        const kept: number[] = [];
        const groups = new GroupCommit<number>({
          ...disk().options,
          keep: async (group) => {
            for (let turn = 0; turn < group.length % 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
          },
          kept: (group) => void kept.push(...group),
        });
        for (const [index, pause] of pauses.entries()) {
          await new Promise<void>((resolve) => groups.offer(index, resolve));
          for (let turn = 0; turn < pause; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        }
        await groups.idle();
        expect(kept).toEqual(pauses.map((_, index) => index));
      }),
      { numRuns: 30 },
    );
  });
});
