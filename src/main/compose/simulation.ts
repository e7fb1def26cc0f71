/** Lets the simulated devices of a post play a scenario. Real devices are never touched. */
import { demoCards, startSimulation } from '../devices/simulate/index.ts';
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
  return startSimulation({ scenario, readers: [...readers.simulated.values()], broker, cards: demoCards(clock.utcMs()), seed, clock });
}
