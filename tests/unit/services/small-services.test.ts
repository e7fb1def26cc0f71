import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAlarms } from '../../../src/main/services/alarms.ts';
import { createCards } from '../../../src/main/services/cards.ts';
import { createClockWatch } from '../../../src/main/services/clock-watch.ts';
import { createDevices, type Devices } from '../../../src/main/services/devices.ts';
import { createSecrets } from '../../../src/main/services/secrets.ts';
import { createSettings, type SettingsPort } from '../../../src/main/services/settings.ts';
import { createUsers } from '../../../src/main/services/users.ts';
import type { CardNumber } from '../../../src/shared/model/cards.ts';
import type { DeviceHealth } from '../../../src/shared/model/devices.ts';
import { type Ground, lead, openGround } from './ground.ts';

let ground: Ground;
beforeEach(() => {
  ground = openGround();
});
afterEach(() => ground.close());

describe('the clock watch', () => {
  it.each([
    [-3_600_000, 'an hour back'],
    [86_400_000, 'a day forward'],
    [501, 'half a second'],
  ])('writes a row for a jump of %i ms (%s)', async (jumpMs) => {
    const watch = createClockWatch(ground);
    ground.clock.pass(1_000);
    ground.clock.set(ground.clock.utcMs() + jumpMs);
    await watch.tick();
    expect(watch.state()).toEqual({ jumpedAtUtcMs: ground.clock.utcMs(), jumpMs });
    expect(ground.rows('clock.jumped').map((row) => row.payload.jumpMs)).toEqual([jumpMs]);
    await watch.tick();
    expect(ground.rows('clock.jumped')).toHaveLength(1);
  });

  it('is quiet while both clocks agree, however long nobody looked', async () => {
    const watch = createClockWatch(ground);
    ground.clock.pass(90_000_000);
    await watch.tick();
    expect(ground.rows()).toEqual([]);
  });

  it('keeps the order of rows by number when the clock jumps back', async () => {
    const append = () => ground.store.commit((tx) => tx.append({ kind: 'device.online', actor: lead, subject: null, payload: {} }));
    const first = await append();
    ground.clock.set(ground.clock.utcMs() - 3_600_000);
    const second = await append();
    expect(second.seq).toBe(first.seq + 1);
    expect(second.enteredAtUtc < first.enteredAtUtc).toBe(true);
  });
});

