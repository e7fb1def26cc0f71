import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createDialect } from '../../../../src/main/devices/panels/create-dialect.ts';
import type { PanelDialect } from '../../../../src/main/devices/panels/dialect.ts';
import { demoCardPin } from '../../../../src/main/devices/simulate/demo-config.ts';
import { demoCards, demoHolders, demoPanels, demoReaders, unknownCards } from '../../../../src/main/devices/simulate/index.ts';
import { type DemoPanelId, demoPanelTopics } from '../../../../src/main/devices/simulate/panel-topics.ts';
import { createSeededRandom } from '../../../../src/main/devices/simulate/random.ts';
import { encodeForReader } from '../../../../src/main/devices/simulate/reader.ts';
import { type ScenarioName, scenarioNames, scenarioStreams } from '../../../../src/main/devices/simulate/scenario.ts';
import type { Action } from '../../../../src/main/devices/simulate/scenario-step.ts';
import { parseMrz } from '../../../../src/shared/model/mrz/parse-mrz.ts';

const nowUtcMs = Date.UTC(2026, 0, 15, 8);

/** What happens in the first `untilMs`, in order, with the time of each. */
function course(name: ScenarioName, seed: number, untilMs: number) {
  const input = { random: createSeededRandom(seed), cards: demoCards(nowUtcMs), unknown: unknownCards, nowUtcMs };
  const streams = scenarioStreams(name, input).map((stream) => ({ steps: stream[Symbol.iterator](), atMs: 0 }));
  return streams
    .flatMap(({ steps }) => {
      const happened = [];
      let atMs = 0;
      for (let next = steps.next(); next.done !== true; next = steps.next()) {
        atMs += next.value.afterMs;
        if (atMs > untilMs) break;
        happened.push({ atMs, action: next.value.action });
      }
      return happened;
    })
    .sort((a, b) => a.atMs - b.atMs);
}

/** Panels that have announced themselves; they remember, so each test has its own. */
let dialects: readonly PanelDialect[] = [];
beforeEach(() => {
  dialects = demoPanels.map((panel) => createDialect(panel, { meaning: () => null }));
  for (const [panelId, panel] of Object.entries(demoPanelTopics)) for (const spoken of panel.announcements()) understand(panelId as DemoPanelId, spoken);
});
const hourMs = 3_600_000;

function understand(panelId: DemoPanelId, publication: { topic: string; payload: string; retain: boolean }) {
  const message = { topic: publication.topic, payload: Buffer.from(publication.payload), retained: false };
  return dialects.flatMap((dialect) => (dialect.panelId === panelId ? [dialect.parse(message, 0)] : []));
}

/** The reader is there and has the part for it. */
function canDo(action: Exclude<Action, { type: 'panel' }>): boolean {
  const reader = demoReaders.find((config) => config.id === action.readerId);
  if (reader === undefined) return false;
  if (action.type === 'card') return encodeForReader(reader, action.card) !== null;
  return action.type === 'document' ? reader.protocol === 'mrz' && parseMrz(action.lines, nowUtcMs).ok : reader.protocol === 'osdp';
}

