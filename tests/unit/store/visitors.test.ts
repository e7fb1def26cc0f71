import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { NewBan, NewVisit, PersonInput } from '../../../src/main/core/ports/ledger.ts';
import { canonicalJson, verifyDatabase } from '../../../src/main/store/index.ts';
import { note, tempStore } from './temp-store.ts';

const ada: PersonInput = {
  personId: 'person-1',
  name: 'Ada Byron',
  organisation: 'Analytical Engines',
  phone: '+49 171 123 45 67',
  plate: 'B-AB 123',
  document: { kind: 'passport', number: 'C01X 00T-478' },
};
const visit = (visitId: string, badgeNumber: number, registeredAtUtcMs: number): NewVisit => ({
  visitId,
  personId: 'person-1',
  kind: 'visitor',
  purpose: 'meeting',
  hostName: 'Charles',
  badgeNumber,
  registeredAtUtcMs,
  registeredBy: 'anna',
  dueOutAtUtcMs: registeredAtUtcMs + 1,
});

describe('persons', () => {
  it.each([['ada'], ['byron ada'], ['AB'], ['anal'], ['4567'], ['123 45 67'], ['bab1'], ['B-AB 123'], ['c01x00t478'], ['C01X-00T 478']])(
    'are found by %j',
    async (text) => {
      await using temp = tempStore();
      await temp.store.commit((tx) => tx.savePerson(ada));
      expect(temp.store.read.findPersons(text, 5).map((person) => person.personId)).toEqual(['person-1']);
    },
  );

  it.each([['yron'], ['9999'], ['C01X00T47'], ['ada lovelace'], ['']])('are not found by %j', async (text) => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.savePerson(ada));
    expect(temp.store.read.findPersons(text, 5)).toEqual([]);
  });

  it('show the document masked and give the number only when asked for it', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.savePerson(ada));
    const [person] = temp.store.read.findPersons('ada', 1);
    expect(person?.documentMasked).toBe('C01•••••••78');
    expect(JSON.stringify(person)).not.toContain('00T');
    expect(temp.store.read.documentNumber('person-1')).toBe('C01X 00T-478');
    expect(temp.store.read.personByDocument('c01x00t478')?.personId).toBe('person-1');
    expect(temp.store.read.documentNumber('nobody')).toBeNull();
  });

  it('keep their document when it is not mentioned, and lose it when it is taken away', async () => {
    await using temp = tempStore();
    const { document: _, ...without } = ada;
    await temp.store.commit((tx) => {
      tx.savePerson(ada);
      tx.savePerson({ ...without, name: 'Ada Lovelace' });
    });
    expect(temp.store.read.person('person-1')).toMatchObject({ name: 'Ada Lovelace', documentKind: 'passport' });
    expect(temp.store.read.documentNumber('person-1')).toBe('C01X 00T-478');
    await temp.store.commit((tx) => tx.savePerson({ ...ada, document: null }));
    expect(temp.store.read.documentNumber('person-1')).toBeNull();
    expect(temp.store.read.person('person-1')?.documentMasked).toBeNull();
  });

  it('have a commitment that who holds the vault row can check, and nobody else can guess', async () => {
    await using temp = tempStore();
    const first = await temp.store.commit((tx) => tx.savePerson(ada));
    const same = await temp.store.commit((tx) => tx.savePerson(ada));
    const twin = await temp.store.commit((tx) => tx.savePerson({ ...ada, personId: 'person-2' }));
    const changed = await temp.store.commit((tx) => tx.savePerson({ ...ada, phone: '1' }));
    expect(same).toEqual(first);
    expect(new Set([first.commitment, twin.commitment, changed.commitment]).size).toBe(3);
    const db = new Database(temp.file, { readonly: true });
    const row = db.prepare<[], { salt: Buffer; documentMatch: Buffer }>("SELECT salt, documentMatch FROM person WHERE personId = 'person-1'").get();
    db.close();
    if (row === undefined) throw new Error('no such person');
    const fields = canonicalJson({
      name: ada.name,
      organisation: ada.organisation,
      phone: '1',
      plate: ada.plate,
      documentKind: 'passport',
      documentMatch: row.documentMatch.toString('hex'),
    });
    expect(createHash('sha256').update(row.salt).update(fields).digest('hex')).toBe(changed.commitment);
    expect(row.salt).toHaveLength(32);
  });

  it('are shown with their last visit, the last visitors first', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.savePerson(ada);
      tx.savePerson({ ...ada, personId: 'person-2', document: null });
      tx.saveVisit(visit('v1', 1, 1000));
      tx.signOutVisit('v1', 1500, 'anna', 'badge');
      tx.saveVisit({ ...visit('v2', 1, 2000), hostName: 'Mary', purpose: 'repair' });
    });
    expect(temp.store.read.findPersons('ada', 5).map((person) => person.personId)).toEqual(['person-1', 'person-2']);
    expect(temp.store.read.person('person-1')).toMatchObject({ visits: 2, lastVisitAtUtcMs: 2000, lastHostName: 'Mary', lastPurpose: 'repair' });
    expect(temp.store.read.person('person-2')).toMatchObject({ visits: 0, lastVisitAtUtcMs: null });
  });

  it('keep their document out of the file in the clear, and the key readable to the owner only', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.savePerson(ada));
    const keyFile = join(temp.folder, 'keys', 'vault.key');
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    await temp.store.close();
    const bytes = readFileSync(temp.file).toString('latin1');
    expect(bytes).toContain('Ada Byron');
    expect(bytes).not.toContain('00T');
    expect(bytes).not.toContain(readFileSync(keyFile).toString('latin1'));
  });
});

