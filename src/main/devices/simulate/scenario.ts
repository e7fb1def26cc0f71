/**
 * Scripted scenarios: what happens at the post and when, as plain steps. Pure: the same seed gives the same steps.
 * Must not know readers, brokers or timers.
 */
import { type DemoPanelId, demoPanelTopics, mainPanel, type Publication, storePanel, yardPanel } from './panel-topics.ts';
import type { SeededRandom } from './random.ts';
import { createCrowd } from './scenario-crowd.ts';
import type { ScenarioInput, Step } from './scenario-step.ts';

export const scenarioNames = ['morning-rush', 'quiet-night', 'fire', 'tour'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** The streams of a scenario run side by side, each step after the one before. A stream may go on for ever. */
export function scenarioStreams(name: ScenarioName, input: ScenarioInput): readonly Iterable<Step>[] {
  const { random } = input;
  const crowd = createCrowd(input);
  switch (name) {
    case 'morning-rush':
      return [crowd.arrivals({ everyMs: [900, 4000], oddOneIn: 9 }), [panel(30_000, 'main', mainPanel.partition('disarmed')), visitorsPassport(20_000)]];
    case 'quiet-night':
      return [crowd.comings({ everyMs: [240_000, 600_000], oddOneIn: 20 }), quietNight(random)];
    case 'fire':
      return [crowd.departures({ everyMs: [1200, 4000] }), fire()];
    case 'tour':
      return [crowd.comings({ everyMs: [5000, 12_000], oddOneIn: 5 }), tourAlarms(random)];
  }
}

const panel = (afterMs: number, panelId: DemoPanelId, publication: Publication): Step => ({ afterMs, action: { type: 'panel', panelId, publication } });

const tamper = (afterMs: number, readerId: string, on: boolean): Step => ({ afterMs, action: { type: 'tamper', readerId, on } });

/** A passport of a country that there is not. */
const passport = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F3404159<<<<<<<<<<<<<<04'];
const visitorsPassport = (afterMs: number): Step => ({ afterMs, action: { type: 'document', readerId: 'doc-scanner', lines: passport } });

/** One break-in: the fence, the yard gate, then the building's panel goes off. */
function* quietNight(random: SeededRandom): Generator<Step> {
  yield panel(2000, 'main', mainPanel.partition('armed_night'));
  yield panel(random.between(60_000, 180_000), 'yard', yardPanel.zone('fence-east', 'open'));
  yield panel(9000, 'yard', yardPanel.zone('gate', 'open'));
  yield panel(14_000, 'main', mainPanel.sensor('frontDoor', true));
  yield panel(5000, 'main', mainPanel.partition('triggered'));
  yield panel(240_000, 'yard', yardPanel.zone('fence-east', 'closed'));
  yield panel(10_000, 'yard', yardPanel.zone('gate', 'closed'));
  yield panel(20_000, 'main', mainPanel.sensor('frontDoor', false));
  yield panel(1000, 'main', mainPanel.partition('armed_night'));
}

/** Smoke in the canteen, then in the store beside it; the sensors clear when the air is clean. */
function* fire(): Generator<Step> {
  yield panel(4000, 'main', mainPanel.sensor('smokeCanteen', true));
  yield panel(6000, 'store', storePanel.sensor('hall-1', 'fire'));
  yield panel(3000, 'main', mainPanel.sensor('mains', true));
  yield panel(180_000, 'main', mainPanel.sensor('mains', false));
  yield panel(60_000, 'main', mainPanel.sensor('smokeCanteen', false));
  yield panel(15_000, 'store', storePanel.sensor('hall-1', 'normal'));
}

/** A bit of everything, with long pauses: two troubles that stand, an intrusion soon, the rest round after round. */
function* tourAlarms(random: SeededRandom): Generator<Step> {
  yield panel(1500, 'store', storePanel.sensor('cold-room', 'low'));
  yield panel(500, 'main', mainPanel.sensor('mains', true));
  yield panel(10_000, 'yard', yardPanel.zone('fence-north', 'open'));
  yield panel(40_000, 'yard', yardPanel.zone('fence-north', 'closed'));
  for (;;) {
    yield panel(random.between(20_000, 40_000), 'main', mainPanel.sensor('waterCellar', true));
    yield panel(random.between(20_000, 30_000), 'main', mainPanel.sensor('frontDoor', true));
    yield panel(6000, 'main', mainPanel.sensor('frontDoor', false));
    yield panel(random.between(30_000, 60_000), 'main', mainPanel.sensor('tamperOffice', true));
    yield panel(12_000, 'main', mainPanel.sensor('tamperOffice', false));
    yield panel(random.between(40_000, 60_000), 'main', mainPanel.sensor('waterCellar', false));
    yield panel(random.between(30_000, 60_000), 'main', mainPanel.sensor('smokeCanteen', true));
    yield panel(45_000, 'main', mainPanel.sensor('smokeCanteen', false));
    yield tamper(random.between(30_000, 60_000), 'turnstile-2', true);
    yield tamper(15_000, 'turnstile-2', false);
    yield panel(random.between(40_000, 80_000), 'yard', yardPanel.zone('gate', 'tamper'));
    yield panel(25_000, 'yard', yardPanel.zone('gate', 'closed'));
  }
}

/** The panels that a scenario needs. */
export const scenarioPanelIds = Object.keys(demoPanelTopics) as readonly DemoPanelId[];
