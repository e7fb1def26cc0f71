import { describe, expect, test } from 'vitest';
import { createBackOff } from '../../../../../src/main/devices/panels/mqtt-client/back-off.ts';
import { closeCause, KickWatch } from '../../../../../src/main/devices/panels/mqtt-client/close-cause.ts';
import { encodePubacks, type IncomingMessage } from '../../../../../src/main/devices/panels/mqtt-client/connection.ts';
import { HealthEntry } from '../../../../../src/main/devices/panels/mqtt-client/health-board.ts';
import { RedeliveryWindow } from '../../../../../src/main/devices/panels/mqtt-client/redelivery.ts';

const withCode = (code: string | number, message = 'x') => Object.assign(new Error(message), { code });

describe('the back-off', () => {
  test('doubles up to its longest wait, with jitter of at most a half, and begins anew after a reset', () => {
    const longest = createBackOff({ minMs: 250, maxMs: 5000, random: () => 1 });
    expect(Array.from({ length: 7 }, () => longest.nextMs())).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    const shortest = createBackOff({ minMs: 250, maxMs: 5000, random: () => 0 });
    expect([shortest.nextMs(), shortest.nextMs()]).toEqual([125, 250]);
    longest.reset();
    expect(longest.nextMs()).toBe(250);
  });
});

describe('the cause of a closed connection', () => {
  test.each([
    [withCode('ECONNREFUSED'), false, 'notReachable'],
    [withCode('ENOTFOUND'), false, 'notReachable'],
    [new Error('connack timeout'), false, 'notReachable'],
    [new Error('Keepalive timeout'), true, 'notReachable'],
    [withCode(4), false, 'refusedPassword'],
    [withCode(5), false, 'refusedPassword'],
    [withCode(3), false, 'notReachable'],
    [withCode(2), false, 'protocolError'],
    [withCode('SELF_SIGNED_CERT_IN_CHAIN'), false, 'openFailed'],
    [withCode('ECONNRESET'), true, 'closedByBroker'],
    [null, true, 'closedByBroker'],
    [null, false, 'notReachable'],
  ])('%s (was connected: %s) is %s', (error, wasConnected, cause) => {
    expect(closeCause({ error, wasConnected }).cause).toBe(cause);
  });

  test('is another console with our id when the broker throws us out twice within seconds, and not after a long life', () => {
    const watch = new KickWatch();
    const thrownOut = { cause: 'closedByBroker', detail: '' } as const;
    expect(watch.closed(thrownOut, 400).cause).toBe('closedByBroker');
    expect(watch.closed(thrownOut, 400).cause).toBe('kickedOff');
    expect(watch.suspected).toBe(true);
    expect(watch.closed(thrownOut, 60_000).cause).toBe('closedByBroker');
    expect(watch.closed({ cause: 'notReachable', detail: '' }, null).cause).toBe('notReachable');
    expect(watch.closed(thrownOut, 400).cause).toBe('closedByBroker');
  });
});

describe('redelivery', () => {
  const message = (change: Partial<IncomingMessage> = {}): IncomingMessage => ({
    topic: 'yard/gate/state',
    payload: Buffer.from('open'),
    qos: 1,
    retained: false,
    duplicate: false,
    messageId: 7,
    ...change,
  });

  test('gives the same message the same key in another session of the same client, and any difference another key', () => {
    const key = (clientId: string, change: Partial<IncomingMessage> = {}) => new RedeliveryWindow(clientId).identify(message(change)).redeliveryKey;
    expect(key('post-1', { duplicate: true })).toBe(key('post-1'));
    const others = [
      key('post-2'),
      key('post-1', { messageId: 8 }),
      key('post-1', { topic: 'yard/gate/stat' }),
      key('post-1', { payload: Buffer.from('eopen') }),
    ];
    expect(new Set([key('post-1'), ...others]).size).toBe(5);
  });

  test('gives no key to messages that the broker does not repeat', () => {
    const window = new RedeliveryWindow('post-1');
    expect(window.identify(message({ qos: 0, messageId: null })).redeliveryKey).toBeNull();
    expect(window.identify(message({ retained: true })).redeliveryKey).toBeNull();
  });

  test('is looked for only among the first messages of a session that was taken up again, or with DUP', () => {
    const window = new RedeliveryWindow('post-1');
    window.connected(false);
    expect(window.identify(message()).mayBeRedelivered).toBe(false);
    expect(window.identify(message({ duplicate: true })).mayBeRedelivered).toBe(true);
    window.connected(true);
    const asked = Array.from({ length: 2500 }, (_, index) => window.identify(message({ messageId: index + 1 })).mayBeRedelivered);
    expect(asked.lastIndexOf(true)).toBe(1999);
    expect(asked.indexOf(false)).toBe(2000);
  });
});

test('PUBACKs are written as MQTT 3.1.1 says', () => {
  expect(encodePubacks([1, 0x1234, 65_535]).toString('hex')).toBe('40020001400212344002ffff');
});

test('health keeps the newest 32 messages, each cut to 200 characters, and no more of a large payload than that needs', () => {
  const entry = new HealthEntry({ id: 'a', kind: 'panel', name: 'A', speaks: 'mapping', address: '', simulated: false }, 0);
  for (let index = 0; index < 40; index += 1) entry.traffic(`t/${index}`, Buffer.alloc(5000, 0x61), index % 2 === 0, index);
  const health = entry.health();
  expect(health.lastTraffic).toHaveLength(32);
  expect(health.lastTraffic.at(-1)?.text.startsWith('t/39 aaa')).toBe(true);
  expect(health.lastTraffic.every((line) => line.text.length === 200)).toBe(true);
  expect([health.understood, health.discarded]).toEqual([20, 20]);
});
