/** Takes what panels tell and lets a test wait for it. `keep` decides when a batch counts as written. */

import type { PanelEvents, PanelMessage, PanelSignal } from '../../../src/main/core/ports/devices.ts';
import type { DeviceHealth } from '../../../src/shared/model/devices.ts';

export interface Recorder extends PanelEvents {
  readonly batches: (readonly PanelMessage[])[];
  readonly gaps: { readonly fromUtcMs: number; readonly toUtcMs: number; readonly reason: string }[];
  readonly healths: DeviceHealth[];
  /** What the broker said of messages that it threw away. */
  readonly drops: number[];
  readonly all: () => readonly PanelMessage[];
  readonly signals: () => readonly PanelSignal[];
  /** Resolves when `isTrue` holds, looked at after each thing that is told. */
  until(isTrue: () => boolean): Promise<void>;
}

export function createRecorder(keep: (batch: readonly PanelMessage[]) => Promise<void> = () => Promise.resolve()): Recorder {
  const batches: (readonly PanelMessage[])[] = [];
  const gaps: Recorder['gaps'] = [];
  const healths: DeviceHealth[] = [];
  const drops: number[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const check of waiting) check();
  };
  const all = () => batches.flat();
  return {
    batches,
    gaps,
    healths,
    drops,
    all,
    signals: () => all().flatMap((message) => message.signals),
    async messages(batch) {
      await keep(batch);
      batches.push(batch);
      look();
    },
    health(health) {
      healths.push(health);
      look();
    },
    gap(gap) {
      gaps.push(gap);
      look();
    },
    brokerDropped(total) {
      drops.push(total);
      look();
    },
    until(isTrue) {
      return new Promise((resolve) => {
        const check = (): void => {
          if (!isTrue()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      });
    },
  };
}

export const systemClock = { utcMs: () => Date.now(), monoMs: () => performance.now() };

export const yard = {
  id: 'yard',
  name: 'Yard',
  dialect: 'mapping',
  topic: 'yard/+/state',
  jsonPath: null,
  words: { open: { condition: 'intrusion', priority: 2, category: 'intrusion', latched: true }, closed: 'clear', alive: 'alive' },
  availabilityTopic: 'yard/status',
  heartbeatSeconds: null,
  simulated: false,
} as const;

export const building = {
  id: 'main',
  name: 'Main',
  dialect: 'home-assistant',
  base: 'homeassistant',
  heartbeatSeconds: null,
  simulated: false,
} as const;
