import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { prepareMosquitto } from './mosquitto.ts';

/** Lines of the sample that name files or addresses of the installation; the test has its own. */
const ofTheSite = /^(listener|allow_anonymous|password_file|acl_file|persistence_location) /;

test('a real Mosquitto takes every setting of the sample configuration', async () => {
  const sample = readFileSync(new URL('../../../resources/mosquitto.conf.sample', import.meta.url), 'utf8');
  const settings = sample.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !ofTheSite.test(line));
  expect(settings).toContain('max_queued_messages 100000');
  const broker = await prepareMosquitto(settings);
  try {
    // Mosquitto ends at once when it does not know a setting; `start` rejects then.
    await broker.start();
  } finally {
    await broker.remove();
  }
});