describe('visits', () => {
  it('are inside until the first sign-out, and the badge is free again then', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.savePerson(ada);
      tx.saveVisit(visit('v1', 1, 1000));
    });
    expect(temp.store.read.inside()).toMatchObject([{ visitId: 'v1', name: 'Ada Byron', plate: 'B-AB 123', documentMasked: 'C01•••••••78' }]);
    expect(temp.store.read.visitByBadge(1)?.visitId).toBe('v1');
    expect(temp.store.read.freeBadge(2)).toBe(2);
    expect(temp.store.read.freeBadge(1)).toBeNull();
    await temp.store.commit((tx) => {
      tx.signOutVisit('v1', 1500, 'anna', 'badge');
      tx.signOutVisit('v1', 9999, 'eve', 'sweep');
    });
    expect(temp.store.read.inside()).toEqual([]);
    expect(temp.store.read.visitByBadge(1)).toBeNull();
    expect(temp.store.read.freeBadge(1)).toBe(1);
    expect(temp.store.read.visit('v1')).toMatchObject({ signedOutAtUtcMs: 1500, signedOutBy: 'anna', signOutProof: 'badge' });
  });

  it('are listed newest first', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => [1, 2, 3].map((n) => tx.saveVisit(visit(`v${n}`, n, n * 1000))));
    expect(temp.store.read.visits({ limit: 2 }).map((v) => v.visitId)).toEqual(['v3', 'v2']);
    expect(temp.store.read.visits({ limit: 2, beforeUtcMs: 2000 }).map((v) => v.visitId)).toEqual(['v1']);
  });
});