describe('devices', () => {
  let devices: Devices;
  const asked: string[] = [];
  let alarms: ReturnType<typeof createAlarms>;
  const reader: DeviceHealth = {
    id: 'north-in',
    kind: 'reader',
    name: 'North gate, in',
    speaks: 'em4100',
    address: '/dev/ttyUSB0',
    state: 'online',
    sinceUtcMs: 0,
    cause: null,
    detail: null,
    lastSignOfLifeUtcMs: null,
    simulated: false,
    understood: 0,
    discarded: 0,
    lastTraffic: [],
  };
  const down: DeviceHealth = { ...reader, state: 'offline', cause: 'unplugged' };

  beforeEach(() => {
    alarms = createAlarms({ ...ground, checkSecret: async () => ({ ok: false, error: { code: 'notFound' } }) });
    devices = createDevices({
      ...ground,
      alarms,
      health: () => [down, { ...reader, id: 'desk', canTrigger: true }, { ...down, id: 'lane', canTrigger: true }],
      trigger: (id) => asked.push(id),
    });
  });
  const look = async () => {
    await devices.tick();
    await devices.drain();
  };

  it('ask a scanner for a read only where it can be asked and is there', () => {
    expect(devices.trigger('desk')).toEqual({ ok: true, value: undefined });
    expect(devices.trigger('north-in')).toEqual({ ok: false, error: { code: 'rule', rule: 'noTrigger' } });
    expect(devices.trigger('lane')).toEqual({ ok: false, error: { code: 'rule', rule: 'scannerOffline' } });
    expect(devices.trigger('nobody')).toEqual({ ok: false, error: { code: 'notFound' } });
    expect(asked).toEqual(['desk']);
  });

  it('write each way down and up again, with the cause', async () => {
    for (const health of [reader, down, down, { ...down, cause: 'notFound' as const }, reader]) devices.report(health);
    await devices.drain();
    expect(ground.rows('device.online', 'device.offline').map((row) => [row.kind, row.payload.cause])).toEqual([
      ['device.online', null],
      ['device.offline', 'unplugged'],
      ['device.offline', 'notFound'],
      ['device.online', null],
    ]);
  });

  it('say of a reader that answers whether it was secure, up and down', async () => {
    const line = {
      ...{ secureRequired: true, roundTripMs: 12, exchanges: 9, retries: 0, badChecks: 0, busy: 0, naks: 0 },
      ...{ identity: null, lastLoss: null },
    };
    devices.report({ ...reader, line: { ...line, secure: true } });
    devices.report({ ...down, cause: 'noReply', line: { ...line, secure: false } });
    devices.report({ ...down, cause: 'wrongKey', line: { ...line, secure: false } });
    await devices.drain();
    expect(ground.rows('device.online', 'device.offline').map((row) => [row.kind, row.payload.readerId, row.payload.secure, row.payload.cause])).toEqual([
      ['device.online', 'north-in', true, null],
      ['device.offline', 'north-in', true, 'noReply'],
      ['device.offline', 'north-in', true, 'wrongKey'],
    ]);
  });

  it('write a lost session that is back at once only once a minute, and each one that lasts', async () => {
    const lost = { ...down, cause: 'sessionLost' as const };
    const causes = () => ground.rows('device.online', 'device.offline').map((row) => row.payload.cause);
    devices.report(reader);
    for (let n = 0; n < 20; n += 1) {
      devices.report(lost);
      ground.clock.pass(100);
      await look();
      devices.report(reader);
    }
    await devices.drain();
    expect(causes()).toEqual([null, 'sessionLost', null]);
    devices.report(lost);
    ground.clock.pass(2_000);
    await look();
    devices.report(reader);
    await devices.drain();
    expect(causes()).toEqual([null, 'sessionLost', null, 'sessionLost', null]);
    devices.report(lost);
    devices.report({ ...lost, cause: 'noReply' });
    devices.report(reader);
    ground.clock.pass(60_000);
    devices.report(lost);
    await devices.drain();
    expect(causes().slice(5)).toEqual(['noReply', null, 'sessionLost']);
  });

  it('raise no alarm while an installer works on the line', async () => {
    devices.report({ ...down, cause: 'serviced' });
    ground.clock.pass(60_000);
    await look();
    expect(alarms.board()).toEqual([]);
    devices.report({ ...down, cause: 'noReply' });
    await look();
    expect(alarms.board()).toMatchObject([{ condition: 'readerOffline' }]);
  });

  it('raise an alarm for a reader that stays away, and clear it when it is back', async () => {
    devices.report(down);
    ground.clock.pass(4_999);
    await look();
    expect(alarms.board()).toEqual([]);
    ground.clock.pass(1);
    await look();
    await look();
    expect(alarms.board()).toMatchObject([{ condition: 'readerOffline', source: 'north-in', active: true, count: 1 }]);
    devices.report(reader);
    await devices.drain();
    expect(alarms.board()).toMatchObject([{ active: false }]);
  });

  it('raise none for a cable that was put back in time', async () => {
    devices.report(down);
    ground.clock.pass(4_000);
    devices.report(reader);
    ground.clock.pass(60_000);
    await look();
    expect(alarms.board()).toEqual([]);
  });

  it('never show a password', async () => {
    const told: DeviceHealth[] = [];
    devices.onHealth((health) => told.push(health));
    devices.report({ ...down, address: 'mqtt://post:geheim@10.0.0.5:1883', detail: 'refused mqtt://post:geheim@10.0.0.5' });
    await devices.drain();
    expect(JSON.stringify([told, ground.rows()])).not.toContain('geheim');
    expect(told[0]?.address).toBe('mqtt://10.0.0.5:1883');
  });

  it('say notFound for a device that is not there', () => {
    expect(devices.one('north-in')).toMatchObject({ ok: true });
    expect(devices.one('x')).toEqual({ ok: false, error: { code: 'notFound' } });
  });
});

