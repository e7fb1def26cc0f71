/**
 * Simulated readers and panels: real bytes and real topics from scripted scenarios, for the demo, the tests and the bench.
 * Must not be used by a post whose devices are real.
 */
export { type DemoCard, type DemoHolder, demoCards, demoHolders, unknownCards } from './demo-cards.ts';
export { demoConfig, demoPanels, demoReaders, simulatedPanelUsers } from './demo-config.ts';
export { type ScenarioName, scenarioNames } from './scenario.ts';
export { type CardPresenter, type Simulation, type StartSimulationOptions, startSimulation } from './scenario-run.ts';
