import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cards, createCards } from '../../../src/main/services/cards.ts';
import type { CardNumber } from '../../../src/shared/model/cards.ts';
import { type Ground, lead, openGround } from './ground.ts';

const card: CardNumber = { format: 'em4100', facility: null, number: '0C000621A5' };

describe('the PIN of a card', () => {
  let ground: Ground;
  let cards: Cards;
  beforeEach(async () => {
    ground = openGround();
    cards = createCards(ground);
    await cards.register(lead, { card, holderId: null, name: 'Noor Haddad', department: 'Laboratory', validUntilUtcMs: null });
  });
  afterEach(() => ground.close());
  const rowsOf = () => ground.rows('card.changed').filter((row) => row.payload.pin !== undefined);

  it('is kept as a hash that only the right digits fit, and a row says that there is one', async () => {
    expect(await cards.setPin(lead, { card, pin: '4711' })).toEqual({ ok: true, value: { ok: true } });
    const hash = ground.store.read.cardPin(card);
    expect(await ground.pinSecrets.verify('4711', hash)).toBe(true);
    expect(await ground.pinSecrets.verify('4712', hash)).toBe(false);
    expect(rowsOf().map((row) => row.payload)).toMatchObject([{ number: '0C000621A5', pin: true }]);
    expect(JSON.stringify(ground.rows())).not.toContain('4711');
  });

  it('is in nothing that is told of the card', async () => {
    await cards.setPin(lead, { card, pin: '4711' });
    expect(JSON.stringify([cards.find('Noor'), ground.store.read.credential(card)])).not.toMatch(/scrypt|4711|hash/i);
  });

  it('can be taken away', async () => {
    await cards.setPin(lead, { card, pin: '4711' });
    await cards.setPin(lead, { card, pin: null });
    expect(ground.store.read.cardPin(card)).toBeNull();
    expect(rowsOf().at(-1)?.payload.pin).toBe(false);
  });

  it('does not go along to another holder of the card, and stays when the status changes', async () => {
    await cards.setPin(lead, { card, pin: '4711' });
    await cards.setStatus(lead, { card, status: 'blocked', reason: 'order' });
    expect(ground.store.read.cardPin(card)).not.toBeNull();
    const credential = ground.store.read.credential(card);
    if (credential === null) throw new Error('the card is gone');
    await ground.store.commit((tx) => tx.saveCredential({ ...credential, status: 'active' }));
    expect(ground.store.read.cardPin(card)).not.toBeNull();
    await ground.store.commit((tx) => tx.saveCredential({ ...credential, holderId: 'holder-other' }));
    expect(ground.store.read.cardPin(card)).toBeNull();
  });

  it('is not set for a card that nobody holds', async () => {
    const stranger: CardNumber = { format: 'em4100', facility: null, number: '7E00DEADB1' };
    expect(await cards.setPin(lead, { card: stranger, pin: '4711' })).toEqual({ ok: false, error: { code: 'notFound' } });
    expect(rowsOf()).toEqual([]);
  });
});
