import { describe, expect, it } from 'vitest';
import { handleCounter } from './handles.ts';
import { replugByKill, replugBySwap } from './replug.ts';

describe('a cable that is pulled and put back again and again', () => {
  it('is told each time, works after it, and leaves nothing behind', async () => {
    const count = await handleCounter();
    await replugByKill({ cycles: 1, absenceMs: null });
    const before = count();
    const [killed, swapped] = await Promise.all([replugByKill({ cycles: 13, absenceMs: null }), replugBySwap({ cycles: 12 })]);
    expect([killed.noticeMs.length, killed.returnMs.length, swapped.noticeMs.length, swapped.returnMs.length]).toEqual([13, 13, 12, 12]);
    expect(count()).toEqual(before);
  }, 120_000);
});
