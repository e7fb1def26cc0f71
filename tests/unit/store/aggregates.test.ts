import { describe, expect, it } from 'vitest';
import type { UserRecord } from '../../../src/main/core/ports/ledger.ts';
import type { Alarm } from '../../../src/shared/model/alarms.ts';
import type { Credential } from '../../../src/shared/model/cards.ts';
import { tempStore } from './temp-store.ts';
import { zoneAlarm } from './zone-alarm.ts';

const card: Credential = {
  format: 'H10301',
  facility: '45',
  number: '12345',
  holderId: 'h1',
  status: 'active',
  statusReason: null,
  statusNote: null,
  statusAtUtcMs: null,
  statusBy: null,
  validFromUtcMs: 1000,
  validUntilUtcMs: null,
};

describe('cards', () => {
  it('are told apart by format, facility and number', async () => {
    await using temp = tempStore();
    const others: Credential[] = [
      { ...card, facility: '46', holderId: 'h2' },
      { ...card, format: 'H10306', holderId: 'h3' },
      { ...card, format: 'text', facility: null, holderId: 'h4' },
    ];
    await temp.store.commit((tx) => [card, ...others].map((one) => tx.saveCredential(one)));
    for (const one of [card, ...others]) expect(temp.store.read.credential(one)).toEqual(one);
    expect(temp.store.read.credential({ ...card, facility: null })).toBeNull();
    expect(temp.store.read.countCards()).toBe(4);
  });

  it('keep who changed their status, when and why', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.saveCredential(card);
      tx.setCardStatus(card, 'lost', { reason: 'lostCard', note: 'told by phone' }, 'anna', 5000);
    });
    expect(temp.store.read.credential(card)).toEqual({
      ...card,
      status: 'lost',
      statusReason: 'lostCard',
      statusNote: 'told by phone',
      statusBy: 'anna',
      statusAtUtcMs: 5000,
    });
    expect(temp.store.read.credentialsOf('h1')).toHaveLength(1);
  });

  it('move to another holder when saved again', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.saveCredential(card);
      tx.saveCredential({ ...card, holderId: 'h9' });
    });
    expect(temp.store.read.credentialsOf('h1')).toEqual([]);
    expect(temp.store.read.credentialsOf('h9')).toHaveLength(1);
  });

  it('remember only their last pass', async () => {
    await using temp = tempStore();
    expect(temp.store.read.lastPass(card)).toBeNull();
    await temp.store.commit((tx) => {
      tx.savePass(card, { readerId: 'in', direction: 'in', atUtcMs: 1, seq: 1 });
      tx.savePass(card, { readerId: 'out', direction: null, atUtcMs: 2, seq: 2 });
    });
    expect(temp.store.read.lastPass(card)).toEqual({ readerId: 'out', direction: null, atUtcMs: 2, seq: 2 });
  });
});

describe('holders', () => {
  it('are found by words, initials, department and card number', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.saveHolder({ holderId: 'h1', name: 'Jörg Müller', department: 'Finance' });
      tx.saveHolder({ holderId: 'h2', name: '张伟明', department: 'Plant' });
      tx.saveHolder({ holderId: 'h3', name: 'Maria Jones', department: 'Plant' });
      tx.saveCredential(card);
    });
    const found = (text: string) => temp.store.read.findHolders(text, 10).map((holder) => holder.holderId);
    expect(found('mul')).toEqual(['h1']);
    expect(found('müller jö')).toEqual(['h1']);
    expect(found('MJ')).toEqual(['h3']);
    expect(found('伟明')).toEqual(['h2']);
    expect(found('plant').sort()).toEqual(['h2', 'h3']);
    expect(found('123')).toEqual(['h1']);
    expect(found('45-12345')).toEqual(['h1']);
    expect(found('')).toEqual([]);
    expect(found('%')).toEqual([]);
    expect(temp.store.read.findHolders('plant', 1)).toHaveLength(1);
  });

  it('are no longer found by a name they had before', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.saveHolder({ holderId: 'h1', name: 'Anna Old', department: '' });
      tx.saveHolder({ holderId: 'h1', name: 'Anna New', department: '' });
    });
    expect(temp.store.read.findHolders('old', 5)).toEqual([]);
    expect(temp.store.read.findHolders('new', 5)).toHaveLength(1);
  });

  it('have a photo until it is taken away', async () => {
    await using temp = tempStore();
    const bytes = new Uint8Array([1, 2, 3]);
    await temp.store.commit((tx) => {
      tx.saveHolder({ holderId: 'h1', name: 'Ada', department: '' });
      tx.savePhoto('h1', { mime: 'image/png', bytes });
    });
    expect(temp.store.read.holder('h1')?.hasPhoto).toBe(true);
    const photo = temp.store.read.photo('h1');
    expect(photo?.mime).toBe('image/png');
    expect([...(photo?.bytes ?? [])]).toEqual([1, 2, 3]);
    await temp.store.commit((tx) => tx.savePhoto('h1', null));
    expect(temp.store.read.holder('h1')?.hasPhoto).toBe(false);
    expect(temp.store.read.photo('h1')).toBeNull();
  });
});