describe('cards', () => {
  const tag: CardNumber = { format: 'em4100', facility: null, number: '0C000621A5' };
  const pngHead = Buffer.from('89504e470d0a1a0a0000000d', 'hex').toString('base64');

  it('give an unknown card to a new holder, once', async () => {
    const cards = createCards(ground);
    const input = { card: tag, holderId: null, name: 'Noor Haddad', department: 'Laboratory', validUntilUtcMs: null };
    expect(await cards.register(lead, { ...input, name: '' })).toEqual({ ok: false, error: { code: 'rule', rule: 'nameNeeded' } });
    expect(await cards.register(lead, input)).toMatchObject({ ok: true, value: { status: 'active', statusBy: 'Lin' } });
    expect(await cards.register(lead, input)).toEqual({ ok: false, error: { code: 'rule', rule: 'cardTaken' } });
    expect(cards.find('0c000621a5')).toMatchObject([{ holder: { name: 'Noor Haddad' }, cards: [{ number: '0C000621A5' }] }]);
    expect(cards.find('haddad')).toHaveLength(1);
    expect(JSON.stringify(ground.rows())).not.toContain('Noor');
  });

  it('keep a card in the one form in which a reader gives it, and nothing that no reader can give', async () => {
    const cards = createCards(ground);
    const input = { holderId: null, name: 'Noor Haddad', department: '', validUntilUtcMs: null };
    const lowerCase = await cards.register(lead, { ...input, card: { ...tag, number: '0c000621a5' } });
    expect(lowerCase).toMatchObject({ ok: true, value: { number: '0C000621A5' } });
    expect(ground.store.read.credential(tag)).not.toBeNull();
    for (const card of [
      { ...tag, number: 'zz' },
      { format: 'H10301', facility: '999', number: '1' },
    ] as const) {
      expect(await cards.register(lead, { ...input, card })).toMatchObject({ ok: false, error: { code: 'rule', rule: 'cardRefused' } });
    }
    expect(ground.store.read.countCards()).toBe(1);
  });

  it('keep who blocked a card and why', async () => {
    const cards = createCards(ground);
    expect(await cards.setStatus(lead, { card: tag, status: 'blocked', reason: 'left' })).toEqual({ ok: false, error: { code: 'notFound' } });
    await cards.register(lead, { card: tag, holderId: null, name: 'A', department: '', validUntilUtcMs: null });
    expect(await cards.setStatus(lead, { card: tag, status: 'blocked', reason: 'left', reasonText: 'since May' })).toMatchObject({
      ok: true,
      value: { status: 'blocked', statusReason: 'left', statusNote: 'since May', statusBy: 'Lin', statusAtUtcMs: ground.clock.utcMs() },
    });
    expect(ground.rows('card.changed').at(-1)?.payload).toMatchObject({ before: 'active', status: 'blocked', reason: 'left', reasonText: 'since May' });
    expect(await cards.setStatus(lead, { card: tag, status: 'active', reason: 'found' })).toMatchObject({
      ok: true,
      value: { status: 'active', statusReason: 'found', statusNote: null },
    });
    expect(ground.rows('card.changed').at(-1)?.payload).not.toHaveProperty('reasonText');
  });

  it('take a photo for a photo only if its bytes say so', async () => {
    const cards = createCards(ground);
    await ground.store.commit((tx) => tx.saveHolder({ holderId: 'h', name: 'A', department: '' }));
    const script = Buffer.from('<script>').toString('base64');
    expect(await cards.setPhoto(lead, 'h', { mime: 'image/png', base64: script })).toEqual({ ok: false, error: { code: 'rule', rule: 'notAPhoto' } });
    expect(await cards.setPhoto(lead, 'h', { mime: 'image/png', base64: pngHead })).toMatchObject({ ok: true });
    expect(cards.photo('h')).toEqual({ mime: 'image/png', base64: pngHead });
    expect(await cards.setPhoto(lead, 'h', null)).toMatchObject({ ok: true });
    expect(cards.photo('h')).toBeNull();
  });
});

