import { afterEach, describe, expect, it } from 'vitest';
import type { CardNumber } from '../../../../../src/shared/model/cards.ts';
import { type BusPostOptions, busReader, key, keyStore, openBus, until } from './bus-post.ts';

const card: CardNumber = { format: 'H10301', facility: '45', number: '12345' };
const clear = busReader('gate-in', 0, { secure: 'off' });
const secure = busReader('turnstile-1', 1);

describe('readers on a bus', () => {
  let post: ReturnType<typeof openBus>;
  const open = (options: BusPostOptions) => {
    post = openBus(options);
    return post;
  };
  afterEach(async () => {
    await post.stop();
    expect(post.bugs).toEqual([]);
  });

  it('come online in clear where that is allowed, and read cards', async () => {
    open({ readers: [clear] });
    await post.online('gate-in');
    expect(post.simulated.reader('gate-in').present(card)).toBe(true);
    await until(() => post.reads.length > 0);
    expect(post.reads).toMatchObject([{ readerId: 'gate-in', card, rawHex: '16981cc0', simulated: true }]);
    expect(Math.abs((post.reads[0]?.arrivedAtUtcMs ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(post.port('gate-in').health()).toMatchObject({ address: 'simulated:bus1 #0', cause: null, line: { secure: false, secureRequired: false } });
  });

  it('speak securely with the key of the key store', async () => {
    open({ readers: [clear, secure], keys: keyStore({ 'turnstile-1': { current: key(7) } }) });
    await post.online('gate-in', 'turnstile-1');
    const { line } = post.port('turnstile-1').health();
    expect(line).toMatchObject({ secure: true, secureRequired: true, identity: { vendor: '02005e', serial: 1001 }, lastLoss: null });
    expect(line?.exchanges).toBeGreaterThan(0);
    post.simulated.reader('turnstile-1').present(card);
    await until(() => post.reads.length > 0);
    expect(post.reads[0]?.readerId).toBe('turnstile-1');
  });

  it('name a card by its raw bits where no format of the site fits', async () => {
    open({ readers: [clear] });
    await post.online('gate-in');
    const raw: CardNumber = { format: 'raw', facility: null, number: '32:DEADBEEF' };
    post.simulated.reader('gate-in').present(raw);
    await until(() => post.reads.length > 0);
    expect(post.reads).toMatchObject([{ card: raw, rawHex: 'deadbeef' }]);
  });

  it('show a decision as lamp, buzzer, relay and text', async () => {
    open({ readers: [clear] });
    await post.online('gate-in');
    const reader = post.simulated.reader('gate-in');
    const shown = () => reader.shown();
    post.port('gate-in').indicate({ granted: true, reason: 'ok' });
    await until(() => shown().text !== '');
    expect(shown()).toMatchObject({ sign: 'granted', outputs: [true, false], text: 'GRANTED', beeps: 1 });
    post.port('gate-in').indicate({ granted: false, reason: 'storeFailed' });
    await until(() => shown().text === 'DENIED');
    expect(shown()).toMatchObject({ sign: 'denied', beeps: 4 });
    post.port('gate-in').prompt('pin');
    await until(() => shown().text === 'PLEASE WAIT');
    expect(shown().sign).toBe('wait');
  });

  it('move no relay at a reader without a direction', async () => {
    open({ readers: [busReader('desk', 0, { secure: 'off' }, { direction: null })] });
    await post.online('desk');
    post.port('desk').indicate({ granted: true, reason: 'ok' });
    await until(() => post.simulated.reader('desk').shown().text !== '');
    expect(post.simulated.reader('desk').shown()).toMatchObject({ sign: 'granted', outputs: [false, false] });
  });

  it('tell tamper, power, contacts and keys', async () => {
    open({ readers: [secure], keys: keyStore({ 'turnstile-1': { current: key(7) } }) });
    await post.online('turnstile-1');
    const reader = post.simulated.reader('turnstile-1');
    reader.tamper(true);
    reader.power(true);
    reader.input(1, 3);
    reader.keys('47#');
    const readerId = 'turnstile-1';
    await until(() => post.signals.some((signal) => signal.type === 'keys'));
    expect(post.signals).toContainEqual({ type: 'tamper', readerId, active: true });
    expect(post.signals).toContainEqual({ type: 'power', readerId, active: true });
    expect(post.signals).toContainEqual({ type: 'input', readerId, input: 1, state: 3 });
    expect(post.signals.at(-1)).toMatchObject({ type: 'keys', readerId, keys: '47#' });
    expect(JSON.stringify(post.port(readerId).health())).not.toMatch(/47#|34370d/);
  });

  it('keep keys, PINs and card numbers out of what the devices screen shows', async () => {
    open({ readers: [clear] });
    await post.online('gate-in');
    const reader = post.simulated.reader('gate-in');
    reader.present(card);
    reader.keys('4711#');
    await until(() => post.signals.some((signal) => signal.type === 'keys'));
    const texts = post
      .port('gate-in')
      .health()
      .lastTraffic.map((one) => one.text);
    expect(texts.join('\n')).toMatch(/RAW .*bitCount=26/);
    expect(texts.join('\n')).not.toMatch(/4711|34373131|16981cc0/i);
    expect(texts).not.toContain('POLL');
  });

  it('say that the key is missing, and go online once there is one', async () => {
    const keys = keyStore();
    open({ readers: [secure], keys, far: { models: { 'turnstile-1': { key: key(7) } } } });
    await until(() => post.port('turnstile-1').health().cause === 'keyMissing');
    await keys.store.set('turnstile-1', key(7));
    await post.tools.keysChanged('turnstile-1');
    await post.online('turnstile-1');
    expect(post.port('turnstile-1').health().line).toMatchObject({ secure: true, lastLoss: { cause: 'keyMissing' } });
  });

  it('never go on with the public key of a reader that was reset, and raise it', async () => {
    open({
      readers: [secure],
      keys: keyStore({ 'turnstile-1': { current: key(7) } }),
      far: { keys: keyStore().store, models: { 'turnstile-1': { habits: { withoutKey: 'defaultKey' } } } },
    });
    await until(() => post.port('turnstile-1').health().cause === 'defaultKey');
    await until(() => post.signals.length > 0);
    expect(post.signals).toEqual([{ type: 'insecure', readerId: 'turnstile-1', attempt: 'defaultKey' }]);
    expect(post.healths.map((health) => health.state)).not.toContain('online');
  });

  it('take a pending key for the key once a handshake with it worked', async () => {
    const keys = keyStore({ 'turnstile-1': { current: key(1), pending: key(7) } });
    open({ readers: [secure], keys, far: { keys: keyStore({ 'turnstile-1': { current: key(7) } }).store } });
    await post.online('turnstile-1');
    await until(() => post.signals.length > 0);
    expect(post.signals).toEqual([{ type: 'keyChanged', readerId: 'turnstile-1' }]);
    expect(keys.of('turnstile-1')).toEqual({ current: key(7), pending: null });
  });

  it('forget a pending key that the reader never took', async () => {
    const keys = keyStore({ 'turnstile-1': { current: key(7), pending: key(9) } });
    open({ readers: [secure], keys });
    await post.online('turnstile-1');
    await until(() => keys.calls.includes('dropPending turnstile-1'));
    expect(keys.of('turnstile-1')).toEqual({ current: key(7), pending: null });
    expect(post.signals.filter((signal) => signal.type === 'keyChanged')).toEqual([]);
  });

  it('are down with the cause of the line while it is out, and come back', async () => {
    open({ readers: [clear, secure], keys: keyStore({ 'turnstile-1': { current: key(7) } }) });
    await post.online('gate-in', 'turnstile-1');
    post.simulated.unplug();
    await until(() => post.port('gate-in').health().state === 'offline' && post.port('turnstile-1').health().state === 'offline');
    expect(post.port('gate-in').health()).toMatchObject({ cause: 'unplugged', line: { secure: false, lastLoss: { cause: 'unplugged' } } });
    post.simulated.replug();
    await post.online('gate-in', 'turnstile-1');
    expect(post.port('turnstile-1').health().line).toMatchObject({ secure: true, lastLoss: { cause: 'unplugged' } });
  });

  it('do not tell tamper as over because the reader is away', async () => {
    open({ readers: [clear] });
    await post.online('gate-in');
    post.simulated.reader('gate-in').tamper(true);
    const told = () => post.signals.flatMap((signal) => (signal.type === 'tamper' ? [signal.active] : []));
    await until(() => told().includes(true));
    post.simulated.unplug();
    await until(() => post.port('gate-in').health().state === 'offline');
    post.simulated.replug();
    await post.online('gate-in');
    post.simulated.reader('gate-in').keys('1');
    await until(() => post.signals.some((signal) => signal.type === 'keys'));
    expect(told().at(-1)).toBe(true);
  });

  it('tell nothing more once they are stopped', async () => {
    open({ readers: [clear] });
    await post.online('gate-in');
    await post.stop();
    const told = post.healths.length;
    post.simulated.reader('gate-in').present(card);
    post.port('gate-in').indicate({ granted: true, reason: 'ok' });
    await new Promise((resolve) => setImmediate(resolve));
    expect([post.reads.length, post.healths.length]).toEqual([0, told]);
    expect(post.port('gate-in').health()).toMatchObject({ state: 'offline', cause: 'stopped' });
  });
});
