/**
 * Runs a scenario: cards to the simulated readers, publications to simulated panels, in its own time.
 * Must not touch anything but the simulated devices.
 */
import type { CardNumber, Credential } from '../../../shared/model/cards.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { unknownCards } from './demo-cards.ts';
import { createSimulatedPanel, type SimulatedPanel } from './panel.ts';
import { demoPanelTopics } from './panel-topics.ts';
import type { SimulatedDialect } from './panels/simulated-dialect.ts';
import { createSeededRandom } from './random.ts';
import { type ScenarioName, scenarioPanelIds, scenarioStreams } from './scenario.ts';
import type { Action, Step } from './scenario-step.ts';

/** What a scenario needs of a simulated reader. */
export interface CardPresenter {
  readonly readerId: string;
  /** False: nothing was sent. */
  present(card: CardNumber): boolean;
  keys?(keys: string): boolean;
  tamper?(on: boolean): void;
  presentDocument?(lines: readonly string[]): boolean;
}

/** Timers from outside, so that tests own the time. */
export interface ScenarioTimer {
  /** Calls back once after `afterMs`; answers how to call it off. */
  after(afterMs: number, call: () => void): () => void;
}

export interface StandingPanel {
  readonly panelId: string;
  readonly dialect: SimulatedDialect;
  readonly base: string;
}

export interface StartSimulationOptions {
  readonly scenario: ScenarioName;
  readonly readers: readonly CardPresenter[];
  /** `username` null: each panel signs in as `sim-<panel id>`, see `simulatedPanelUsers`. */
  readonly broker: { readonly url: string; readonly username: string | null; readonly password: string };
  readonly cards: readonly Credential[];
  /** Panels besides those of the scenario. */
  readonly standing?: readonly StandingPanel[];
  readonly seed: number;
  readonly clock: Clock;
  /** 2 = twice as fast. */
  readonly speed?: number;
  readonly timer?: ScenarioTimer;
  /** Tells each action as it is done. */
  readonly onAction?: (action: Action) => void;
}

export interface Simulation {
  /** Ends all; the panels say `offline` first. */
  stop(): Promise<void>;
}

const heartbeatMs = 20_000;

/** Begins at once; a broker that is not there yet is waited for. */
export function startSimulation(options: StartSimulationOptions): Simulation {
  const speed = options.speed ?? 1;
  const panels = [
    ...scenarioPanelIds.map((panelId) => simulatedPanel(panelId, options, speed)),
    ...(options.standing ?? []).map((panel) => standingPanel(panel, options)),
  ];
  for (const panel of panels) panel.start();
  const act = (action: Action): void => {
    if (action.type !== 'panel') doAtReader(action, options.readers);
    else panels.find((panel) => panel.panelId === action.panelId)?.publish(action.publication);
    options.onAction?.(action);
  };
  const input = { random: createSeededRandom(options.seed), cards: options.cards, unknown: unknownCards, nowUtcMs: options.clock.utcMs() };
  const ends = scenarioStreams(options.scenario, input).map((steps) => runStream(steps, options.timer ?? systemTimer, speed, act));
  return {
    async stop() {
      for (const end of ends) end();
      await Promise.all(panels.map((panel) => panel.stop()));
    },
  };
}

function doAtReader(action: Exclude<Action, { type: 'panel' }>, readers: readonly CardPresenter[]): void {
  const reader = readers.find(({ readerId }) => readerId === action.readerId);
  if (action.type === 'card') reader?.present(action.card);
  else if (action.type === 'keys') reader?.keys?.(action.keys);
  else if (action.type === 'tamper') reader?.tamper?.(action.on);
  else reader?.presentDocument?.(action.lines);
}

function simulatedPanel(panelId: (typeof scenarioPanelIds)[number], options: StartSimulationOptions, speed: number): SimulatedPanel {
  const { announcements, availability, heartbeat, commands } = demoPanelTopics[panelId];
  const { url, username, password } = options.broker;
  return createSimulatedPanel({
    panelId,
    url,
    username: username ?? `sim-${panelId}`,
    password,
    announcements: announcements(),
    availability,
    heartbeat,
    heartbeatMs: heartbeatMs / speed,
    commands,
  });
}

/** A panel that plays no scenario: it tells its states and does what it is told. */
function standingPanel({ panelId, dialect, base }: StandingPanel, { broker }: StartSimulationOptions): SimulatedPanel {
  const { commands } = dialect;
  return createSimulatedPanel({
    panelId,
    url: broker.url,
    username: broker.username ?? `sim-${panelId}`,
    password: broker.password,
    announcements: dialect.announcements(base),
    availability: dialect.availability(base),
    heartbeat: null,
    heartbeatMs,
    commands: commands === null ? null : { filters: commands.filters(base), answer: (topic, payload) => commands.answer(base, topic, payload) },
  });
}

/** One step at a time; answers how to end. */
function runStream(steps: Iterable<Step>, timer: ScenarioTimer, speed: number, act: (action: Action) => void): () => void {
  const iterator = steps[Symbol.iterator]();
  let cancel: () => void = () => undefined;
  const next = (): void => {
    const step = iterator.next();
    if (step.done === true) return;
    cancel = timer.after(step.value.afterMs / speed, () => {
      act(step.value.action);
      next();
    });
  };
  next();
  return () => cancel();
}

const systemTimer: ScenarioTimer = {
  after(afterMs, call) {
    const timer = setTimeout(call, afterMs);
    return () => clearTimeout(timer);
  },
};
