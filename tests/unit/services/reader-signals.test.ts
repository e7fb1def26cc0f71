import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Alarms, createAlarms } from '../../../src/main/services/alarms.ts';
import { createReaderSignals, type ReaderSignals } from '../../../src/main/services/reader-signals.ts';
import type { ReaderConfig } from '../../../src/shared/model/config.ts';
import { fail } from '../../../src/shared/model/result.ts';
import { type Ground, lead, openGround } from './ground.ts';

const reader: ReaderConfig = {
  id: 'turnstile-1',
  name: 'Turnstile',
  path: 'simulated:bus1',
  baudRate: 9600,
  protocol: 'osdp',
  direction: 'in',
  area: 'North gate',
  repeatSeconds: 3,
  passBack: false,
  template: null,
  simulated: false,
  osdp: {
    busId: 'bus1',
    address: 0,
    secure: 'required',
    pollMs: 50,
    pin: 'off',
    inputs: [{ input: 1, name: 'Emergency door', condition: 'doorForced', category: 'intrusion', priority: 1, normallyActive: true }],
  },
};

describe('what a reader reports besides cards', () => {
  let ground: Ground;
  let alarms: Alarms;
  let signals: ReaderSignals;

  beforeEach(() => {
    ground = openGround();
    restart();
  });
  afterEach(() => ground.close());

  function restart(): void {
    alarms = createAlarms({ ...ground, checkSecret: async () => fail({ code: 'refused', waitMs: 0 }) });
    signals = createReaderSignals({ ledger: ground.ledger, alarms, readers: [reader] });
  }
  const tamper = (active: boolean) => signals.signal({ type: 'tamper', readerId: 'turnstile-1', active });
  const input = (number: number, state: number) => signals.signal({ type: 'input', readerId: 'turnstile-1', input: number, state });
  const rows = () => ground.rows().flatMap(({ kind, payload }) => (kind.startsWith('reader.') ? [[kind, payload]] : []));
  const board = () => alarms.board().map(({ condition, source, active }) => [condition, source, active]);

  it('makes a row and an alarm of tamper, and of its end', async () => {
    tamper(true);
    await signals.drain();
    expect(rows()).toEqual([['reader.tamper', { readerId: 'turnstile-1', active: true }]]);
    expect(alarms.board()).toMatchObject([{ condition: 'tamper', category: 'tamper', source: 'turnstile-1', area: 'North gate', state: 'unacknowledged' }]);
    tamper(false);
    await signals.drain();
    expect(rows().at(-1)).toEqual(['reader.tamper', { readerId: 'turnstile-1', active: false }]);
    expect(board()).toEqual([['tamper', 'turnstile-1', false]]);
  });

  it('says nothing of a state that is good from the beginning, or that is told again', async () => {
    tamper(false);
    signals.signal({ type: 'power', readerId: 'turnstile-1', active: false });
    input(0, 0);
    await signals.drain();
    expect(rows()).toEqual([]);
    tamper(true);
    await signals.drain();
    tamper(true);
    await signals.drain();
    expect(rows()).toHaveLength(1);
  });

  it('goes on after a restart where it was: what still stands is no news, what is over is', async () => {
    tamper(true);
    await signals.drain();
    restart();
    tamper(true);
    await signals.drain();
    expect(rows()).toHaveLength(1);
    expect(board()).toEqual([['tamper', 'turnstile-1', true]]);
    restart();
    tamper(false);
    await signals.drain();
    expect(rows()).toHaveLength(2);
    expect(board()).toEqual([['tamper', 'turnstile-1', false]]);
  });

  it('writes a contact that chatters seldom, and how it ends up in any case', async () => {
    for (let change = 0; change < 100; change += 1) {
      input(0, change % 2);
      tamper(change % 2 === 0);
      await signals.drain();
    }
    const before = rows().length;
    expect(before).toBeLessThan(20);
    input(0, 1);
    tamper(true);
    for (let second = 0; second < 10; second += 1) await signals.tick();
    expect(board()).toContainEqual(['tamper', 'turnstile-1', true]);
    expect(board()).toContainEqual(['readerInput', 'turnstile-1/input-0', true]);
    expect(rows().length - before).toBeLessThanOrEqual(2);
    input(2, 1);
    await signals.drain();
    expect(board()).toContainEqual(['readerInput', 'turnstile-1/input-2', true]);
  });

  it('knows no more contacts of a reader than the protocol can count', async () => {
    input(255, 1);
    input(256, 1);
    await signals.drain();
    expect(board()).toEqual([['readerInput', 'turnstile-1/input-255', true]]);
  });

  it('raises a power failure as a fault', async () => {
    signals.signal({ type: 'power', readerId: 'turnstile-1', active: true });
    await signals.drain();
    expect(rows()).toEqual([['reader.power', { readerId: 'turnstile-1', active: true }]]);
    expect(alarms.board()).toMatchObject([{ condition: 'readerPower', category: 'trouble', priority: 3 }]);
  });

  it('says what a contact means where the configuration does, also one that is closed in the good state', async () => {
    input(1, 1);
    await signals.drain();
    expect(rows()).toEqual([]);
    input(1, 0);
    await signals.drain();
    expect(rows()).toEqual([['reader.input', { readerId: 'turnstile-1', input: 1, state: 0 }]]);
    expect(alarms.board()).toMatchObject([
      { condition: 'doorForced', category: 'intrusion', priority: 1, text: 'Emergency door', source: 'turnstile-1/input-1' },
    ]);
    input(1, 1);
    await signals.drain();
    expect(board()).toEqual([['doorForced', 'turnstile-1/input-1', false]]);
  });

  it('raises any other contact as a technical alarm', async () => {
    input(0, 1);
    await signals.drain();
    expect(alarms.board()).toMatchObject([{ condition: 'readerInput', category: 'technical', source: 'turnstile-1/input-0' }]);
  });

  it.each([
    [2, 'shorted'],
    [3, 'cut'],
    [4, 'at fault'],
  ])('takes a line in state %i (%s) for tamper, which says nothing of the contact behind it', async (state) => {
    input(0, 1);
    await signals.drain();
    input(0, state);
    await signals.drain();
    expect(board().sort()).toEqual([
      ['readerInput', 'turnstile-1/input-0', true],
      ['tamper', 'turnstile-1/input-0', true],
    ]);
    input(0, 0);
    await signals.drain();
    expect(board().sort()).toEqual([
      ['readerInput', 'turnstile-1/input-0', false],
      ['tamper', 'turnstile-1/input-0', false],
    ]);
  });

  it('says nothing of a contact whose state the reader does not know', async () => {
    input(0, 1);
    await signals.drain();
    input(0, 5);
    await signals.drain();
    expect(board()).toEqual([['readerInput', 'turnstile-1/input-0', true]]);
    expect(rows()).toHaveLength(1);
  });

  it.each([
    ['plainReply', 'readerInsecure'],
    ['noSecurity', 'readerInsecure'],
    ['defaultKey', 'readerDefaultKey'],
  ] as const)('raises %s, which stays on the board until somebody acknowledges it', async (attempt, condition) => {
    const tell = () => signals.signal({ type: 'insecure', readerId: 'turnstile-1', attempt });
    tell();
    await signals.drain();
    tell();
    await signals.drain();
    expect(rows()).toEqual(Array(2).fill(['reader.insecure', { readerId: 'turnstile-1', attempt }]));
    expect(alarms.board()).toMatchObject([{ condition, category: 'tamper', state: 'returnedUnacknowledged', count: 2 }]);
    const [alarm] = alarms.board();
    if (alarm === undefined) throw new Error('no alarm');
    await alarms.acknowledge(lead, { alarmId: alarm.alarmId, revision: alarm.revision, reason: 'seen' });
    expect(alarms.board().filter((one) => one.state === 'returnedUnacknowledged')).toEqual([]);
  });

  it('writes that a reader took a new key', async () => {
    signals.signal({ type: 'keyChanged', readerId: 'turnstile-1' });
    await signals.drain();
    expect(rows()).toEqual([['reader.keyChanged', { readerId: 'turnstile-1', how: 'installed' }]]);
    expect(board()).toEqual([]);
  });

  it('writes once the disk is back what it could not write, as it stands then', async () => {
    ground.failDisk('diskFull');
    tamper(true);
    signals.signal({ type: 'power', readerId: 'turnstile-1', active: true });
    signals.signal({ type: 'insecure', readerId: 'turnstile-1', attempt: 'plainReply' });
    await signals.tick();
    signals.signal({ type: 'power', readerId: 'turnstile-1', active: false });
    await signals.tick();
    expect(rows()).toEqual([]);
    ground.failDisk(null);
    await signals.tick();
    expect(rows()).toEqual([
      ['reader.tamper', { readerId: 'turnstile-1', active: true }],
      ['reader.insecure', { readerId: 'turnstile-1', attempt: 'plainReply' }],
    ]);
  });

  it('knows nothing of readers that are not configured', async () => {
    signals.signal({ type: 'tamper', readerId: 'elsewhere', active: true });
    await signals.drain();
    expect(rows()).toEqual([]);
  });
});
