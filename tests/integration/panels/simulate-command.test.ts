/** `guardpost simulate panel` at a real Mosquitto: what a bridge would publish is published, and commands are answered. */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { connect, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../fixtures/free-port.ts';
import { guardpost, root } from '../../fixtures/post-process.ts';
import { startProgram } from '../../fixtures/process.ts';
import { prepareMosquitto, type TestMosquitto } from './mosquitto.ts';

// Work, not waiting: each command is a program of its own.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const english = { LANG: 'C', LC_ALL: 'C' };
const chinese = { LC_ALL: 'zh_CN.UTF-8' };
let broker: TestMosquitto;

beforeAll(async () => {
  broker = await prepareMosquitto();
  await broker.start();
});
afterAll(() => broker.remove());

interface Heard {
  readonly topic: string;
  readonly payload: string;
}

/** Listens below a topic; `next` resolves with the first message that fits, also one that has come already. */
async function listen(filter: string) {
  const client: MqttClient = connect(broker.url, { username: 'post', password: broker.password, reconnectPeriod: 0 });
  const heard: Heard[] = [];
  let told: () => void = () => undefined;
  client.on('message', (topic, payload) => {
    heard.push({ topic, payload: payload.toString('utf8') });
    told();
  });
  await client.subscribeAsync(filter, { qos: 1 });
  return {
    client,
    heard,
    async next(fits: (message: Heard) => boolean): Promise<Heard> {
      for (;;) {
        const found = heard.find(fits);
        if (found !== undefined) return found;
        await new Promise<void>((wake) => {
          told = wake;
        });
      }
    },
    end: () => client.endAsync(true),
  };
}

const args = (dialect: string, base: string) => [
  'simulate',
  'panel',
  '--dialect',
  dialect,
  '--url',
  broker.url,
  '--base',
  base,
  '--username',
  'post',
  '--speed',
  '1000',
];
const withPassword = () => ({ ...english, GUARDPOST_MQTT_PASSWORD: broker.password });

describe('guardpost simulate panel', () => {
  it.each([
    ['pai', 'interface/availability', 'states/zones/PIR_office/alarm', 'True'],
    ['dsc', 'Status', 'Get/Fire1', '1'],
    ['texecom', 'status', 'zone/kitchen_smoke', expect.stringContaining('"status":1')],
  ])('plays %s from its greeting to its goodbye', async (dialect, availability, topic, payload) => {
    const listener = await listen(`${dialect}-once/#`);
    const { code, stdout } = await guardpost([...args(dialect, `${dialect}-once`), '--once'], withPassword());
    await listener.next((message) => message.topic === `${dialect}-once/${availability}` && message.payload === 'offline');
    await listener.end();
    expect(code).toBe(0);
    expect(listener.heard[0]).toEqual({ topic: `${dialect}-once/${availability}`, payload: 'online' });
    expect(listener.heard).toContainEqual({ topic: `${dialect}-once/${topic}`, payload });
    expect(stdout).toContain(`${dialect}-once/${topic}: `);
  });

  it('stays and answers commands until it is stopped, and keeps codes off the screen', async () => {
    const listener = await listen('home/#');
    const running = await startProgram(resolve(root, 'node_modules/.bin/node'), [resolve(root, 'src/main/cli.ts'), ...args('alarmo', 'home')], {
      ready: /^the story is over/,
      env: withPassword(),
    });
    const command = (code: string) => listener.client.publishAsync('home/command', JSON.stringify({ command: 'ARM_AWAY', area: 'store', code }), { qos: 1 });
    await command('4711');
    expect(await listener.next(({ topic, payload }) => topic === 'home/store/event' && payload.includes('CODE'))).toMatchObject({
      payload: '{"event":"INVALID_CODE_PROVIDED"}',
    });
    await command('0012');
    await listener.next(({ topic, payload }) => topic === 'home/store/state' && payload === 'armed_away');
    await listener.end();
    expect(await running.stop('SIGTERM')).toBe(0);
    expect(running.output()).toContain('command on home/command');
    expect(running.output()).not.toMatch(/4711|0012/);
  });

  it('ends with what is wrong when the broker refuses it or goes away', async () => {
    const refused = await guardpost([...args('pai', 'x'), '--once'], { ...english, GUARDPOST_MQTT_PASSWORD: 'wrong' });
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^the broker mqtt:\S+ can not be reached: .*[Nn]ot authorized\n$/) });
    const own = await prepareMosquitto();
    await own.start();
    try {
      const running = await startProgram(
        resolve(root, 'node_modules/.bin/node'),
        [resolve(root, 'src/main/cli.ts'), 'simulate', 'panel', '--dialect', 'dsc', '--url', own.url, '--username', 'post', '--speed', '1000'],
        { ready: /^the story is over/, env: { ...english, GUARDPOST_MQTT_PASSWORD: own.password } },
      );
      const exit = once(running.child, 'exit');
      await own.kill();
      expect((await exit)[0]).toBe(1);
    } finally {
      await own.remove();
    }
  });

  it('tells in one line that there is no broker, and never the password of its address', async () => {
    const url = `mqtt://me:hush@127.0.0.1:${await freePort()}`;
    const { code, stderr, stdout } = await guardpost(['simulate', 'panel', '--dialect', 'pai', '--url', url], english);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^the broker mqtt:\/\/127\.0\.0\.1:\d+ can not be reached: .*ECONNREFUSED.*\n$/);
    expect(stdout).not.toContain('hush');
  });

  it('tells how it is used, in the language of the shell', async () => {
    const url = ['--url', 'mqtt://127.0.0.1'];
    expect(await guardpost(['simulate', 'panel', '--help'], english)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ {2}--dialect .*\bpai, dsc, alarmo, texecom\b/m),
    });
    const wrong = await guardpost(['simulate', 'panel', '--dialect', 'fly', ...url], english);
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^--dialect must be one of .*\bpai, dsc, alarmo, texecom\b/) });
    for (const bad of [
      [],
      ['--dialect', 'pai'],
      ['--dialect', 'pai', '--url', 'http://x'],
      ['--dialect', 'pai', ...url, '--speed', '0'],
      ['--dialect', 'pai', ...url, '--base', 'a/#'],
    ]) {
      expect(await guardpost(['simulate', 'panel', ...bad], chinese)).toMatchObject({ code: 2, stderr: expect.stringContaining('报警主机') });
    }
  });
});
