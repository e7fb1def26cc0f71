/** YAML text → checked configuration with defaults. Pure: touches no file. */
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { PostConfig } from '../../shared/model/config.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { categoryOf } from './categories.ts';
import { explainIssues } from './explain.ts';
import { fillDefaults } from './fill.ts';
import { lineOf } from './locate.ts';
import { type ConfigProblem, configProblem, keyOf } from './problem.ts';
import { type ConfigFile, configSchema, type WordEntry } from './schema.ts';

/** More than any post needs; keeps a wrong file from eating the memory. */
const maxCharacters = 1_000_000;

/** Checks the text of a configuration file. Every problem is told, not only the first. */
export function parseConfig(text: string): Result<PostConfig, ConfigProblem[]> {
  if (text.length > maxCharacters) return fail([configProblem('yamlSyntax', '', null, 'at most 1 MB of text')]);
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines });
  if (document.errors.length > 0) return fail(document.errors.map((error) => syntaxProblem(error)));
  const plain = toPlain(document);
  if (!plain.ok) return fail([configProblem('yamlSyntax', '', null, 'few anchors and aliases')]);
  const checked = configSchema.safeParse(plain.value ?? {});
  if (!checked.success) return fail(explainIssues(checked.error.issues, document, lines));
  const doubles = findDoubles(checked.data).map(({ code, path }) =>
    configProblem(code, keyOf(path), lineOf(document, lines, path), code === 'duplicateId' ? ownId : null),
  );
  const gaps = findGaps(checked.data).map(({ path, allowed }) => configProblem('missing', keyOf(path), lineOf(document, lines, path), allowed));
  const delayed = findDelays(checked.data).map((path) => configProblem('notAllowed', keyOf(path), lineOf(document, lines, path), neverDelayed));
  const problems = [...gaps, ...doubles, ...delayed];
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
const rightYaml: { readonly [code: string]: string } = {
  DUPLICATE_KEY: 'each key once',
  TAB_AS_INDENT: 'spaces at the beginning of a line, no tabs',
  MULTIPLE_DOCS: 'one document, so no second ---',
  BAD_INDENT: 'keys of one level begin in the same column',
  MISSING_CHAR: 'every { [ and quote closed, a colon and a space after a key',
  BLOCK_AS_IMPLICIT_KEY: 'one key with its value for each line',
  MULTILINE_IMPLICIT_KEY: 'a colon and a space after each key',
  BAD_SCALAR_START: 'quotes around a text that begins with a special character',
  BAD_DQ_ESCAPE: 'a backslash in double quotes written twice',
};
const anyYaml = 'keys and values as in the sample configuration';

function syntaxProblem(error: { code: string; linePos?: [{ line: number }, { line: number }] | [{ line: number }] }): ConfigProblem {
  return configProblem('yamlSyntax', '', error.linePos?.[0].line ?? null, rightYaml[error.code] ?? anyYaml);
}

interface Found {
  readonly code: 'duplicateId' | 'duplicatePath';
  readonly path: readonly PropertyKey[];
}

/** The broker's own entry among the devices, and the source of the alarms of the post itself. */
const reservedIds = ['broker', 'post'];
const ownId = 'an id that no other reader or panel has, and neither broker nor post';

function findDoubles(file: ConfigFile): Found[] {
  const readers = file.readers ?? [];
  // Health, alarms and the log name a device by its id alone, so readers, panels and what the post itself is called share one set.
  const ids = [...reservedIds, ...readers.map((reader) => reader.id), ...(file.panels ?? []).map((panel) => panel.id)];
  return [
    ...repeated(ids)
      .map((at) => at - reservedIds.length)
      .map((at): Found => ({ code: 'duplicateId', path: at < readers.length ? ['readers', at, 'id'] : ['panels', at - readers.length, 'id'] })),
    ...repeated(readers.map((reader) => (reader.simulated ? undefined : reader.path))).map(
      (at): Found => ({ code: 'duplicatePath', path: ['readers', at, 'path'] }),
    ),
  ];
}

/** Indexes of values that came before. */
function repeated(values: readonly (string | undefined)[]): number[] {
  return values.flatMap((value, at) => (value !== undefined && values.indexOf(value) < at ? [at] : []));
}

function findGaps(file: ConfigFile): { path: readonly PropertyKey[]; allowed: string }[] {
  return (file.readers ?? []).flatMap((reader, at) =>
    reader.path === undefined && reader.simulated !== true ? [{ path: ['readers', at, 'path'], allowed: 'the serial port, such as /dev/ttyUSB0' }] : [],
  );
}

const neverDelayed = '0: danger to life and hold-up are never delayed';

/** Delays where an alarm must not wait (the rule itself stands in core/alarms/delay.ts; here it is told to the installer). */
function findDelays(file: ConfigFile): (readonly PropertyKey[])[] {
  return (file.panels ?? []).flatMap((panel, at) =>
    panel.dialect === 'mapping'
      ? Object.entries(panel.words).flatMap(([word, meaning]) => delaysOf(meaning).map((key) => ['panels', at, 'words', word, key]))
      : [],
  );
}

function delaysOf(meaning: WordEntry): readonly ('onDelaySeconds' | 'offDelaySeconds')[] {
  if (typeof meaning === 'string') return [];
  const category = meaning.category ?? categoryOf(meaning.condition);
  if (category !== 'life' && category !== 'holdUp') return [];
  return (['onDelaySeconds', 'offDelaySeconds'] as const).filter((key) => (meaning[key] ?? 0) > 0);
}