describe('alarms', () => {
  const alarm: Alarm = zoneAlarm;

  it('come back as they were saved, by id and by where they come from, until they leave the board', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.saveAlarm({ ...alarm, revision: 0 });
      tx.saveAlarm(alarm);
    });
    await temp.reopen();
    expect(temp.store.read.alarm('a1')).toEqual(alarm);
    expect(temp.store.read.alarmBy('main', 'zone-1', 'fire')).toEqual(alarm);
    expect(temp.store.read.board()).toEqual([alarm]);
    await temp.store.commit((tx) => tx.removeAlarm('a1'));
    expect(temp.store.read.alarm('a1')).toBeNull();
    expect(temp.store.read.board()).toEqual([]);
  });
});

describe('users', () => {
  const anna: UserRecord = {
    name: 'Anna',
    role: 'lead',
    secretHash: '$scrypt$x',
    active: true,
    language: 'zh',
    failedTries: 0,
    blockedUntilUtcMs: null,
    lockedAtUtcMs: null,
  };

  it('are one person however the name is typed', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.saveUser(anna);
      tx.saveUser({ ...anna, name: 'anna', failedTries: 3, active: false });
    });
    expect(temp.store.read.user('ANNA')).toMatchObject({ failedTries: 3, active: false });
    expect(temp.store.read.users()).toEqual([{ name: 'Anna', role: 'lead', active: false, locked: false, language: 'zh' }]);
  });

  it('stay locked after a restart until the lock is taken off', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.saveUser({ ...anna, lockedAtUtcMs: 5000 }));
    await temp.reopen();
    expect([temp.store.read.user('Anna')?.lockedAtUtcMs, temp.store.read.users()[0]?.locked]).toEqual([5000, true]);
    await temp.store.commit((tx) => tx.saveUser(anna));
    expect([temp.store.read.user('Anna')?.lockedAtUtcMs, temp.store.read.users()[0]?.locked]).toEqual([null, false]);
  });

  it('are listed without their secret', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.saveUser(anna));
    expect(JSON.stringify(temp.store.read.users())).not.toContain('scrypt');
  });
});

describe('messages of the broker', () => {
  it('are known once they are kept, also when they come twice and after a restart', async () => {
    await using temp = tempStore();
    expect(temp.store.read.keptMessages().has('k1')).toBe(false);
    await temp.store.commit((tx) => tx.rememberMessages(['k1', 'k2']));
    await temp.store.commit((tx) => tx.rememberMessages(['k1']));
    await temp.reopen();
    expect(temp.store.read.keptMessages()).toEqual(new Set(['k1', 'k2']));
  });

  it('of a work that is rolled back are not known', async () => {
    await using temp = tempStore();
    const work = temp.store.commit((tx) => {
      tx.rememberMessages(['k1']);
      throw new RangeError('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(temp.store.read.keptMessages()).toEqual(new Set());
  });

  it('are forgotten when thousands came after them, and never so many that a broker could still repeat one', async () => {
    await using temp = tempStore();
    const keys = Array.from({ length: 12_000 }, (_, index) => `k${index}`);
    for (let at = 0; at < keys.length; at += 100) await temp.store.commit((tx) => tx.rememberMessages(keys.slice(at, at + 100)));
    const kept = temp.store.read.keptMessages();
    expect(keys.slice(-5_000).filter((key) => !kept.has(key))).toEqual([]);
    expect(kept.has('k0')).toBe(false);
    expect(kept.size).toBeLessThan(6_000);
  });

  it('are forgotten as well where each run of the post is short', { timeout: 30_000 }, async () => {
    await using temp = tempStore();
    for (let run = 0; run < 20; run += 1) {
      await temp.store.commit((tx) => tx.rememberMessages(Array.from({ length: 400 }, (_, n) => `run-${run}-${n}`)));
      await temp.reopen();
    }
    const kept = temp.store.read.keptMessages();
    expect(kept.size).toBeGreaterThanOrEqual(5_000);
    expect(kept.size).toBeLessThan(5_500);
    expect(kept.has('run-19-399')).toBe(true);
  });
});
