import { expect, test } from 'vitest';
import { prepareMosquitto, shippedSettings } from './mosquitto.ts';

test('a real Mosquitto takes every setting of the sample configuration', async () => {
  expect(shippedSettings()).toContain('max_queued_messages 100000');
  const broker = await prepareMosquitto();
  try {
    // Mosquitto ends at once when it does not know a setting; `start` rejects then.
    await broker.start();
  } finally {
    await broker.remove();
  }
});
