import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCards } from '../../../src/main/services/cards.ts';
import { createGate, type Gate } from '../../../src/main/services/gate.ts';
import { createStoreHealth } from '../../../src/main/services/store-health.ts';
import type { CardNumber, CardRead } from '../../../src/shared/model/cards.ts';
import type { ReaderConfig } from '../../../src/shared/model/config.ts';
import { type Ground, lead, openGround } from './ground.ts';

const reader: ReaderConfig = {
  id: 'vault-in',
  name: 'Vault',
  path: 'simulated:bus1',
  baudRate: 9600,
  protocol: 'osdp',
  direction: 'in',
  area: null,
  repeatSeconds: 3,
  passBack: false,
  template: null,
  simulated: false,
  osdp: { busId: 'bus1', address: 0, secure: 'required', pollMs: 50, pin: 'required', inputs: [] },
};
const card: CardNumber = { format: 'H10301', facility: '45', number: '12345' };
const other: CardNumber = { format: 'H10301', facility: '45', number: '12346' };
const stranger: CardNumber = { format: 'H10301', facility: '45', number: '1' };

describe('a reader that asks for a PIN', () => {
  let ground: Ground;
  let gate: Gate;
  let told: string[];
  let timers: Set<() => void>;

  beforeEach(async () => {
    ground = openGround();
    told = [];
    timers = new Set();
    const health = createStoreHealth(ground);
    gate = createGate({
      ledger: health.ledger,
      clock: ground.clock,
      readers: [reader],
      storeHealth: health,
      secrets: ground.pinSecrets,
      after(_afterMs, call) {
        timers.add(call);
        return () => void timers.delete(call);
      },
      tells: {
        prompt: (_readerId, prompt) => told.push(`prompt ${prompt}`),
        indicate: (_readerId, decision) => told.push(decision.reason),
        repeated: () => undefined,
        unwritten: () => undefined,
        accessAlarm: (condition) => told.push(`alarm ${condition}`),
      },
    });
    const cards = createCards(ground);
    for (const one of [card, other]) {
      await cards.register(lead, { card: one, holderId: null, name: `Holder ${one.number}`, department: '', validUntilUtcMs: null });
    }
    await cards.setPin(lead, { card, pin: '4711' });
  });
  afterEach(() => ground.close());

  const read = (one: CardNumber): CardRead => ({
    readerId: 'vault-in',
    card: one,
    rawHex: '16981cc0',
    arrivedAtUtcMs: ground.clock.utcMs(),
    arrivedAtMonoMs: ground.clock.monoMs(),
    simulated: false,
  });
  const rows = () => ground.rows('gate.granted', 'gate.denied').map((row) => [row.payload.number, row.payload.reason]);
  const type = (keys: string) => gate.onKeys('vault-in', keys);
  const timeIsUp = () => {
    for (const call of [...timers]) call();
  };

  it('asks once the card is good, and lets pass with the right PIN in one row', async () => {
    const decided = gate.onRead(read(card));
    expect(told).toEqual(['prompt pin']);
    expect(rows()).toEqual([]);
    type('4711#');
    expect(await decided).toEqual({ granted: true, reason: 'ok' });
    expect(told).toEqual(['prompt pin', 'prompt wait', 'ok']);
    expect(rows()).toEqual([['12345', 'ok']]);
    expect(timers.size).toBe(0);
  });

  it('takes keys as they come, one by one or together, and begins anew at the star', async () => {
    const decided = gate.onRead(read(card));
    for (const keys of ['9', '9*', '47', 'A', '11', '#']) type(keys);
    expect((await decided).granted).toBe(true);
  });

  it('needs no hash key after eight digits', async () => {
    await createCards(ground).setPin(lead, { card, pin: '12345678' });
    const decided = gate.onRead(read(card));
    type('12345678');
    expect((await decided).granted).toBe(true);
  });

  it('denies a wrong PIN and keeps the keys nowhere', async () => {
    const decided = gate.onRead(read(card));
    type('86420975');
    expect(await decided).toEqual({ granted: false, reason: 'pinWrong' });
    expect(rows()).toEqual([['12345', 'pinWrong']]);
    expect(JSON.stringify(ground.rows())).not.toContain('8642');
  });

  it('denies when no PIN comes in time, and forgets what was begun', async () => {
    const decided = gate.onRead(read(card));
    type('47');
    timeIsUp();
    expect(await decided).toEqual({ granted: false, reason: 'pinMissing' });
    ground.clock.pass(5_000);
    const again = gate.onRead(read(card));
    type('11#');
    expect((await again).reason).toBe('pinWrong');
  });

  it('denies a card without a PIN at once', async () => {
    expect(await gate.onRead(read(other))).toEqual({ granted: false, reason: 'pinMissing' });
    expect(told).toEqual(['pinMissing']);
  });

  it('does not ask for the PIN of a card that may not pass anyway', async () => {
    expect((await gate.onRead(read(stranger))).reason).toBe('unknown');
    await ground.store.commit((tx) => tx.setCardStatus(card, 'blocked', { reason: null, note: null }, 'Lin', 0));
    expect((await gate.onRead(read(card))).reason).toBe('blocked');
    expect(told).not.toContain('prompt pin');
  });

  it('ignores keys that nobody asked for, and a hash key without digits', async () => {
    type('4711#');
    const decided = gate.onRead(read(card));
    type('#');
    expect(rows()).toEqual([]);
    type('4711#');
    expect((await decided).granted).toBe(true);
    type('4711#');
    expect(rows()).toHaveLength(1);
  });

  it('ends a wait when the next card comes, without showing the next person a denial', async () => {
    const first = gate.onRead(read(card));
    const second = await gate.onRead(read(stranger));
    expect((await first).reason).toBe('pinMissing');
    expect(second.reason).toBe('unknown');
    expect(rows().sort()).toEqual([
      ['1', 'unknown'],
      ['12345', 'pinMissing'],
    ]);
    expect(told).toEqual(['prompt pin', 'unknown']);
  });

  it('goes on waiting when the same card is held there again', async () => {
    const decided = gate.onRead(read(card));
    ground.clock.pass(10_000);
    expect((await gate.onRead(read(card))).reason).toBe('repeated');
    type('4711#');
    expect((await decided).granted).toBe(true);
    expect(rows()).toHaveLength(1);
  });

  it('decides by the card as it is when the PIN is there', async () => {
    const decided = gate.onRead(read(card));
    await ground.store.commit((tx) => tx.setCardStatus(card, 'lost', { reason: null, note: null }, 'Lin', 0));
    type('4711#');
    expect(await decided).toEqual({ granted: false, reason: 'lost' });
  });

  it('raises an alarm at the third wrong PIN in ten minutes, and refuses to look at more for a minute', async () => {
    const tryWrong = async () => {
      ground.clock.pass(100_000);
      const decided = gate.onRead(read(card));
      type('0000#');
      await decided;
    };
    await tryWrong();
    await tryWrong();
    expect(told).not.toContain('alarm repeatedDenials');
    await tryWrong();
    expect(told.at(-1)).toBe('alarm repeatedDenials');
    ground.clock.pass(59_000);
    told = [];
    expect((await gate.onRead(read(card))).reason).toBe('pinWrong');
    expect(told).toEqual(['pinWrong']);
    ground.clock.pass(4_000);
    const decided = gate.onRead(read(card));
    type('4711#');
    expect((await decided).granted).toBe(true);
  });

  it('says that the store failed when the decision can not be written', async () => {
    const decided = gate.onRead(read(card));
    ground.failDisk('diskFull');
    type('4711#');
    expect(await decided).toEqual({ granted: false, reason: 'storeFailed' });
  });

  it('waits for nobody once it is stopped', async () => {
    const decided = gate.onRead(read(card));
    gate.stop();
    expect((await decided).reason).toBe('pinMissing');
    ground.clock.pass(5_000);
    expect((await gate.onRead(read(card))).reason).toBe('pinMissing');
    expect(timers.size).toBe(0);
  });
});
