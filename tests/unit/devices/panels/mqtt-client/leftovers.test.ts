import { describe, expect, test } from 'vitest';
import type { IncomingMessage } from '../../../../../src/main/devices/panels/mqtt-client/connection.ts';
import { Leftovers } from '../../../../../src/main/devices/panels/mqtt-client/leftovers.ts';

const message = (change: Partial<IncomingMessage> = {}): IncomingMessage => ({
  topic: 'yard/gate/state',
  payload: new Uint8Array(),
  qos: 1,
  retained: true,
  duplicate: false,
  messageId: 7,
  ...change,
});

describe('retained states that come before our SUBSCRIBE is answered', () => {
  test('are left over where the broker kept our session, and are asked for again once', () => {
    const leftovers = new Leftovers();
    leftovers.connected(true);
    expect(leftovers.has(message())).toBe(true);
    expect(leftovers.subscribed()).toBe(true);
    expect(leftovers.has(message())).toBe(false);
    expect(leftovers.subscribed()).toBe(false);
  });

  test('are the state now where there was no session', () => {
    const leftovers = new Leftovers();
    leftovers.connected(false);
    expect([leftovers.has(message()), leftovers.subscribed()]).toEqual([false, false]);
  });
});

test('a retained state that is sent a second time is left over whenever it comes; what is not retained never is', () => {
  const leftovers = new Leftovers();
  leftovers.connected(true);
  expect(leftovers.has(message({ retained: false }))).toBe(false);
  expect(leftovers.has(message({ retained: false, duplicate: true }))).toBe(false);
  expect(leftovers.has(message({ qos: 0, messageId: null }))).toBe(false);
  expect(leftovers.subscribed()).toBe(false);
  expect(leftovers.has(message({ duplicate: true }))).toBe(true);
});
