/** A real receiver on a real port, with diallers that speak real DC-09 over TCP. */
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { PanelMessage } from '../../../src/main/core/ports/devices.ts';
import { decryptContent, encryptContent } from '../../../src/main/devices/panels/dc09/cipher.ts';
import { readContent, writeTime } from '../../../src/main/devices/panels/dc09/content.ts';
import { encodeFrame } from '../../../src/main/devices/panels/dc09/frame.ts';
import { createDc09Receiver, type Dc09Receiver, type Dc09ReceiverOptions } from '../../../src/main/devices/panels/dc09-receiver/index.ts';
import { connectDc09Dialler, type Dc09Dialler, type Dc09DiallerOptions } from '../../../src/main/devices/simulate/dc09-dialler.ts';
import type { SiaPanelConfig } from '../../../src/shared/model/config.ts';
import { createRecorder, type Recorder, systemClock } from './recorder.ts';

const panel: SiaPanelConfig = {
  id: 'diallers',
  name: 'Diallers',
  dialect: 'sia',
  topic: null,
  receiver: { host: '127.0.0.1', port: 0 },
  accounts: [{ account: '1234', name: 'Warehouse', testHours: null }],
  heartbeatSeconds: null,
  simulated: false,
};
const anyAccount: SiaPanelConfig = { ...panel, accounts: [] };
const key = Buffer.from('00112233445566778899AABBCCDDEEFF', 'hex');
const burglary = { id: 'ADM-CID', data: '1130 01 007' } as const;

const toEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

interface Post {
  readonly receiver: Dc09Receiver;
  readonly recorder: Recorder;
  readonly port: number;
}

async function receiving(change: Partial<Dc09ReceiverOptions> = {}, recorder = createRecorder()): Promise<Post> {
  const receiver = createDc09Receiver({ panels: [panel], secrets: { code: () => null, receiverKey: () => null }, clock: systemClock, ...change });
  receiver.start(recorder);
  toEnd.push(() => receiver.stop());
  await recorder.until(() => receiver.addresses().length > 0);
  return { receiver, recorder, port: receiver.addresses()[0]?.port ?? 0 };
}

async function dialling(port: number, change: Partial<Dc09DiallerOptions> = {}): Promise<Dc09Dialler> {
  const dialler = await connectDc09Dialler({ host: '127.0.0.1', port, account: '1234', ...change });
  toEnd.push(() => dialler.close());
  return dialler;
}

const conditions = (messages: readonly PanelMessage[]) =>
  messages.flatMap(({ signals }) => signals.flatMap((signal) => (signal.type === 'condition' ? [[signal.source, signal.condition, signal.active]] : [])));
const withKeys = (keys: { readonly [account: string]: Uint8Array }) => ({
  code: () => null,
  receiverKey: (_: string, account: string) => keys[account] ?? null,
});

