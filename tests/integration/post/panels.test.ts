/** A whole post with a panel at its own broker and one that dials it: commands, words and secrets from the seat to the wire and back. */
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectDc09Dialler } from '../../../src/main/devices/simulate/dc09-dialler.ts';
import type { LiveEvent } from '../../../src/shared/contract/index.ts';
import { eventsIn } from '../../../src/shared/contract/live-events.ts';
import type { PostConfig } from '../../../src/shared/model/config.ts';
import { freePort } from '../../fixtures/free-port.ts';
import { bareConfig, type Client, type OpenPost, openPost, pins } from '../../unit/api/open-post.ts';

const configOf = (port: number): PostConfig => ({
  ...bareConfig,
  broker: { host: '127.0.0.1', port: 0, tls: null, users: [{ username: 'bridge', password: 'bridge-password', topics: ['paradox/#'] }] },
  panels: [
    { id: 'house', name: 'House', dialect: 'pai', base: 'paradox', heartbeatSeconds: null, simulated: false },
    {
      ...{ id: 'dialler', name: 'Dialler', dialect: 'sia', topic: null, receiver: { host: '127.0.0.1', port }, heartbeatSeconds: null },
      ...{ simulated: false, accounts: [{ account: '1234', name: 'Warehouse', testHours: null }] },
    },
  ],
});

/** Reads a feed on until an event fits. */
async function find<E extends LiveEvent>(feed: AsyncIterator<LiveEvent>, fits: (event: LiveEvent) => event is E): Promise<E> {
  for (;;) {
    const step = await feed.next();
    if (step.done === true) throw new Error('the feed ended');
    if (fits(step.value)) return step.value;
  }
}
const is =
  <T extends LiveEvent['type']>(type: T, fits: (event: Extract<LiveEvent, { type: T }>) => boolean = () => true) =>
  (event: LiveEvent): event is Extract<LiveEvent, { type: T }> =>
    event.type === type && fits(event as Extract<LiveEvent, { type: T }>);

describe('a post with panels', () => {
  let open: OpenPost;
  let port: number;
  let lead: Client;
  let feed: AsyncIterator<LiveEvent>;
  let bridge: MqttClient;

  beforeEach(async () => {
    port = await freePort();
    open = await openPost({ config: configOf(port) });
    lead = await open.as('lead');
    feed = eventsIn(await lead.live.watch());
    await find(feed, is('snapshot'));
    bridge = await mqtt.connectAsync(open.post.brokerUrl() ?? '', { username: 'bridge', password: 'bridge-password' });
    await bridge.subscribeAsync('paradox/control/#', { qos: 1 });
  });
  afterEach(async () => {
    await bridge.endAsync(true);
    await open.close();
  });
  const says = (topic: string, payload: string) => bridge.publishAsync(`paradox/${topic}`, payload, { qos: 1, retain: true });
  const state = (word: string) => says('states/partitions/Area_1/current_state', word);

  it('arms a partition, and says so when the panel does', async () => {
    await state('disarmed');
    await find(
      feed,
      is('point', ({ point }) => point.state === 'disarmed'),
    );
    expect((await lead.panels.abilities()).find(({ panelId }) => panelId === 'house')?.commands).toContainEqual({ kind: 'arm', needsCode: false });
    const heard = new Promise<string>((resolve) => bridge.on('message', (topic, payload, { retain }) => resolve(`${topic} ${String(payload)} ${retain}`)));
    const operator = await open.as('operator');
    const input = { panelId: 'house', kind: 'arm', mode: 'away', pointKind: 'partition', pointId: 'Area_1' } as const;
    const { commandId } = await operator.panels.command(input);
    expect(await heard).toBe('paradox/control/partitions/Area_1 arm false');
    await state('armed_away');
    const done = await find(
      feed,
      is('command', ({ command }) => command.commandId === commandId && command.state === 'confirmed'),
    );
    expect(done.command).toMatchObject({ by: 'operator', failure: null });
    await expect(operator.panels.command({ ...input, kind: 'disarm', mode: null })).rejects.toMatchObject({ data: { rule: 'secondPersonNeeded' } });
    const second = { name: 'lead', secret: pins.lead };
    expect(await operator.panels.command({ ...input, kind: 'disarm', mode: null, second })).toMatchObject({ secondPerson: 'lead' });
  });

  it('shows a word that nobody knows, and understands it from the moment that the lead gives it a meaning', async () => {
    await state('melted');
    expect((await find(feed, is('unknownWords'))).unknownWords).toEqual([expect.objectContaining({ panelId: 'house', word: 'melted', teachable: true })]);
    const meaning = { condition: 'fire', priority: 1, category: 'life', latched: true } as const;
    await lead.panels.teach({ panelId: 'house', word: 'melted', meaning });
    expect(await lead.panels.taughtWords()).toEqual([expect.objectContaining({ word: 'melted', meaning, by: 'lead' })]);
    await state('melted');
    expect((await find(feed, is('alarm'))).alarm).toMatchObject({ panelId: 'house', condition: 'fire', priority: 1 });
  });

  it('takes an alarm from a dialler, encrypted with the key that was set for it', async () => {
    const key = '00112233445566778899aabbccddeeff';
    await lead.panels.setSecret({ kind: 'receiverKey', panelId: 'dialler', account: '1234', key });
    expect(await lead.panels.secrets()).toContainEqual({ panelId: 'dialler', code: false, accounts: ['1234'] });
    const dialler = await connectDc09Dialler({ host: '127.0.0.1', port, account: '1234', key: Buffer.from(key, 'hex') });
    const answer = await dialler.report({ id: 'ADM-CID', data: '1130 01 007' });
    dialler.close();
    expect(answer.id).toBe('ACK');
    expect((await find(feed, is('alarm'))).alarm).toMatchObject({
      panelId: 'dialler',
      source: 'Warehouse/7',
      condition: 'intrusion',
      code: '1130',
      partition: '1',
    });
    expect((await lead.devices.list()).filter(({ kind }) => kind === 'panel').map(({ id }) => id)).toEqual(['house', 'dialler']);
  });
});
