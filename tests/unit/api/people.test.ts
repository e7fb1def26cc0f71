/** Locked accounts and reasons at the border: what a seat gets to know, and what it must send. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockAfterTries } from '../../../src/main/core/session/lock-out.ts';
import { type OpenPost, openPost } from './open-post.ts';

describe('a locked account', () => {
  let open: OpenPost;
  let aheadMs = 0;
  beforeAll(async () => {
    open = await openPost({ clock: { utcMs: () => Date.now(), monoMs: () => performance.now() + aheadMs } });
  });
  afterAll(() => open.close());

  const lock = async (name: string) => {
    for (let n = 0; n < lockAfterTries; n += 1) {
      await expect(open.seat().client.session.signIn({ name, secret: 'wrong-secret' })).rejects.toMatchObject({ status: 401 });
      aheadMs += 60_000;
    }
  };

  it('is refused by name, listed for leads and installers, and unlocked by a lead', async () => {
    const lead = await open.as('lead');
    await lock('guard');
    await expect(open.as('guard')).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED', status: 401 });
    const installer = await open.as('installer');
    for (const client of [lead, installer]) {
      expect((await client.users.list()).filter((user) => user.locked).map((user) => user.name)).toEqual(['guard']);
    }
    await expect(installer.users.unlock({ name: 'guard' })).rejects.toMatchObject({ code: 'RULE', data: { rule: 'leadUnlocks' } });
    expect(await lead.users.unlock({ name: 'guard' })).toMatchObject({ name: 'guard', locked: false });
    expect((await (await open.as('guard')).session.state()).stage).toBe('signedIn');
  });
});

describe('a reason', () => {
  let open: OpenPost;
  beforeAll(async () => {
    open = await openPost();
  });
  afterAll(() => open.close());

  it('is one of the codes, and “other” comes with words', async () => {
    const guard = await open.as('guard');
    const refuse = (why: { reason: string; reasonText?: string }) =>
      guard.visitors.refuse({ name: 'Karl', banId: null, ...why } as { name: string; banId: null; reason: 'other' });
    for (const why of [
      { reason: 'no host today' },
      { reason: 'other' },
      { reason: 'other', reasonText: '  ' },
      { reason: 'noHost', reasonText: 'two\nlines' },
    ]) {
      await expect(refuse(why), JSON.stringify(why)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    const { seq } = await refuse({ reason: 'other', reasonText: ' drunk ' });
    expect((await guard.log.entry({ seq })).row.payload).toMatchObject({ reason: 'other', reasonText: 'drunk' });
  });

  it('of a card is shown as it stands now, with who gave it', async () => {
    const [lead, operator] = [await open.as('lead'), await open.as('operator')];
    const card = { format: 'em4100', facility: null, number: '00B10CCED1' } as const;
    await lead.gate.registerCard({ card, holderId: null, name: 'Tuva Okonjo', department: '', validUntilUtcMs: null });
    await operator.gate.setCardStatus({ card, status: 'blocked', reason: 'misuse', reasonText: 'lent it out' });
    const [found] = await lead.gate.find({ text: 'Okonjo' });
    expect(found?.cards).toMatchObject([{ status: 'blocked', statusReason: 'misuse', statusNote: 'lent it out', statusBy: 'operator' }]);
  });
});
