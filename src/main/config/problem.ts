/** What is wrong with a configuration, so that a person can mend it: line, key, and what is allowed. Never holds a value (it may be a password). */

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
] as const;
export type ConfigProblemCode = (typeof configProblemCodes)[number];

export interface ConfigProblem {
  /** Line in the file, from 1; null where no line is to blame. */
  readonly line: number | null;
  /** `readers[0].baudRate`; empty for the file as a whole. */
  readonly key: string;
  readonly code: ConfigProblemCode;
  /** What would be right; null where there is nothing to choose. */
  readonly allowed: string | null;
  /** One English sentence for logs and scripts; screens use the catalogue by `code`. */
  readonly message: string;
}

const sentences: { readonly [code in ConfigProblemCode]: string } = {
  notFound: 'the file does not exist',
  unreadable: 'the file can not be read',
  notWritten: 'the file could not be written; the old one is untouched',
  yamlSyntax: 'this is not valid YAML',
  unknownKey: 'unknown key',
  missing: 'is missing',
  wrongType: 'has the wrong kind of value',
  notAllowed: 'has a value that is not allowed',
  outOfRange: 'is out of range',
  duplicateId: 'is used twice',
  duplicatePath: 'is already the port of another reader',
};

export function configProblem(code: ConfigProblemCode, key: string, line: number | null, allowed: string | null = null): ConfigProblem {
  const where = [line === null ? '' : `line ${line}`, key].filter(Boolean).join(': ');
  const what = allowed === null ? sentences[code] : `${sentences[code]} (allowed: ${allowed})`;
  return { line, key, code, allowed, message: where ? `${where}: ${what}` : what };
}

/** `['readers', 0, 'baudRate']` → `readers[0].baudRate`. */
export function keyOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)), '');
}
