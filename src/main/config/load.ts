/** Reads the configuration file. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PostConfig } from '../../shared/model/config.ts';
import type { Procedure } from '../../shared/model/procedures.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { parseConfig } from './parse.ts';
import { type ConfigProblem, configProblem } from './problem.ts';
import { parseProcedures } from './procedures.ts';
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
  const parsed = parseConfig(text.value);
  if (!parsed.ok) return parsed;
  const procedures = loadProcedures(file, parsed.value);
  return procedures.ok ? ok({ config: { ...parsed.value, procedures: procedures.value }, file, text: text.value }) : procedures;
}

/** The site's own procedures, from the file that the configuration names. Problems name that file and its line. */
function loadProcedures(configFile: string, { proceduresFile }: PostConfig): Result<readonly Procedure[], ConfigProblem[]> {
  if (proceduresFile === undefined) return ok([]);
  const text = readText(resolve(dirname(configFile), proceduresFile));
  if (!text.ok) return fail(text.error.map(({ code, right: should }) => configProblem(code, 'proceduresFile', null, should ?? null)));
  const procedures = parseProcedures(text.value);
  if (procedures.ok) return procedures;
  const at = (line: number | null): string => (line === null ? proceduresFile : `${proceduresFile} ${line}`);
  return fail(
    procedures.error.map(({ code, key, line, right: should }) => configProblem(code, `proceduresFile (${at(line)}) ${key}`.trimEnd(), null, should ?? null)),
  );
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
