import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../../src/shared/model/alarms.ts';
import { openOrThrow, tempStore } from './temp-store.ts';
import { zoneAlarm } from './zone-alarm.ts';

const saved = (change: Partial<Alarm>): Alarm => ({ ...zoneAlarm, ...change });

describe('what is remembered of the alarms', () => {
  it('is what the last transaction saved', async () => {
    await using temp = tempStore();
    const { store } = temp;
    for (const revision of [1, 2, 3]) {
      await store.commit((tx) => tx.saveAlarm(saved({ revision })));
      expect(await store.commit((tx) => tx.read.alarmBy('main', 'zone-1', 'fire'))).toMatchObject({ revision });
      expect(store.read.alarm('a1')).toMatchObject({ revision });
    }
  });

  it('is none of what was rolled back', async () => {
    await using temp = tempStore();
    const { store } = temp;
    await store.commit((tx) => tx.saveAlarm(saved({ revision: 1 })));
    const broken = store.commit((tx) => {
      tx.saveAlarm(saved({ revision: 2 }));
      tx.saveAlarm(saved({ alarmId: 'a2', source: 'zone-2' }));
      throw new RangeError('no');
    });
    const beside = store.commit((tx) => [tx.read.alarmBy('main', 'zone-1', 'fire')?.revision, tx.read.alarmBy('main', 'zone-2', 'fire')]);
    await expect(broken).rejects.toThrow('no');
    expect(await beside).toEqual([1, null]);
    await store.commit((tx) => tx.saveAlarm(saved({ alarmId: 'a2', source: 'zone-2' })));
    expect(store.read.board().map((alarm) => alarm.alarmId)).toEqual(['a1', 'a2']);
  });

  it('gives way to what another process has written', async () => {
    await using temp = tempStore();
    const { store } = temp;
    await store.commit((tx) => tx.saveAlarm(saved({ revision: 1 })));
    const other = openOrThrow(temp.file, temp.clock);
    await other.commit((tx) => tx.saveAlarm(saved({ revision: 7 })));
    expect(await store.commit((tx) => tx.read.alarmBy('main', 'zone-1', 'fire')?.revision)).toBe(7);
    await other.commit((tx) => tx.removeAlarm('a1'));
    expect(store.read.alarmBy('main', 'zone-1', 'fire')).toBeNull();
    await store.commit((tx) => tx.saveAlarm(saved({ revision: 8 })));
    expect(store.read.alarm('a1')).toMatchObject({ revision: 8 });
    await other.close();
  });

  it('follows an alarm that leaves and comes again under another id, or moves to another source', async () => {
    await using temp = tempStore();
    const { store } = temp;
    await store.commit((tx) => {
      tx.saveAlarm(saved({}));
      tx.removeAlarm('a1');
      expect(tx.read.alarmBy('main', 'zone-1', 'fire')).toBeNull();
      tx.saveAlarm(saved({ alarmId: 'a2' }));
    });
    await store.commit((tx) => tx.saveAlarm(saved({ alarmId: 'a2', source: 'zone-9' })));
    const found = await store.commit((tx) => ['zone-1', 'zone-9'].map((source) => tx.read.alarmBy('main', source, 'fire')?.alarmId ?? null));
    expect(found).toEqual([null, 'a2']);
    expect(store.read.board()).toEqual([saved({ alarmId: 'a2', source: 'zone-9' })]);
  });

  it('is bounded: more sources than are remembered all stand in the database', async () => {
    await using temp = tempStore();
    const sources = Array.from({ length: 4_500 }, (_, index) => `s${index}`);
    await temp.store.commit((tx) => {
      for (const source of sources) tx.saveAlarm(saved({ alarmId: `id-${source}`, source }));
    });
    const found = await temp.store.commit((tx) => sources.map((source) => tx.read.alarmBy('main', source, 'fire')?.source));
    expect(found).toEqual(sources);
  });

  it('counts those that nobody has acknowledged, also after a rollback and behind another process', async () => {
    await using temp = tempStore();
    const { store } = temp;
    expect(store.read.countUnacknowledged()).toBe(0);
    await store.commit((tx) => {
      tx.saveAlarm(saved({}));
      tx.saveAlarm(saved({ alarmId: 'a2', source: 'zone-2', state: 'returnedUnacknowledged' }));
      tx.saveAlarm(saved({ alarmId: 'a3', source: 'zone-3', state: 'shelved' }));
    });
    expect(store.read.countUnacknowledged()).toBe(2);
    await store.commit((tx) => tx.saveAlarm(saved({ state: 'acknowledged', revision: 2 })));
    expect(store.read.countUnacknowledged()).toBe(1);
    const broken = store.commit((tx) => {
      tx.removeAlarm('a2');
      throw new RangeError('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(store.read.countUnacknowledged()).toBe(1);
    const other = openOrThrow(temp.file, temp.clock);
    await other.commit((tx) => tx.removeAlarm('a2'));
    expect(store.read.countUnacknowledged()).toBe(0);
    await other.close();
  });
});
