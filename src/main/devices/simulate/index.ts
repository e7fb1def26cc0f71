/**
 * Simulated readers and panels: real bytes and real topics from scripted scenarios, for the demo, the tests and the bench.
 * Must not be used by a post whose devices are real.
 */
export { demoCards, demoHolders, unknownCards } from './demo-cards.ts';
export { demoConfig, demoPanels, demoReaders } from './demo-config.ts';
export { isSimulatedOsdp, type SimulatedOsdpReader } from './osdp/reader.ts';
export { simulatedDialect } from './panels/index.ts';
export { type StandingPanel, startSimulation } from './scenario-run.ts';
