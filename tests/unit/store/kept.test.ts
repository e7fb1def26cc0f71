import { describe, expect, it } from 'vitest';
import { keptKey } from '../../../src/main/core/ports/kept.ts';
import { openOrThrow, tempStore } from './temp-store.ts';

const place = { panelId: 'yard', source: 'gate 3', area: null, camera: '12', keyPart: true, x: 0.5, y: 0.25 };

describe('small things that stand now', () => {
  it('are kept over a restart, replaced under the same key and dropped', async () => {
    await using temp = tempStore();
    const { store } = temp;
    await store.commit((tx) => {
      tx.keep('place', keptKey('yard', 'gate 3'), place);
      tx.keep('place', keptKey('yard', 'a'), { ...place, source: 'a' });
      tx.keep('sequence', 'yard', { panelId: 'yard', boot: null, number: 7 });
    });
    await store.commit((tx) => tx.keep('place', keptKey('yard', 'gate 3'), { ...place, camera: '13' }));
    await store.close();
    const again = openOrThrow(temp.file, temp.clock);
    expect(again.read.allKept('place').map(({ source, camera }) => [source, camera])).toEqual([
      ['a', '12'],
      ['gate 3', '13'],
    ]);
    expect(again.read.kept('sequence', 'yard')).toEqual({ panelId: 'yard', boot: null, number: 7 });
    await again.commit((tx) => tx.drop('place', keptKey('yard', 'a')));
    expect(again.read.kept('place', keptKey('yard', 'a'))).toBeNull();
    expect(again.read.allKept('fault')).toEqual([]);
    await again.close();
  });

  it('have one picture of the site plan, or none', async () => {
    await using temp = tempStore();
    const { store } = temp;
    expect(store.read.sitePlan()).toBeNull();
    await store.commit((tx) => tx.saveSitePlan({ mime: 'image/png', bytes: new Uint8Array([1, 2]) }));
    await store.commit((tx) => tx.saveSitePlan({ mime: 'image/jpeg', bytes: new Uint8Array([3]) }));
    expect(store.read.sitePlan()).toMatchObject({ mime: 'image/jpeg', bytes: Buffer.from([3]) });
    await store.commit((tx) => tx.saveSitePlan(null));
    expect(store.read.sitePlan()).toBeNull();
  });
});
