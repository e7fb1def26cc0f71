/** Lets the simulated devices of a post play a scenario. Real devices are never touched. */
import type { PanelConfig } from '../../shared/model/config.ts';
import { demoCards, type StandingPanel, simulatedDialect, startSimulation } from '../devices/simulate/index.ts';
import type { Parts } from './services.ts';

export interface SimulatedDevices {
  stop(): Promise<void>;
}

const seed = 20_260_101;

/** Begins when the configuration marks panels as simulated and their broker is known; null otherwise. */
export async function startSimulatedDevices({ options, readers, panelLink, simulationPassword, clock }: Parts): Promise<SimulatedDevices | null> {
  const { config, scenario = 'tour' } = options;
  const url = config.mqtt?.url ?? panelLink.brokerUrl();
  if (scenario === null || url === null || !config.panels.some((panel) => panel.simulated)) return null;
  const broker =
    config.mqtt === null
      ? { url, username: null, password: simulationPassword }
      : { url, username: config.mqtt.username, password: config.mqtt.password ?? '' };
  return startSimulation({
    scenario,
    readers: [...readers.simulated.values()],
    broker,
    cards: demoCards(clock.utcMs()),
    standing: config.panels.flatMap(standingPanel),
    seed,
    clock,
  });
}

/** Simulated panels whose topics are their dialect's own; the scenario plays the others. */
function standingPanel(panel: PanelConfig): readonly StandingPanel[] {
  if (!panel.simulated || panel.dialect === 'home-assistant' || panel.dialect === 'mapping' || panel.dialect === 'sia') return [];
  const dialect = simulatedDialect(panel.dialect);
  return dialect === null ? [] : [{ panelId: panel.id, dialect, base: panel.base }];
}
