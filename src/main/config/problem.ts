/** What is wrong with a configuration, so that a person can mend it: line, key, and what is allowed. Never holds a value (it may be a password). */

import { config as english } from '../../shared/i18n/en/config.ts';
import { type Right, rightText } from './right.ts';

export const configProblemCodes = [
  'notFound',
  'unreadable',
  'notWritten',
  'yamlSyntax',
  'unknownKey',
  'missing',
  'wrongType',
  'notAllowed',
  'outOfRange',
  'duplicateId',
  'duplicatePath',
  'duplicateAddress',
  'duplicateBase',
] as const;
export type ConfigProblemCode = (typeof configProblemCodes)[number];

export interface ConfigProblem {
  /** Line in the file, from 1; null where no line is to blame. */
  readonly line: number | null;
  /** `readers[0].baudRate`; empty for the file as a whole. */
  readonly key: string;
  readonly code: ConfigProblemCode;
  /** What would be right, in English; null where there is nothing to choose. */
  readonly allowed: string | null;
  /** The same by code, for the catalogue; absent where `allowed` is null or the system's own words. */
  readonly right?: Right;
  /** One English sentence for logs and scripts; screens use the catalogue by `code`. */
  readonly message: string;
}

/** `why` is the system's own word where there is nothing to choose (a disk that can't be written). */
export function configProblem(
  code: ConfigProblemCode,
  key: string,
  line: number | null,
  should: Right | null = null,
  why: string | null = null,
): ConfigProblem {
  const where = [line === null ? '' : `line ${line}`, key].filter(Boolean).join(': ');
  const allowed = should === null ? why : rightText(should);
  const what = allowed === null ? english.problem[code] : `${english.problem[code]} (allowed: ${allowed})`;
  return { line, key, code, allowed, ...(should === null ? {} : { right: should }), message: where ? `${where}: ${what}` : what };
}

/** `['readers', 0, 'baudRate']` → `readers[0].baudRate`. */
export function keyOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)), '');
}
