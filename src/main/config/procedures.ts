/**
 * Procedures (post orders) as text → checked procedures; the shipped ones and a site's own are written the same way (YAML,
 * so JSON too). Pure. A step leads to later steps only, so every procedure has an end.
 */
import { type Document, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { alarmCategories } from '../../shared/model/alarms.ts';
import type { Procedure, WordsIn } from '../../shared/model/procedures.ts';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { explainIssues } from './explain.ts';
import { lineOf } from './locate.ts';
import { type ConfigProblem, type ConfigProblemCode, configProblem, keyOf } from './problem.ts';
import { oneOf, type Right, right } from './right.ts';
import { id, section, text } from './schema-parts.ts';

/** More than any site needs; keeps a wrong file from eating the memory. */
const maxCharacters = 1_000_000;
/** Number keys answer. */
const mostAnswers = 9;

/** The same words for each language, or words in each. */
const words = z.union([text, section({ en: text, zh: text })]);
const answer = section({ answerId: id, words, next: id.optional() });
const step = section({ stepId: id, words, answers: z.array(answer).max(mostAnswers).optional(), next: id.optional() });
const procedure = section({
  procedureId: id,
  version: z.int().min(1),
  title: words,
  forSources: z.array(section({ panelId: id, source: text })).optional(),
  forConditions: z.array(text).optional(),
  forCategories: z.array(z.enum(alarmCategories)).optional(),
  steps: z.array(step).min(1).max(60),
});
const file = section({ procedures: z.array(procedure).max(200) });
type ProcedureFile = z.infer<typeof file>;
type Entry = ProcedureFile['procedures'][number];
type Step = Entry['steps'][number];

/** Checks the text of a procedures file. Every problem is told, with its line. */
export function parseProcedures(source: string): Result<Procedure[], ConfigProblem[]> {
  if (source.length > maxCharacters) return fail([configProblem('yamlSyntax', '', null, right('shortFile'))]);
  const lines = new LineCounter();
  const document = parseDocument(source.replace(/^\uFEFF/, ''), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) return fail([configProblem('yamlSyntax', '', broken.linePos?.[0].line ?? null, right('procedures'))]);
  const plain = toPlain(document);
  if (!plain.ok) return fail([configProblem('yamlSyntax', '', null, right('fewAliases'))]);
  const checked = file.safeParse(plain.value ?? {});
  if (!checked.success) return fail(explainIssues(checked.error.issues, document, lines));
  const problems = misfits(checked.data).map(({ code, path, should }) => configProblem(code, keyOf(path), lineOf(document, lines, path), should));
  return problems.length > 0 ? fail(problems) : ok(checked.data.procedures.map(filled));
}

function toPlain(document: Document): Result<unknown, null> {
  try {
    return ok(document.toJS({ maxAliasCount: 50 }));
  } catch {
    // The library throws on an alias bomb; any other throw means as much to the person: this YAML can't be used.
    return fail(null);
  }
}

interface Misfit {
  readonly code: ConfigProblemCode;
  readonly path: readonly PropertyKey[];
  readonly should: Right | null;
}

/** What no single key shows: names that are used twice, and steps that lead nowhere or back. */
function misfits({ procedures }: ProcedureFile): Misfit[] {
  return [
    ...doubles(procedures.map(({ procedureId }) => procedureId)).map((at) => twice(['procedures', at, 'procedureId'])),
    ...procedures.flatMap(({ steps }, at) => stepMisfits(steps, ['procedures', at, 'steps'])),
  ];
}

function stepMisfits(steps: readonly Step[], path: readonly PropertyKey[]): Misfit[] {
  const stepIds = steps.map(({ stepId }) => stepId);
  const wrongWay = (next: string | undefined, index: number, at: readonly PropertyKey[]): Misfit[] => {
    const later = stepIds.slice(index + 1);
    return next === undefined || later.includes(next) ? [] : [{ code: 'notAllowed', path: at, should: oneOf(later) }];
  };
  return [
    ...doubles(stepIds).map((at) => twice([...path, at, 'stepId'])),
    ...steps.flatMap(({ answers = [], next }, index) => [
      // After a question it goes on by the answer alone.
      ...(answers.length > 0 && next !== undefined ? [{ code: 'unknownKey' as const, path: [...path, index, 'next'], should: oneOf('answers') }] : []),
      ...(answers.length > 0 ? [] : wrongWay(next, index, [...path, index, 'next'])),
      ...doubles(answers.map(({ answerId }) => answerId)).map((at) => twice([...path, index, 'answers', at, 'answerId'])),
      ...answers.flatMap((one, at) => wrongWay(one.next, index, [...path, index, 'answers', at, 'next'])),
    ]),
  ];
}

const twice = (path: readonly PropertyKey[]): Misfit => ({ code: 'duplicateId', path, should: null });

/** Where a name comes up that was there before. */
const doubles = (names: readonly string[]): readonly number[] => names.flatMap((one, at) => (names.indexOf(one) < at ? [at] : []));

const inEach = (said: Step['words']): WordsIn => (typeof said === 'string' ? { en: said, zh: said } : said);

function filled({ procedureId, version, title, forSources = [], forConditions = [], forCategories = [], steps }: Entry): Procedure {
  return {
    procedureId,
    version,
    title: inEach(title),
    forSources,
    forConditions,
    forCategories,
    steps: steps.map(({ stepId, words: said, answers = [], next = null }) => ({
      stepId,
      words: inEach(said),
      answers: answers.map((one) => ({ answerId: one.answerId, words: inEach(one.words), next: one.next ?? null })),
      next,
    })),
  };
}