describe('users', () => {
  it('are added once, and a post keeps its last lead', async () => {
    const users = createUsers(ground);
    expect(await users.add(lead, { name: 'Lin', role: 'lead', secret: '333333' })).toMatchObject({ ok: true });
    expect(await users.add(lead, { name: 'Lin', role: 'guard', secret: '444444' })).toEqual({ ok: false, error: { code: 'rule', rule: 'userExists' } });
    expect(await users.change(lead, { name: 'Lin', role: 'guard' })).toEqual({ ok: false, error: { code: 'rule', rule: 'lastLead' } });
    expect(await users.change(lead, { name: 'Lin', active: false })).toEqual({ ok: false, error: { code: 'rule', rule: 'lastLead' } });
    expect(await users.change(lead, { name: 'Nobody', active: false })).toEqual({ ok: false, error: { code: 'notFound' } });
  });

  it('never have their secret or its hash in the journal or in a list', async () => {
    const users = createUsers(ground);
    await users.add(lead, { name: 'Lin', role: 'lead', secret: 'correct horse' });
    await users.change(lead, { name: 'Lin', secret: 'battery staple' });
    const text = JSON.stringify([ground.rows(), users.list()]);
    for (const word of ['scrypt', 'horse', 'staple']) expect(text).not.toContain(word);
    expect(ground.store.read.user('Lin')?.secretHash).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$/);
  });
});

describe('secrets', () => {
  it('fit their own hash only, and only with the pepper', async () => {
    const hash = await ground.secrets.hash('333333');
    expect(await ground.secrets.verify('333333', hash)).toBe(true);
    expect(await ground.secrets.verify('333334', hash)).toBe(false);
    expect(await createSecrets({ pepper: new Uint8Array(32).fill(8) }).verify('333333', hash)).toBe(false);
  });

  it('fit no hash that is missing, damaged or too dear', async () => {
    for (const hash of [null, '', 'x', '$scrypt$ln=30,r=8,p=1$AAAA$AAAA', '$scrypt$ln=4,r=8,p=1$AAAA$AAAA']) {
      expect(await ground.secrets.verify('333333', hash)).toBe(false);
    }
  });

  it('have another hash each time', async () => {
    expect(await ground.secrets.hash('333333')).not.toBe(await ground.secrets.hash('333333'));
  });
});

describe('settings', () => {
  const changes = { site: 'Plant 1', name: 'North gate', readers: [], mqttUrl: 'mqtt://post:geheim@broker' };
  const settingsWith = (port: SettingsPort | null, onRestart: () => void = () => undefined) =>
    createSettings({ ledger: ground.ledger, port, serialPorts: async () => [], onRestart });
  const portSaying = (problems: Awaited<ReturnType<SettingsPort['save']>>): SettingsPort => ({
    get: async () => ({ file: 'f', yaml: '', site: '', name: '', config: {} }),
    save: async () => problems,
    check: async () => problems,
  });

  it('write a row for a save, without the password, and none for one that was refused', async () => {
    const problem = { line: 3, key: 'mqtt.url', code: 'notAllowed', allowed: 'mqtt://…', message: '' };
    expect(await settingsWith(portSaying([problem])).save(lead, changes)).toEqual({ ok: true, value: { problems: [problem] } });
    expect(ground.rows()).toEqual([]);
    expect(await settingsWith(portSaying([])).save(lead, changes)).toEqual({ ok: true, value: { problems: [] } });
    expect(ground.rows('config.changed')).toHaveLength(1);
    expect(JSON.stringify(ground.rows())).not.toContain('geheim');
  });

  it('restart with a good file, and not with one that became bad meanwhile', async () => {
    const problem = { line: 3, key: 'mqtt.url', code: 'notAllowed', allowed: 'mqtt://…', message: '' };
    const refused = settingsWith(portSaying([problem]), () => expect.unreachable());
    expect(await refused.restart()).toEqual({ ok: false, error: { code: 'configBad', problems: [problem] } });
    const asked = Promise.withResolvers<void>();
    expect(await settingsWith(portSaying([]), asked.resolve).restart()).toMatchObject({ ok: true });
    await asked.promise;
  });

  it('say that there is no file where there is none', async () => {
    expect(await settingsWith(null).get()).toEqual({ ok: false, error: { code: 'rule', rule: 'noConfigFile' } });
  });
});