describe('the ban list', () => {
  const ban: NewBan = {
    banId: 'b1',
    name: 'Jörg Schmidt',
    plate: 'M-XY 77',
    phone: '0171 1234567',
    documentNumber: 'L01X-00T47',
    reason: 'theft',
    sayText: 'Please wait here.',
    issuer: 'lead',
    addedAtUtcMs: 1000,
    untilUtcMs: 5000,
  };

  it.each([
    [{ name: 'Jörg Schmidt' }, 'name'],
    [{ name: 'schmidt, jorg' }, 'name'],
    [{ name: 'Joerg Schmitt' }, 'name'],
    [{ plate: 'mxy77' }, 'plate'],
    [{ phone: '+49 (171) 123-4567' }, 'phone'],
    [{ documentNumber: 'l01x00t47' }, 'document'],
    [{ name: 'Jörg Schmidt', documentNumber: 'L01X00T47' }, 'document'],
  ])('matches %j by %s', async (trace, by) => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.saveBan(ban));
    expect(temp.store.read.matchBans(trace, 2000)).toMatchObject([{ ban: { banId: 'b1', hasDocument: true }, by }]);
  });

  it.each([[{ name: 'Schmidt' }], [{ name: 'Jörg' }], [{ name: 'Anna Schmidt' }], [{ plate: 'M' }], [{ phone: '4567' }], [{ documentNumber: '' }], [{}]])(
    'does not match %j',
    async (trace) => {
      await using temp = tempStore();
      await temp.store.commit((tx) => tx.saveBan(ban));
      expect(temp.store.read.matchBans(trace, 2000)).toEqual([]);
    },
  );

  it('matches nobody by a field that the ban leaves empty', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.saveBan({ ...ban, plate: '', phone: '', name: '', documentNumber: null }));
    expect(temp.store.read.matchBans({ name: '', plate: '', phone: '', documentNumber: '' }, 2000)).toEqual([]);
    expect(temp.store.read.bans()[0]?.hasDocument).toBe(false);
  });

  it('ends with its time and when it is lifted', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.saveBan(ban));
    expect(temp.store.read.matchBans({ plate: ban.plate }, 4999)).toHaveLength(1);
    expect(temp.store.read.matchBans({ plate: ban.plate }, 5000)).toEqual([]);
    await temp.store.commit((tx) => tx.liftBan('b1', 3000));
    expect(temp.store.read.matchBans({ plate: ban.plate }, 4000)).toEqual([]);
    expect(temp.store.read.bans()).toMatchObject([{ banId: 'b1', liftedAtUtcMs: 3000 }]);
  });
});

describe('erasing a person', () => {
  it('destroys what the vault and the search know of them, and the chain still verifies', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      const { commitment } = tx.savePerson(ada);
      tx.saveVisit(visit('v1', 1, 1000));
      tx.append(
        note('', {
          kind: 'visit.registered',
          subject: 'v1',
          payload: { visitId: 'v1', personId: 'person-1', personCommitment: commitment },
          searchWords: ['Ada Byron'],
        }),
      );
      tx.append(note('', { kind: 'visit.signedOut', subject: 'v1', payload: { visitId: 'v1' }, searchWords: ['Ada Byron', '张伟明'] }));
      tx.append(note('lunch', { searchWords: ['Ada Smith'] }));
    });
    expect(temp.store.read.page({ limit: 9, text: 'byron' })).toHaveLength(2);
    expect(await temp.store.commit((tx) => tx.erasePerson('person-1'))).toBe(true);
    expect(await temp.store.commit((tx) => tx.erasePerson('person-1'))).toBe(false);
    expect(temp.store.read.person('person-1')).toBeNull();
    expect(temp.store.read.findPersons('ada', 5)).toEqual([]);
    expect(temp.store.read.visit('v1')).toMatchObject({ name: '', documentMasked: null });
    expect(temp.store.read.page({ limit: 9, text: 'byron' })).toEqual([]);
    expect(temp.store.read.page({ limit: 9, text: '伟明' })).toEqual([]);
    expect(temp.store.read.page({ limit: 9, text: 'ada smith' })).toHaveLength(1);
    expect(temp.store.read.page({ limit: 9, text: 'visit.signedOut' })).toHaveLength(1);
    expect((await verifyDatabase(temp.file)).ok).toBe(true);
    // Nothing of it is left on the disk, also not in the write-ahead log of the running post.
    for (const suffix of ['', '-wal']) {
      const bytes = readFileSync(`${temp.file}${suffix}`).toString('latin1').toLowerCase();
      expect(bytes).not.toContain('byron');
      expect(bytes).not.toContain('analytical');
    }
  });
});
