import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBans } from '../../../src/main/services/bans.ts';
import { createVisitors, type VisitForm, type Visitors } from '../../../src/main/services/visitors.ts';
import type { Visit } from '../../../src/shared/model/visits.ts';
import { type Ground, guard, lead, openGround } from './ground.ts';

const form: VisitForm = {
  personId: null,
  name: 'Eva Horáková',
  organisation: 'Acme Glass',
  phone: '+420 777 123 456',
  plate: 'KR 1234',
  document: { kind: 'passport', number: 'AB1234567' },
  kind: 'visitor',
  purpose: 'meeting',
  hostName: 'Noor Haddad',
};

describe('visitors', () => {
  let ground: Ground;
  let visitors: Visitors;
  let bans: ReturnType<typeof createBans>;

  beforeEach(async () => {
    ground = openGround();
    visitors = createVisitors({ ...ground, config: { stayHours: 8, badges: 2 } });
    bans = createBans(ground);
    await ground.store.commit((tx) => tx.saveHolder({ holderId: 'holder-1', name: 'Noor Haddad', department: 'Laboratory' }));
  });
  afterEach(() => ground.close());

  async function register(part: Partial<VisitForm> = {}): Promise<Visit> {
    const answer = await visitors.register(guard, { ...form, ...part });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  }
  const another = { name: 'Jan Novak', document: null, plate: '', phone: '' };
  const ban = () =>
    bans.add(lead, { name: '', documentNumber: 'AB1234567', plate: '', phone: '', reason: 'theft', sayText: 'Please wait here', untilUtcMs: null });

  it('register with a badge and a time to be out by', async () => {
    expect(await register()).toMatchObject({ badgeNumber: 1, name: 'Eva Horáková', registeredBy: 'Ana', dueOutAtUtcMs: ground.clock.utcMs() + 8 * 3_600_000 });
    expect(visitors.inside()).toHaveLength(1);
  });

  it('leave no name, document or plate in the journal, and are found there by name all the same', async () => {
    const visit = await register();
    await visitors.signOut(guard, { visitId: visit.visitId, proof: 'badge' });
    await visitors.refuse(guard, { name: 'Karl Other', banId: null, reason: 'noHost' });
    const text = JSON.stringify(ground.rows());
    // Nothing that stands in a hash by chance: short words have a letter beyond f, numbers their spaces.
    for (const word of ['Eva', 'Hor', 'Acme', 'AB1234567', '1234567', 'KR 1234', '777 123', 'Noor', 'Karl']) expect(text).not.toContain(word);
    expect(ground.rows('visit.registered')[0]?.payload).toEqual({
      visitId: visit.visitId,
      personId: visit.personId,
      personCommitment: expect.stringMatching(/^[0-9a-f]{64}$/),
      badgeNumber: 1,
      kind: 'visitor',
      purpose: 'meeting',
      hostId: 'holder-1',
    });
    expect(ground.store.read.page({ limit: 9, text: 'horakova' }).map((row) => row.kind)).toEqual(['visit.signedOut', 'visit.registered']);
  });

  it('are found by the number of their document, with the visit that runs', async () => {
    const visit = await register();
    expect(visitors.byDocument('ab 1234567')).toMatchObject({ person: { personId: visit.personId, name: 'Eva Horáková' }, visit: { visitId: visit.visitId } });
    await visitors.signOut(guard, { visitId: visit.visitId, proof: 'badge' });
    expect(visitors.byDocument('AB1234567')).toMatchObject({ person: { personId: visit.personId }, visit: null });
    expect(visitors.byDocument('X1')).toEqual({ person: null, visit: null });
  });

  it('come back as the same person by their document, with what was known', async () => {
    const first = await register();
    await visitors.signOut(guard, { visitId: first.visitId, proof: 'badge' });
    expect((await register({ name: 'Eva Horakova' })).personId).toBe(first.personId);
  });

  it('keep their document when it is not shown again', async () => {
    const first = await register();
    await visitors.signOut(guard, { visitId: first.visitId, proof: 'name' });
    await register({ personId: first.personId, document: null });
    expect(await visitors.unmask(lead, { personId: first.personId, reason: 'authority', reasonText: 'police asked' })).toEqual({
      ok: true,
      value: { number: 'AB1234567' },
    });
    expect(ground.rows('person.unmasked')).toMatchObject([
      { actor: 'Lin', payload: { personId: first.personId, reason: 'authority', reasonText: 'police asked' } },
    ]);
  });

  it('can not be inside twice', async () => {
    await register();
    expect(await visitors.register(guard, form)).toEqual({ ok: false, error: { code: 'rule', rule: 'alreadyInside' } });
  });

  it('get no badge when there is none left, and nothing is kept of it', async () => {
    await register();
    await register(another);
    const rows = ground.rows().length;
    expect(await visitors.register(guard, { ...form, ...another, name: 'Third' })).toEqual({
      ok: false,
      error: { code: 'rule', rule: 'noBadge', values: { badges: 2 } },
    });
    expect(ground.rows()).toHaveLength(rows);
    expect(ground.store.read.findPersons('Third', 5)).toEqual([]);
  });

  it('sign out once', async () => {
    const visit = await register();
    expect(await visitors.signOut(guard, { visitId: visit.visitId, proof: 'plate' })).toMatchObject({
      ok: true,
      value: { signedOutBy: 'Ana', signOutProof: 'plate' },
    });
    expect(await visitors.signOut(guard, { visitId: visit.visitId, proof: 'plate' })).toEqual({ ok: false, error: { code: 'rule', rule: 'alreadyOut' } });
    expect(await visitors.signOut(guard, { visitId: 'visit-x', proof: 'plate' })).toEqual({ ok: false, error: { code: 'notFound' } });
  });

  it('who are banned are not registered; a lead may override with a reason, which is kept', async () => {
    const banned = await ban();
    expect(await visitors.register(guard, form)).toMatchObject({ ok: false, error: { code: 'rule', rule: 'banned', values: { by: 'document' } } });
    const override = { reason: 'escorted', reasonText: 'court date' } as const;
    expect(await visitors.register(guard, { ...form, override })).toEqual({ ok: false, error: { code: 'rule', rule: 'overrideNeedsLead' } });
    expect(await visitors.register(lead, { ...form, override })).toMatchObject({ ok: true });
    expect(ground.rows('visit.registered')[0]?.payload.banOverride).toEqual({ banIds: [banned.ok && banned.value.banId], ...override });
  });

  it('who are refused because of a ban have its class in the row, which stays when the ban is lifted', async () => {
    const banned = await ban();
    if (!banned.ok) throw new Error('no ban');
    await visitors.refuse(guard, { name: 'Karl', banId: banned.value.banId, reason: 'banned' });
    await bans.lift(lead, { banId: banned.value.banId, reason: 'other', reasonText: 'settled in court' });
    await visitors.refuse(guard, { name: 'Karl', banId: null, reason: 'noHost' });
    const [first, second] = ground.rows('visit.refused').map((row) => row.payload);
    expect(first).toMatchObject({ reason: 'banned', banReason: banned.value.reason });
    expect(second).not.toHaveProperty('banReason');
    expect(ground.rows('ban.lifted')[0]?.payload).toEqual({ banId: banned.value.banId, reason: 'other', reasonText: 'settled in court' });
  });

  it('who are banned by a document that only the vault knows are found when they come back without it', async () => {
    const visit = await register();
    await visitors.signOut(guard, { visitId: visit.visitId, proof: 'badge' });
    await ban();
    expect(await visitors.register(guard, { ...form, personId: visit.personId, document: null })).toMatchObject({ ok: false, error: { rule: 'banned' } });
    expect(visitors.checkBans({ personId: visit.personId }).map((match) => match.by)).toContain('document');
  });

  it('whose ban was lifted may come in', async () => {
    const banned = await ban();
    if (!banned.ok) throw new Error('no ban');
    expect(await bans.lift(lead, { banId: banned.value.banId, reason: 'ended' })).toMatchObject({ ok: true });
    expect(await bans.lift(lead, { banId: banned.value.banId, reason: 'ended' })).toEqual({ ok: false, error: { code: 'rule', rule: 'alreadyLifted' } });
    expect(await visitors.register(guard, form)).toMatchObject({ ok: true });
  });

  it('need something to be known by to be banned, and an end that lies ahead', async () => {
    const empty = { name: '', documentNumber: '', plate: '', phone: '', reason: 'theft', sayText: 'No', untilUtcMs: null } as const;
    expect(await bans.add(lead, empty)).toEqual({ ok: false, error: { code: 'rule', rule: 'traceNeeded' } });
    expect(await bans.add(lead, { ...empty, name: 'X', untilUtcMs: ground.clock.utcMs() })).toEqual({ ok: false, error: { code: 'rule', rule: 'endInPast' } });
  });

  describe('in the scan-anything box', () => {
    it.each([
      ['1', 'signOut'],
      ['hora', 'signOut'],
      ['KR-1234', 'signOut'],
      ['AB1234567', 'signOut'],
      ['Somebody New', 'new'],
      ['', 'nothing'],
      ['99', 'nothing'],
    ])('with one visitor inside, %j means %s', async (text, guess) => {
      await register();
      expect(visitors.guess(text).guess).toBe(guess);
    });

    it('a visitor who was here before is returning, with their past', async () => {
      const visit = await register();
      await visitors.signOut(guard, { visitId: visit.visitId, proof: 'badge' });
      const guess = visitors.guess('eva');
      expect(guess).toMatchObject({ guess: 'returning', visits: [] });
      expect(guess.persons[0]).toMatchObject({ personId: visit.personId, inside: false, lastHostName: 'Noor Haddad', lastPurpose: 'meeting', visits: 1 });
      expect(JSON.stringify(guess)).not.toContain('AB1234567');
    });

    it('a card of a holder is a card', async () => {
      await ground.store.commit((tx) =>
        tx.saveCredential({
          format: 'em4100',
          facility: null,
          number: '0C000621A5',
          holderId: 'holder-1',
          status: 'active',
          statusReason: null,
          statusNote: null,
          statusAtUtcMs: null,
          statusBy: null,
          validFromUtcMs: null,
          validUntilUtcMs: null,
        }),
      );
      expect(visitors.guess('0c000621a5')).toMatchObject({ guess: 'card', holders: [{ holderId: 'holder-1' }] });
    });
  });
});
