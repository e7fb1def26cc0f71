import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createPanels, startBroker } from '../../../src/main/devices/panels/index.ts';
import { demoCards, demoConfig, startSimulation } from '../../../src/main/devices/simulate/index.ts';
import { simulatedPai } from '../../../src/main/devices/simulate/panels/pai.ts';
import type { CardNumber } from '../../../src/shared/model/cards.ts';
import { createRecorder, systemClock } from './recorder.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Time goes on only when the test says so. */
function handTimer() {
  const waiting: { readonly dueMs: number; readonly call: () => void }[] = [];
  let nowMs = 0;
  return {
    after(afterMs: number, call: () => void) {
      const entry = { dueMs: nowMs + afterMs, call };
      waiting.push(entry);
      return () => {
        const index = waiting.indexOf(entry);
        if (index >= 0) waiting.splice(index, 1);
      };
    },
    goOn(byMs: number) {
      const untilMs = nowMs + byMs;
      for (;;) {
        const next = waiting.filter((entry) => entry.dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        waiting.splice(waiting.indexOf(next), 1);
        nowMs = next.dueMs;
        next.call();
      }
      nowMs = untilMs;
    },
    waiting,
  };
}

test('the tour runs through the embedded broker to the panels, with every message understood, and ends without a trace', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guardpost-simulation-'));
  closing.push(async () => rmSync(dataDir, { recursive: true, force: true }));
  const config = demoConfig('panel-secret');
  const broker = await startBroker({ dataDir, config: config.broker, postPassword: 'post-secret', clock: systemClock });
  if (!broker.ok) throw new Error(broker.error.detail);
  closing.push(() => broker.value.stop());
  const refusals: string[] = [];
  broker.value.onRefused((refusal) => refusals.push(`${refusal.what} ${refusal.username} ${refusal.topic}`));
  const recorder = createRecorder();
  const panels = createPanels({
    panels: config.panels,
    mqtt: { url: broker.value.url, username: 'post', password: 'post-secret', clientId: 'post-1', caFile: null },
    clock: systemClock,
  });
  panels.start(recorder);
  closing.push(() => panels.stop());
  const shown: CardNumber[] = [];
  const timer = handTimer();
  const simulation = startSimulation({
    scenario: 'tour',
    readers: config.readers.map((reader) => ({ readerId: reader.id, present: (card: CardNumber) => shown.push(card) > 0 })),
    broker: { url: broker.value.url, username: null, password: 'panel-secret' },
    cards: demoCards(Date.now()),
    standing: [{ panelId: 'office', dialect: simulatedPai, base: 'office' }],
    seed: 1,
    clock: systemClock,
    timer,
  });
  closing.push(() => simulation.stop());
  const conditions = () =>
    recorder.signals().flatMap((signal) => (signal.type === 'condition' ? [`${signal.panelId} ${signal.source} ${signal.condition} ${signal.active}`] : []));
  // All panels have announced themselves and their states are known.
  await recorder.until(() =>
    ['yard', 'store', 'main', 'office'].every((id) =>
      recorder.signals().some((signal) => signal.type === 'availability' && signal.panelId === id && signal.online),
    ),
  );
  timer.goOn(20_000);
  // Each panel has a connection of its own: none of them waits for another.
  const told = ['yard fence-north intrusion true', 'main Mains supply problem true', 'store cold-room battery true'];
  await recorder.until(() => told.every((condition) => conditions().includes(condition)));
  expect(shown.length).toBeGreaterThan(0);
  expect(recorder.signals().every((signal) => !('simulated' in signal) || signal.simulated)).toBe(true);
  const armed = (panelId: string) => recorder.signals().some((signal) => signal.type === 'point' && signal.panelId === panelId && signal.state === 'armedAway');
  for (const panelId of ['office', 'main']) {
    expect(panels.commandsOf(panelId)).toContain('arm');
    const partitions = () =>
      recorder.signals().flatMap((signal) => (signal.type === 'point' && signal.panelId === panelId && signal.kind === 'partition' ? [signal.pointId] : []));
    await recorder.until(() => partitions().length > 0);
    const sent = await panels.command({
      ...{ commandId: `c-${panelId}`, panelId, kind: 'arm', mode: 'away', pointKind: 'partition', pointId: partitions()[0] ?? null },
      ...{ deadlineUtcMs: systemClock.utcMs() + 10_000, code: null },
    });
    expect(sent).toMatchObject({ ok: true });
    await recorder.until(() => armed(panelId));
  }
  await simulation.stop();
  expect(timer.waiting).toEqual([]);
  await recorder.until(() => recorder.signals().filter((signal) => signal.type === 'availability' && !signal.online).length === 4);
  expect(panels.health().flatMap((health) => (health.kind === 'panel' ? [health.cause] : []))).toEqual(Array(4).fill('bridgeOffline'));
  expect(recorder.all().flatMap((message) => (message.problem === null ? [] : [message.problem]))).toEqual([]);
  expect(refusals).toEqual([]);
});
