/** A home-assistant panel under test, and what its signals say in short. */
import type { PanelSignal } from '../../../../../src/main/core/ports/devices.ts';
import { createHomeAssistantDialect } from '../../../../../src/main/devices/panels/home-assistant/index.ts';

const config = { id: 'main', name: 'Main', dialect: 'home-assistant', base: 'homeassistant', heartbeatSeconds: null, simulated: false } as const;

export function newPanel() {
  const dialect = createHomeAssistantDialect(config, { meaning: () => null });
  const say = (topic: string, payload: string, retained = false) => dialect.parse({ topic, payload: Buffer.from(payload), retained }, 0);
  return {
    say,
    announce: (path: string, description: object | '') =>
      say(`homeassistant/${path}/config`, description === '' ? '' : JSON.stringify(description), true) ?? { signals: [], problem: 'not ours' },
    /** Topics of states and availability that it listens to. */
    topics: () => dialect.subscriptions().slice(2),
    signals: (topic: string, payload: string) => inShort(say(topic, payload)?.signals ?? []),
  };
}

/** `Smoke: fire on`, `Door: opened`, `online`. Points are left out: points.test.ts tells of them. */
export function inShort(signals: readonly PanelSignal[]): readonly string[] {
  return signals
    .filter(({ type }) => !type.startsWith('point'))
    .map((signal) => {
      if (signal.type === 'condition') return `${signal.source}: ${signal.condition} ${signal.active ? 'on' : 'off'}`;
      if (signal.type === 'event') return `${signal.source}: ${signal.event}`;
      return signal.type === 'availability' ? (signal.online ? 'online' : 'offline') : signal.type;
    });
}
