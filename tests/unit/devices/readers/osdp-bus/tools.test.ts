import { afterEach, describe, expect, it } from 'vitest';
import { createReaderTools } from '../../../../../src/main/devices/readers/osdp-bus/index.ts';
import { createSimulatedBus } from '../../../../../src/main/devices/simulate/osdp/bus.ts';
import type { InstallStep, TraceLine } from '../../../../../src/shared/model/reader-tools.ts';
import { type BusPostOptions, busReader, key, keyStore, openBus, until } from './bus-post.ts';

const clear = busReader('gate-in', 0, { secure: 'off' });
const secure = busReader('turnstile-1', 1);
const nobody = new AbortController().signal;

describe("an installer's tools", () => {
  let post: ReturnType<typeof openBus>;
  const open = (options: BusPostOptions) => {
    post = openBus(options);
    return post.tools;
  };
  afterEach(() => post.stop());

  it('tell what is known of a reader', async () => {
    const tools = open({ readers: [clear, secure], keys: keyStore({ 'turnstile-1': { current: key(7) } }) });
    await post.online('gate-in', 'turnstile-1');
    expect(tools.about('turnstile-1')).toMatchObject({
      ok: true,
      value: { busId: 'bus1', address: 1, baudRate: 115_200, online: true, secure: true, secureRequired: true, key: 'stored', identity: { serial: 1001 } },
    });
    expect(tools.about('gate-in')).toMatchObject({ ok: true, value: { secure: false, key: 'none' } });
    expect(tools.about('desk-scanner')).toMatchObject({ ok: false, error: { code: 'notOsdp' } });
    expect(tools.about('nowhere')).toMatchObject({ ok: false, error: { code: 'noSuchReader' } });
  });

  it('give a new reader its first key, which lies in the key store before the reader has it', async () => {
    const tools = open({ readers: [secure] });
    await post.lineUp();
    const steps: (InstallStep | string)[] = [];
    const note = (step: InstallStep) => steps.push(step, ...post.keys.calls.splice(0));
    expect(await tools.install('turnstile-1', 30, note, nobody)).toEqual({ ok: true, value: undefined });
    expect(steps).toEqual([
      ...['windowOpen', 'defaultHandshake', 'keyStored', 'savePending turnstile-1', 'keySent', 'newHandshake'],
      ...['done', 'promotePending turnstile-1'],
    ]);
    await post.online('turnstile-1');
    expect(post.port('turnstile-1').health().line?.secure).toBe(true);
    const { current, pending } = post.keys.of('turnstile-1');
    expect([current?.length, pending]).toEqual([16, null]);
    expect(post.simulated.reader('turnstile-1').peripheral.security.hasThisKey(current ?? key(0))).toBe(true);
    expect(post.signals).toContainEqual({ type: 'keyChanged', readerId: 'turnstile-1' });
  });

  it('send no key that could not be stored', async () => {
    const keys = keyStore();
    const tools = open({ readers: [secure], keys });
    keys.breakDown();
    await post.lineUp();
    const steps: InstallStep[] = [];
    expect(await tools.install('turnstile-1', 30, (step) => steps.push(step), nobody)).toMatchObject({ ok: false, error: { code: 'keyNotStored' } });
    expect(steps).not.toContain('keySent');
    expect(steps.at(-1)).toBe('failed');
    expect(post.simulated.reader('turnstile-1').peripheral.security.hasKey).toBe(false);
    expect(post.bugs).toMatchObject([['keys of reader turnstile-1', { message: 'the disk is full' }]]);
  });

  it('end an install window when they are told to', async () => {
    const tools = open({ readers: [secure], far: { models: { 'turnstile-1': { key: key(9) } } } });
    await post.lineUp();
    const window = new AbortController();
    const installed = tools.install('turnstile-1', 30, (step) => (step === 'windowOpen' ? window.abort() : undefined), window.signal);
    expect(await installed).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('show what passes with card numbers masked, or not', async () => {
    const tools = open({ readers: [clear] });
    await post.online('gate-in');
    const lines: TraceLine[] = [];
    const plain: TraceLine[] = [];
    const masked = tools.trace('bus1', (line) => lines.push(line));
    const whole = tools.trace('bus1', (line) => plain.push(line), { unmasked: true });
    if (!masked.ok || !whole.ok) throw new Error('no trace');
    post.simulated.reader('gate-in').present({ format: 'H10301', facility: '45', number: '12345' });
    await until(() => post.reads.length > 0);
    await until(() => lines.some((line) => line.name === 'RAW'));
    expect(lines.find((line) => line.name === 'RAW')).toMatchObject({ direction: 'in', address: 0, security: 'none', good: true });
    expect(JSON.stringify(lines)).not.toContain('16981cc0');
    expect(JSON.stringify(plain)).toContain('16981cc0');
    expect(lines.some((line) => line.name === 'POLL' && line.direction === 'out')).toBe(true);
    masked.value();
    whole.value();
    const seen = lines.length;
    const { exchanges } = post.port('gate-in').health().line ?? { exchanges: 0 };
    await until(() => (post.port('gate-in').health().line?.exchanges ?? 0) > exchanges);
    expect(lines).toHaveLength(seen);
    expect(tools.trace('bus9', () => undefined)).toMatchObject({ ok: false, error: { code: 'noSuchReader' } });
  });

  it('give a reader another address, and refuse one that is taken and a speed that the others do not have', async () => {
    const tools = open({ readers: [clear, secure], keys: keyStore({ 'turnstile-1': { current: key(7) } }) });
    await post.online('gate-in', 'turnstile-1');
    expect(await tools.changeAddress('turnstile-1', { address: 0, baudRate: 115_200 })).toMatchObject({ ok: false, error: { code: 'addressTaken' } });
    expect(await tools.changeAddress('turnstile-1', { address: 5, baudRate: 9_600 })).toMatchObject({ ok: false, error: { code: 'speedShared' } });
    expect(await tools.changeAddress('turnstile-1', { address: 5, baudRate: 115_200 })).toEqual({ ok: true, value: { address: 5, baudRate: 115_200 } });
    expect(post.port('turnstile-1').health().address).toBe('simulated:bus1 #5');
    const exchanges = () => post.port('turnstile-1').health().line?.exchanges ?? 0;
    const before = exchanges();
    await until(() => exchanges() > before + 3 && post.port('turnstile-1').health().line?.secure === true);
  });

  it('send a file', async () => {
    const tools = open({ readers: [clear] });
    await post.online('gate-in');
    const bytes = Uint8Array.from({ length: 1_000 }, (_, at) => at % 251);
    const progress: number[] = [];
    expect(await tools.sendFile('gate-in', { type: 1, bytes }, (sent) => progress.push(sent), nobody)).toEqual({ ok: true, value: undefined });
    expect(progress.at(-1)).toBe(1_000);
    expect(await tools.sendFile('gate-in', { type: 1, bytes: new Uint8Array() }, () => undefined, nobody)).toMatchObject({
      ok: false,
      error: { code: 'badFile' },
    });
  });

  it('look for readers on a bus of ours, whose readers are serviced meanwhile and come back', async () => {
    const tools = open({ readers: [clear, secure], keys: keyStore({ 'turnstile-1': { current: key(7) } }) });
    await post.online('gate-in', 'turnstile-1');
    const seen = new Set<string>();
    const scan = { path: 'simulated:bus1', baudRates: [115_200], addresses: [0, 1] };
    const found = await tools.discover(scan, ({ address }) => seen.add(`${address} ${post.port('gate-in').health().cause}`), nobody);
    expect(found).toMatchObject({
      ok: true,
      value: [
        { address: 0, baudRate: 115_200, identity: { serial: 1000 }, canSecure: true },
        { address: 1, identity: { serial: 1001 } },
      ],
    });
    expect([...seen]).toEqual(['0 serviced', '1 serviced']);
    await post.online('gate-in', 'turnstile-1');
    expect(post.port('turnstile-1').health().line).toMatchObject({ secure: true, lastLoss: { cause: 'serviced' } });
  });

  it('give the line back when a search is called off', async () => {
    const tools = open({ readers: [clear] });
    await post.online('gate-in');
    const search = new AbortController();
    const scan = { path: 'simulated:bus1', baudRates: [115_200], addresses: [0, 1, 2, 3] };
    const found = await tools.discover(scan, ({ address }) => (address === 1 ? search.abort() : undefined), search.signal);
    expect(found).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await post.online('gate-in');
  });

  it('say that the port went while it was searched', async () => {
    const tools = open({ readers: [clear] });
    await post.online('gate-in');
    const scan = { path: 'simulated:bus1', baudRates: [115_200], addresses: [0, 1, 2, 3] };
    const found = await tools.discover(scan, ({ address }) => (address === 1 ? post.simulated.unplug() : undefined), nobody);
    expect(found).toMatchObject({ ok: false, error: { code: 'portNotOpened' } });
    expect(post.port('gate-in').health().cause).toBe('unplugged');
    post.simulated.replug();
    await post.online('gate-in');
  });

  it('leave a port that went while it was searched with the speed of its readers', async () => {
    const tools = open({ readers: [clear] });
    await post.online('gate-in');
    const scan = { path: 'simulated:bus1', baudRates: [115_200, 9_600], addresses: [0, 1] };
    const found = await tools.discover(scan, ({ baudRate }) => (baudRate === 9_600 ? post.simulated.unplug() : undefined), nobody);
    expect(found).toMatchObject({ ok: false, error: { code: 'portNotOpened' } });
    post.simulated.replug();
    await post.online('gate-in');
  });

  it('look for readers on a port of its own, and leave it', async () => {
    open({ readers: [clear] });
    const clock = { utcMs: () => Date.now(), monoMs: () => performance.now() };
    const elsewhere = createSimulatedBus([busReader('new', 3)], { clock, paced: false, turnaroundMs: 0 });
    const tools = createReaderTools({ buses: [post.bus], sendOnly: new Set(), openLink: () => elsewhere.link, clock });
    const found = await tools.discover({ path: '/dev/ttyUSB9', baudRates: [115_200], addresses: [3] }, () => undefined, nobody);
    expect(found).toMatchObject({ ok: true, value: [{ address: 3, canSecure: true }] });
    elsewhere.unplug();
  });
});
