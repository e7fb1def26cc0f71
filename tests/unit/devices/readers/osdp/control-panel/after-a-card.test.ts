import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../../../src/main/devices/readers/osdp/index.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { card, key, secureReader, VirtualBus } from './virtual-bus.ts';

const green: Command = { name: 'buz', buzzers: [{ reader: 0, tone: 2, on: 1, off: 1, repeats: 1 }] };

/** Four readers on a fast line, with a card just told of at the third. */
async function cardAtThird() {
  const devices = [0, 1, 2, 3].map((address) => new ScriptedReader(address, key(address + 1)));
  const bus = new VirtualBus(
    devices.map((device) => ({ device, as: secureReader(`r${device.address}`, device.key) })),
    { baudRate: 115_200, pollMs: 10 },
  );
  bus.up();
  await bus.time.until(() => devices.every((device) => device.heard.some(({ command }) => command.name === 'poll')));
  devices[2]?.events.push(card(7));
  await bus.time.until(() => bus.told('card').length === 1);
  const sentBefore = bus.sent.length;
  return { bus, third: devices[2], sentAfter: () => bus.sent.slice(sentBefore).map(({ frame }) => frame.address) };
}

describe('after a card the line', () => {
  it('is kept free while the decision is worked out: no poll goes before the sign', async () => {
    const { bus, third, sentAfter } = await cardAtThird();
    await bus.time.pass(15);
    expect(sentAfter()).toEqual([]);
    bus.panel.indicate('r2', [green]);
    await bus.time.until(() => third?.heard.some(({ command }) => command.name === 'buz') ?? false);
    expect(sentAfter()).toEqual([2]);
  });

  it('goes on when the sign is said, without waiting any longer', async () => {
    const { bus, third, sentAfter } = await cardAtThird();
    bus.panel.indicate('r2', [green]);
    await bus.time.until(() => third?.heard.some(({ command }) => command.name === 'buz') ?? false);
    await bus.time.until(() => sentAfter().length > 1, 10);
  });

  it('goes on soon when nothing is to be shown', async () => {
    const { bus, sentAfter } = await cardAtThird();
    await bus.time.until(() => sentAfter().length > 0, 30);
  });
});