describe('a dialler at our receiver', () => {
  test('gets an ACK with its number, receiver, line and account, and the alarm is told', async () => {
    const { port, recorder } = await receiving();
    const dialler = await dialling(port, { receiver: '1A', line: '2' });
    const answer = await dialler.report({ ...burglary, sequence: '0042' });
    expect(answer).toMatchObject({ id: 'ACK', sequence: '0042', receiver: '1A', line: '2', account: '1234', content: '[]', crcHolds: true, lengthHolds: true });
    expect(conditions(recorder.all())).toEqual([['Warehouse/7', 'intrusion', true]]);
    expect(recorder.all()[0]).toMatchObject({ panelId: 'diallers', topic: 'dc09/1234', problem: null });
  });

  test('gets its ACK only when the message is on disk', async () => {
    let written: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => {
      written = resolve;
    });
    let asked: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const recorder = createRecorder(() => {
      asked();
      return disk;
    });
    const { port, receiver } = await receiving({}, recorder);
    const dialler = await dialling(port);
    let isAnswered = false;
    const answer = dialler.report(burglary).then((frame) => {
      isAnswered = true;
      return frame;
    });
    await arrived;
    // Another dialler is heard meanwhile, so there was time for a wrong answer.
    (await dialling(port)).raw(Buffer.from('\n00000000"ADM-CID"0001L0#1234[]\r'));
    while (receiver.health()[0]?.discarded === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    written();
    expect(await answer).toMatchObject({ id: 'ACK' });
  });

  test('gets no answer when the disk fails, and an ACK for its repeat', async () => {
    let isBroken = true;
    const recorder = createRecorder(() => (isBroken ? Promise.reject(new Error('disk full')) : Promise.resolve()));
    let told: () => void = () => undefined;
    const once = new Promise<void>((resolve) => {
      told = resolve;
    });
    const notKept = (): void => {
      isBroken = false;
      told();
    };
    const { port } = await receiving({ notKept }, recorder);
    const dialler = await dialling(port);
    const bytes = dialler.encode(burglary);
    dialler.raw(bytes);
    await once;
    expect(recorder.all()).toHaveLength(0);
    dialler.raw(bytes);
    expect(await dialler.answer()).toMatchObject({ id: 'ACK' });
    expect(conditions(recorder.all())).toHaveLength(1);
  });

  test('is acknowledged again when it repeats, with a key that shows the repeat', async () => {
    const { port, recorder } = await receiving();
    const dialler = await dialling(port);
    const bytes = dialler.encode(burglary);
    dialler.raw(bytes);
    const first = await dialler.answer();
    dialler.raw(bytes);
    expect(await dialler.answer()).toEqual(first);
    const [one, two] = recorder.all();
    expect(one?.redeliveryKey).toMatch(/^dc09:diallers:1234:0001:[0-9A-F]{4}$/);
    expect(two).toMatchObject({ redeliveryKey: one?.redeliveryKey, mayBeRedelivered: true });
  });

  test('may send several messages at once, split anywhere', async () => {
    const { port, recorder } = await receiving();
    const dialler = await dialling(port);
    const bytes = Buffer.concat([dialler.encode(burglary), dialler.encode({ id: 'SIA-DCS', data: 'Nri1/FA003' }), dialler.encode({ id: 'NULL', data: '' })]);
    for (let at = 0; at < bytes.length; at += 7) dialler.raw(bytes.subarray(at, at + 7));
    expect([await dialler.answer(), await dialler.answer(), await dialler.answer()].map(({ id, sequence }) => [id, sequence])).toEqual([
      ['ACK', '0001'],
      ['ACK', '0002'],
      ['ACK', '0000'],
    ]);
    expect(conditions(recorder.all())).toEqual([
      ['Warehouse/7', 'intrusion', true],
      ['Warehouse/3', 'fire', true],
    ]);
    expect(recorder.all().at(-1)).toMatchObject({ redeliveryKey: null, signals: [{ type: 'alive', panelId: 'diallers' }] });
  });

  test('is told DUH for an account that is not in the list, and for what is no event', async () => {
    const { port, recorder } = await receiving();
    expect(await (await dialling(port, { account: '9999' })).report(burglary)).toMatchObject({ id: 'DUH', account: '9999', sequence: '0001' });
    expect(await (await dialling(port)).report({ id: 'ADM-CID', data: 'no event' })).toMatchObject({ id: 'DUH' });
    expect(recorder.all().map(({ problem }) => problem)).toEqual(['unknownAccount: 9999', 'noEvent: no event']);
  });

  test('is acknowledged for a code that nobody knows: the code is kept, to be taught', async () => {
    const { port, recorder, receiver } = await receiving();
    const dialler = await dialling(port);
    expect(await dialler.report({ id: 'SIA-DCS', data: 'Nri1/QX005' })).toMatchObject({ id: 'ACK' });
    expect(recorder.all()[0]).toMatchObject({ unknownWord: 'QX', problem: 'unknownWord: QX', signals: [] });
    const meaning = { condition: 'medical', category: 'life', priority: 1, latched: true } as const;
    receiver.teach([{ panelId: 'diallers', word: 'QX', meaning, by: 'lead', atUtcMs: 0 }]);
    await dialler.report({ id: 'SIA-DCS', data: 'Nri1/QX005' });
    expect(conditions(recorder.all())).toEqual([['Warehouse/5', 'medical', true]]);
  });

  test('gets no answer to a damaged message, but to the whole one behind it', async () => {
    const { port, recorder } = await receiving();
    const dialler = await dialling(port);
    const damaged = dialler.encode({ ...burglary, sequence: '0001' });
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    dialler.raw(damaged);
    expect(await dialler.report({ ...burglary, sequence: '0002' })).toMatchObject({ id: 'ACK', sequence: '0002' });
    expect(recorder.all().map(({ problem }) => problem?.split(':')[0] ?? null)).toEqual(['badCheckSum', null]);
  });
});

