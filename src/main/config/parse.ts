/** YAML text → checked configuration with defaults. Pure: touches no file. */
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { PostConfig } from '../../shared/model/config.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { crossCheck } from './cross-checks.ts';
import { explainIssues } from './explain.ts';
import { fillDefaults } from './fill.ts';
import { lineOf } from './locate.ts';
import { type ConfigProblem, configProblem, keyOf } from './problem.ts';
import { type RightCode, right } from './right.ts';
import { configSchema } from './schema.ts';

/** More than any post needs; keeps a wrong file from eating the memory. */
const maxCharacters = 1_000_000;

/** Checks the text of a configuration file. Every problem is told, not only the first. */
export function parseConfig(text: string): Result<PostConfig, ConfigProblem[]> {
  if (text.length > maxCharacters) return fail([configProblem('yamlSyntax', '', null, right('shortFile'))]);
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines });
  if (document.errors.length > 0) return fail(document.errors.map((error) => syntaxProblem(error)));
  const plain = toPlain(document);
  if (!plain.ok) return fail([configProblem('yamlSyntax', '', null, right('fewAliases'))]);
  const checked = configSchema.safeParse(plain.value ?? {});
  if (!checked.success) return fail(explainIssues(checked.error.issues, document, lines));
  const problems = crossCheck(checked.data).map(({ code, path, should }) => configProblem(code, keyOf(path), lineOf(document, lines, path), should));
  return problems.length > 0 ? fail(problems) : ok(fillDefaults(checked.data));
}

function toPlain(document: Document): Result<unknown, null> {
  try {
    return ok(document.toJS({ maxAliasCount: 50 }));
  } catch {
    // The library throws on an alias bomb; any other throw means as much to the person: this YAML can't be used.
    return fail(null);
  }
}

/** What is right, by the code of the library's complaint (its own sentences are for programmers). */
const rightYaml: { readonly [code: string]: RightCode } = {
  DUPLICATE_KEY: 'keysOnce',
  TAB_AS_INDENT: 'spaces',
  MULTIPLE_DOCS: 'oneDocument',
  BAD_INDENT: 'sameColumn',
  MISSING_CHAR: 'closed',
  BLOCK_AS_IMPLICIT_KEY: 'keyPerLine',
  MULTILINE_IMPLICIT_KEY: 'colonAndSpace',
  BAD_SCALAR_START: 'quotes',
  BAD_DQ_ESCAPE: 'backslash',
};

function syntaxProblem(error: { code: string; linePos?: [{ line: number }, { line: number }] | [{ line: number }] }): ConfigProblem {
  return configProblem('yamlSyntax', '', error.linePos?.[0].line ?? null, right(rightYaml[error.code] ?? 'likeSample'));
}
