/** The configuration file: check, load, save. Imports no other room; problems are values. */

export { type LoadedConfig, loadConfig } from './load.ts';
export { parseConfig } from './parse.ts';
export type { ConfigProblem } from './problem.ts';
export { redactConfigText } from './redact.ts';
export { type ConfigChanges, saveConfig } from './save.ts';
export { writeWhole } from './write-file.ts';