describe('encrypted messages', () => {
  test.each([16, 24, 32])('are read with a key of %i bytes and answered encrypted', async (bytes) => {
    const own = Buffer.alloc(bytes, 7);
    const { port, recorder } = await receiving({ secrets: withKeys({ '1234': own }) });
    const answer = await (await dialling(port, { key: own })).report(burglary);
    expect(answer).toMatchObject({ id: 'ACK', encrypted: true, sequence: '0001', account: '1234' });
    const plain = readContent(decryptContent(answer.content, own) ?? '');
    expect(plain).toMatchObject({ data: '', atUtcMs: expect.any(Number) });
    expect(conditions(recorder.all())).toEqual([['Warehouse/7', 'intrusion', true]]);
    expect(Buffer.from(recorder.all()[0]?.payloadHead ?? []).toString()).toContain('1130 01 007');
  });

  test.each([
    [21, 'NAK'],
    [-41, 'NAK'],
    [15, 'ACK'],
    [-35, 'ACK'],
  ])('of a clock that is %i s off are answered with %s', async (seconds, id) => {
    const { port, recorder } = await receiving({ secrets: withKeys({ '*': key }) });
    const answer = await (await dialling(port, { key, nowUtcMs: () => Date.now() + seconds * 1000 })).report(burglary);
    expect(answer.id).toBe(id);
    expect(conditions(recorder.all())).toHaveLength(id === 'ACK' ? 1 : 0);
    if (id === 'NAK') expect(answer).toMatchObject({ sequence: '0000', content: expect.stringMatching(/^\[\]_\d\d:\d\d:\d\d,/) });
  });

  test('with another key, without a key of ours, or in clear where there is a key are refused', async () => {
    const { port, recorder } = await receiving({ panels: [anyAccount], secrets: withKeys({ '1234': key }) });
    const answers = [
      await (await dialling(port, { key: Buffer.alloc(16, 1) })).report(burglary),
      await (await dialling(port, { key, account: '5555' })).report(burglary),
      await (await dialling(port)).report(burglary),
    ];
    expect(answers.map(({ id }) => id)).toEqual(['DUH', 'DUH', 'DUH']);
    expect(recorder.all().map(({ problem, signals }) => [problem, signals.length])).toEqual([
      ['wrongKey: 1234', 0],
      ['noKey: 5555', 0],
      ['notEncrypted: 1234', 0],
    ]);
  });

  test('of one account can not speak for another, and nobody speaks in clear for an account with a key', async () => {
    const { port, recorder } = await receiving({ panels: [anyAccount], secrets: withKeys({ AAAA: key, BBBB: Buffer.alloc(16, 2) }) });
    // The envelope says AAAA, what is in it BBBB.
    const envelope = { id: 'ADM-CID', sequence: '0001', receiver: null, line: '0' } as const;
    const content = `[#BBBB|1130 01 007]_${writeTime(Date.now())}`;
    const dialler = await dialling(port);
    dialler.raw(encodeFrame({ ...envelope, encrypted: true, account: 'AAAA', content: encryptContent(content, key) }));
    expect(await dialler.answer()).toMatchObject({ id: 'DUH' });
    dialler.raw(encodeFrame({ ...envelope, encrypted: false, account: 'CCCC', content }));
    expect(await dialler.answer()).toMatchObject({ id: 'DUH' });
    expect(recorder.all().map(({ problem }) => problem)).toEqual(['accountMismatch: BBBB', 'notEncrypted: BBBB']);
  });
});

