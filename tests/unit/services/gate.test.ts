import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGate, type Gate } from '../../../src/main/services/gate.ts';
import { createStoreHealth, type StoreHealth } from '../../../src/main/services/store-health.ts';
import type { CardNumber, CardRead, GateDecision } from '../../../src/shared/model/cards.ts';
import type { ReaderConfig } from '../../../src/shared/model/config.ts';
import { type Ground, openGround } from './ground.ts';

const reader = (id: string, direction: 'in' | 'out' | null): ReaderConfig => ({
  id,
  name: id,
  path: `simulated:${id}`,
  baudRate: 9600,
  protocol: 'em4100',
  direction,
  area: null,
  repeatSeconds: 3,
  passBack: true,
  template: null,
  simulated: false,
});

const tag: CardNumber = { format: 'em4100', facility: null, number: '0C000621A5' };
const stranger: CardNumber = { format: 'em4100', facility: null, number: '7E00DEADB1' };

describe('the gate', () => {
  let ground: Ground;
  let gate: Gate;
  let health: StoreHealth;
  let told: { what: string; value: unknown }[];

  beforeEach(async () => {
    ground = openGround();
    told = [];
    health = createStoreHealth(ground);
    gate = createGate({
      ledger: health.ledger,
      clock: ground.clock,
      readers: [reader('north-in', 'in'), reader('north-out', 'out')],
      storeHealth: health,
      secrets: ground.pinSecrets,
      after: () => () => undefined,
      tells: {
        prompt: () => undefined,
        indicate: (readerId, decision: GateDecision) => told.push({ what: 'indicate', value: `${readerId} ${decision.reason}` }),
        repeated: (seq, repeats) => told.push({ what: 'repeated', value: [seq, repeats] }),
        unwritten: (_read, cause) => told.push({ what: 'unwritten', value: cause }),
        accessAlarm: (condition) => told.push({ what: 'alarm', value: condition }),
      },
    });
    await ground.store.commit((tx) => {
      tx.saveHolder({ holderId: 'holder-1', name: 'Noor Haddad', department: 'Laboratory' });
      tx.saveCredential({
        ...tag,
        holderId: 'holder-1',
        status: 'active',
        statusReason: null,
        statusNote: null,
        statusAtUtcMs: null,
        statusBy: null,
        validFromUtcMs: null,
        validUntilUtcMs: null,
      });
    });
  });
  afterEach(() => ground.close());

  const read = (card: CardNumber, readerId = 'north-in', simulated = false): CardRead => ({
    readerId,
    card,
    rawHex: '0230',
    arrivedAtUtcMs: ground.clock.utcMs(),
    arrivedAtMonoMs: ground.clock.monoMs(),
    simulated,
  });
  const gateRows = () => ground.rows('gate.granted', 'gate.denied');

  it('writes a granted card with all that the row must say, and no name in it', async () => {
    expect(await gate.onRead(read(tag))).toEqual({ granted: true, reason: 'ok' });
    const [row] = gateRows();
    expect(row).toMatchObject({ kind: 'gate.granted', actor: 'device:north-in', subject: 'north-in' });
    expect(row?.payload).toEqual({
      readerId: 'north-in',
      direction: 'in',
      format: 'em4100',
      facility: null,
      number: '0C000621A5',
      holderId: 'holder-1',
      reason: 'ok',
      rawHex: '0230',
    });
    expect(JSON.stringify(row)).not.toContain('Noor');
    expect(ground.store.read.page({ limit: 5, text: 'haddad' })).toHaveLength(1);
  });

  it('tells the reader only after the row is on disk', async () => {
    const pending = gate.onRead(read(tag));
    expect(told).toEqual([]);
    await pending;
    expect(told).toEqual([{ what: 'indicate', value: 'north-in ok' }]);
  });

  it('marks what is simulated', async () => {
    await gate.onRead(read(tag, 'north-in', true));
    expect(gateRows()[0]?.payload.simulated).toBe(true);
  });

  it('folds the same card into its row, slides the window, and shows the reader the same as before', async () => {
    await gate.onRead(read(tag));
    for (let n = 0; n < 4; n += 1) {
      ground.clock.pass(2_000);
      expect(await gate.onRead(read(tag))).toEqual({ granted: false, reason: 'repeated' });
    }
    expect(gateRows()).toHaveLength(1);
    expect(told.filter((one) => one.what === 'indicate').map((one) => one.value)).toEqual(Array(5).fill('north-in ok'));
    expect(told.at(-1)).toEqual({ what: 'repeated', value: [gateRows()[0]?.seq, 4] });
  });

  it('folds repeats that come while the row is still being written', async () => {
    const first = gate.onRead(read(tag));
    const second = await gate.onRead(read(tag));
    await first;
    expect(second.reason).toBe('repeated');
    expect(gateRows()).toHaveLength(1);
    expect(told).toContainEqual({ what: 'repeated', value: [gateRows()[0]?.seq, 1] });
  });

  it('lets nobody in twice on one card, and out again after going out', async () => {
    await gate.onRead(read(tag));
    ground.clock.pass(10_000);
    expect((await gate.onRead(read(tag))).reason).toBe('wrongDirection');
    expect((await gate.onRead(read(tag, 'north-out'))).reason).toBe('ok');
    ground.clock.pass(10_000);
    expect((await gate.onRead(read(tag))).reason).toBe('ok');
  });

  it('raises an alarm at the third denial of a card within a minute, not at the second', async () => {
    for (let n = 0; n < 3; n += 1) {
      expect(told.filter((one) => one.what === 'alarm')).toEqual([]);
      await gate.onRead(read(stranger));
      ground.clock.pass(10_000);
    }
    expect(told.filter((one) => one.what === 'alarm')).toEqual([{ what: 'alarm', value: 'repeatedDenials' }]);
  });

  it('does not count denials that are more than a minute apart', async () => {
    for (let n = 0; n < 4; n += 1) {
      await gate.onRead(read(stranger));
      ground.clock.pass(31_000);
    }
    expect(told.filter((one) => one.what === 'alarm')).toEqual([]);
  });

  it.each([
    ['blocked', 'blockedCard'],
    ['lost', 'lostCard'],
  ] as const)('raises an alarm at once for a %s card', async (status, condition) => {
    await ground.store.commit((tx) => tx.setCardStatus(tag, status, { reason: null, note: null }, 'Lin', 0));
    expect(await gate.onRead(read(tag))).toEqual({ granted: false, reason: status });
    expect(told).toContainEqual({ what: 'alarm', value: condition });
  });

  it('denies what it can not write, says so, and counts it', async () => {
    ground.failDisk('diskFull');
    expect(await gate.onRead(read(tag))).toEqual({ granted: false, reason: 'storeFailed' });
    expect(told).toEqual([
      { what: 'indicate', value: 'north-in storeFailed' },
      { what: 'unwritten', value: 'diskFull' },
    ]);
    expect(health.state()).toMatchObject({ state: 'failed', cause: 'diskFull', unwritten: 1 });
    expect(health.alarm()).toMatchObject({ condition: 'storeFailed', priority: 1, state: 'unacknowledged' });
    expect(gateRows()).toEqual([]);
  });

  it('tries again with the card still at the reader once the fold time is over, and recovers with a row', async () => {
    ground.failDisk('diskFull');
    const since = new Date(ground.clock.utcMs()).toISOString();
    await gate.onRead(read(tag));
    ground.clock.pass(2_000);
    expect((await gate.onRead(read(tag))).reason).toBe('repeated');
    ground.failDisk(null);
    ground.clock.pass(1_500);
    expect((await gate.onRead(read(tag))).reason).toBe('ok');
    await health.tick();
    expect(health.state()).toEqual({ state: 'ok', cause: null, sinceUtcMs: null, unwritten: 0 });
    expect(health.alarm()).toBeNull();
    expect(ground.rows('store.recovered').map((row) => row.payload)).toEqual([{ cause: 'diskFull', unwritten: 1, sinceUtc: since }]);
  });

  it('counts reads that another program kept from being written for too long, and says so in a row afterwards', async () => {
    ground.failDisk('busy');
    expect(await gate.onRead(read(tag))).toEqual({ granted: false, reason: 'storeFailed' });
    expect(health.state()).toMatchObject({ state: 'failed', cause: 'busy', unwritten: 1 });
    ground.failDisk(null);
    await health.tick();
    expect(ground.rows('store.recovered').map((row) => row.payload)).toEqual([expect.objectContaining({ cause: 'busy', unwritten: 1 })]);
  });

  it('stays failed while the disk does', async () => {
    ground.failDisk('ioError');
    await gate.onRead(read(tag));
    await health.tick();
    expect(health.state().state).toBe('failed');
    expect(ground.rows()).toEqual([]);
  });
});