describe('the scenarios', () => {
  test.each(scenarioNames)('%s is the same each time with the same seed', (name) => {
    expect(course(name, 7, hourMs)).toEqual(course(name, 7, hourMs));
    expect(course(name, 7, hourMs).length).toBeGreaterThan(5);
  });

  test.each(scenarioNames)('%s publishes only what the configured panels understand, and shows cards that the readers can send', (name) => {
    for (const [panelId, panel] of Object.entries(demoPanelTopics)) {
      const spoken = [...panel.announcements(), ...(panel.heartbeat === null ? [] : [panel.heartbeat])];
      for (const publication of spoken) expect(understand(panelId as DemoPanelId, publication)).toMatchObject([{ problem: null }]);
    }
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        for (const { action } of course(name, seed, hourMs)) {
          if (action.type === 'panel') expect(understand(action.panelId, action.publication)).toMatchObject([{ problem: null }]);
          else expect(canDo(action)).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });

  test('the tour has a card every 5 to 12 s, an alarm within 20 s and a few that stand', () => {
    const happened = course('tour', 1, hourMs);
    const cardTimes = happened.flatMap(({ atMs, action }) => (action.type === 'card' ? [atMs] : []));
    const pauses = cardTimes.slice(1).map((atMs, index) => atMs - (cardTimes[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(12_000);
    const soon = course('tour', 1, 20_000).flatMap(({ action }) => (action.type === 'panel' ? understand(action.panelId, action.publication) : []));
    const raised = soon
      .flatMap((reading) => reading?.signals ?? [])
      .flatMap((signal) => (signal.type === 'condition' && signal.active ? [signal.condition] : []));
    expect(raised).toEqual(['battery', 'problem', 'intrusion']);
  });

  test('in the tour people fetch things from the store with their PIN, now and then a wrong one, and a turnstile is tampered with for a moment', () => {
    const actions = course('tour', 2, 2 * hourMs).map(({ action }) => action);
    const atStore = actions.filter((action) => action.type !== 'panel' && action.readerId === 'store-door');
    expect(atStore.length).toBeGreaterThan(20);
    expect(atStore.map(({ type }) => type)).toEqual(atStore.map((_, index) => (index % 2 === 0 ? 'card' : 'keys')));
    const typed = new Set(atStore.flatMap((action) => (action.type === 'keys' ? [action.keys] : [])));
    expect(typed).toEqual(new Set([`${demoCardPin}#`, '1111#']));
    const tampered = actions.flatMap((action) => (action.type === 'tamper' ? [action.on] : []));
    expect(tampered.slice(0, 4)).toEqual([true, false, true, false]);
  });

  test('in the quiet night there is one break-in, and in the fire there is smoke in two places', () => {
    const raised = (name: ScenarioName) =>
      course(name, 3, hourMs)
        .flatMap(({ action }) => (action.type === 'panel' ? understand(action.panelId, action.publication) : []))
        .flatMap((reading) =>
          (reading?.signals ?? []).flatMap((signal) => (signal.type === 'condition' && signal.active ? [`${signal.source} ${signal.condition}`] : [])),
        );
    expect(raised('quiet-night')).toEqual(['fence-east intrusion', 'gate intrusion', 'Main building intrusion']);
    expect(raised('fire')).toEqual(['Smoke, canteen fire', 'hall-1 fire', 'Mains supply problem']);
  });

  test('most who come by in the tour go in and out in turn', () => {
    const inside = new Map<string, boolean>();
    const good = new Set(demoCards(nowUtcMs).flatMap((card) => (card.status === 'active' ? [card.number] : [])));
    for (const { action } of course('tour', 5, hourMs)) {
      if (action.type !== 'card' || !good.has(action.card.number) || action.card.format !== 'em4100') continue;
      const isOut = action.readerId === 'north-out';
      if (isOut) expect(inside.get(action.card.number)).toBe(true);
      inside.set(action.card.number, !isOut);
    }
    expect([...inside.values()]).toContain(false);
  });
});

describe('the people of the demo', () => {
  test('are about two dozen, each card belongs to one of them, and every kind of refusal can be shown', () => {
    const cards = demoCards(nowUtcMs);
    const holders = new Set(demoHolders.map((holder) => holder.holderId));
    expect(holders.size).toBe(24);
    expect(cards.every((card) => holders.has(card.holderId))).toBe(true);
    expect(new Set(cards.map((card) => `${card.format} ${card.facility} ${card.number}`)).size).toBe(cards.length);
    expect(cards.filter((card) => card.format === 'em4100').every((card) => /^[0-9A-F]{10}$/.test(card.number))).toBe(true);
    expect(new Set(cards.map((card) => card.status))).toEqual(new Set(['active', 'blocked', 'lost']));
    expect(cards.some((card) => (card.validUntilUtcMs ?? nowUtcMs) < nowUtcMs)).toBe(true);
    expect(cards.some((card) => (card.validFromUtcMs ?? 0) > nowUtcMs)).toBe(true);
    const known = new Set(cards.map((card) => card.number));
    expect(unknownCards.some((card) => known.has(card.number))).toBe(false);
  });
});