describe('the port', () => {
  test('cuts off who begins a frame and does not end it, and who never sends one', async () => {
    const { port } = await receiving({ limits: { frameMs: 100, firstFrameMs: 100 } });
    const half = await dialling(port);
    half.raw(Buffer.from('\n12340020"ADM-CI'));
    const mute = await dialling(port);
    await Promise.all([half.closed, mute.closed]);
  });

  test('cuts off a megabyte without an end, and goes on serving others', async () => {
    const { port } = await receiving();
    const endless = await dialling(port);
    endless.raw(Buffer.concat([Buffer.from('\n12340020"ADM-CID"'), Buffer.alloc(1_000_000, 0x41)]));
    await endless.closed;
    expect(await (await dialling(port)).report(burglary)).toMatchObject({ id: 'ACK' });
  });

  test('makes room for a new dialler by ending the one that was quiet for longest', async () => {
    const { port } = await receiving({ limits: { connections: 2 } });
    const first = await dialling(port);
    const second = await dialling(port);
    await first.report({ id: 'NULL', data: '' });
    await second.report({ id: 'NULL', data: '' });
    await first.report({ id: 'NULL', data: '' });
    const third = await dialling(port);
    await second.closed;
    expect(await third.report(burglary)).toMatchObject({ id: 'ACK' });
    expect(await first.report(burglary)).toMatchObject({ id: 'ACK' });
  });

  test('that is taken is told, and had as soon as it is free', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const address = squatter.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const recorder = createRecorder();
    const receiver = createDc09Receiver({
      panels: [{ ...panel, receiver: { host: '127.0.0.1', port } }],
      secrets: withKeys({}),
      clock: systemClock,
      retryMs: 20,
    });
    receiver.start(recorder);
    toEnd.push(() => receiver.stop());
    await recorder.until(() => recorder.healths.some(({ state, cause }) => state === 'offline' && cause === 'portTaken'));
    await new Promise((resolve) => squatter.close(resolve));
    await recorder.until(() => receiver.health()[0]?.state === 'online');
    expect(await (await dialling(port)).report(burglary)).toMatchObject({ id: 'ACK' });
  });

  test('is one for all panels that name it, and each account goes to the panel that lists it', async () => {
    const second = { ...anyAccount, id: 'others', name: 'Others' };
    const { port, recorder, receiver } = await receiving({ panels: [second, panel] });
    expect(receiver.addresses()).toHaveLength(1);
    await (await dialling(port)).report(burglary);
    await (await dialling(port, { account: '77' })).report(burglary);
    expect(recorder.all().map(({ panelId }) => panelId)).toEqual(['diallers', 'others']);
  });

  test('writes a row for some of the noise, not for all of it', async () => {
    const { port, recorder, receiver } = await receiving();
    const dialler = await dialling(port, { account: '9999' });
    for (let sent = 0; sent < 100; sent += 1) expect(await dialler.report(burglary)).toMatchObject({ id: 'DUH' });
    expect(recorder.all()).toHaveLength(20);
    expect(receiver.health()[0]?.discarded).toBe(100);
  });
});

test('a panel that is silent for longer than it may is told so, and a sign of life ends that', async () => {
  let monoMs = 0;
  const clock = { utcMs: () => Date.now(), monoMs: () => monoMs };
  const { port, recorder, receiver } = await receiving({ clock, panels: [{ ...panel, heartbeatSeconds: 60 }] });
  await recorder.until(() => receiver.health()[0]?.state === 'online');
  monoMs = 61_000;
  await recorder.until(() => receiver.health()[0]?.state === 'silent');
  await (await dialling(port)).report({ id: 'NULL', data: '' });
  await recorder.until(() => receiver.health()[0]?.state === 'online');
  expect(receiver.health()[0]?.lastSignOfLifeUtcMs).not.toBeNull();
});
