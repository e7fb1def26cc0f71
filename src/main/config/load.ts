/** Reads the configuration file. */
import { readFileSync } from 'node:fs';
import type { PostConfig } from '../../shared/model/config.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { parseConfig } from './parse.ts';
import { type ConfigProblem, configProblem } from './problem.ts';
import { right } from './right.ts';

export interface LoadedConfig {
  readonly config: PostConfig;
  readonly file: string;
  readonly text: string;
}

/** Loads and checks; problems carry line, key and what is allowed. `notFound` alone means: set up the post first. */
export function loadConfig(file: string): Result<LoadedConfig, ConfigProblem[]> {
  const text = readText(file);
  if (!text.ok) return text;
  const config = parseConfig(text.value);
  return config.ok ? ok({ config: config.value, file, text: text.value }) : config;
}

/** The text of the file as it is. */
export function readText(file: string): Result<string, ConfigProblem[]> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return fail([configProblem(code === 'ENOENT' ? 'notFound' : 'unreadable', '', null, code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? right('utf8') : null)]);
  }
}
