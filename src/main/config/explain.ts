/** Turns what zod found into problems with line, key and what is allowed. */
import type { Document, LineCounter } from 'yaml';
import type { z } from 'zod';
import { lineOf } from './locate.ts';
import { nearest } from './nearest.ts';
import { type ConfigProblem, type ConfigProblemCode, configProblem, keyOf } from './problem.ts';
import { oneOf, type Right, type RightCode, right, rightOf } from './right.ts';

type Issue = z.core.$ZodIssue;

export function explainIssues(issues: readonly Issue[], document: Document, lines: LineCounter): ConfigProblem[] {
  return issues.flatMap((issue) => explain(issue, issue.path, document, lines));
}

function explain(issue: Issue, path: readonly PropertyKey[], document: Document, lines: LineCounter): ConfigProblem[] {
  const say = (code: ConfigProblemCode, should: Right | null, at = path): ConfigProblem => configProblem(code, keyOf(at), lineOf(document, lines, at), should);
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(', ');
    return issue.keys.map((key) => say('unknownKey', oneOf(nearest(key, known) ?? issue.message), [...path, key]));
  }
  if (issue.code === 'invalid_union') return explainUnion(issue, path, document, lines, say);
  if (issue.code !== 'custom' && issue.code !== 'invalid_format' && !document.hasIn(path)) return [say('missing', expected(issue))];
  if (issue.code === 'too_small' || issue.code === 'too_big') return [say('outOfRange', expected(issue))];
  return [say(issue.code === 'invalid_type' ? 'wrongType' : 'notAllowed', expected(issue))];
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;
type Say = (code: ConfigProblemCode, should: Right | null) => ConfigProblem;

/** Of the ways a value could have been meant, the one it gets furthest into is the one to explain. */
function explainUnion(issue: UnionIssue, path: readonly PropertyKey[], document: Document, lines: LineCounter, say: Say): ConfigProblem[] {
  const furthest = issue.errors.find((errors) => errors.some((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'));
  if (furthest) return furthest.flatMap((inner) => explain(inner, [...path, ...inner.path], document, lines));
  return [say(document.hasIn(path) ? 'notAllowed' : 'missing', choicesOf(issue))];
}

/** All words to choose from; where there are none, what is meant first. */
function choicesOf(issue: UnionIssue): Right | null {
  if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options.map(String));
  const choices = issue.errors.flatMap((errors) => errors.flatMap((inner) => expected(inner) ?? []));
  const words = choices.flatMap(({ code, values }) => (code === 'oneOf' ? [String(values.list)] : []));
  return words.length > 0 ? oneOf(words) : (choices[0] ?? null);
}

const kinds: { readonly [expected: string]: RightCode } = {
  string: 'text',
  number: 'number',
  int: 'wholeNumber',
  boolean: 'trueOrFalse',
  record: 'words',
  array: 'list',
};

function expected(issue: Issue): Right | null {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.expected === 'object') return rightOf(issue.message);
      const kind = kinds[issue.expected];
      return kind === undefined ? oneOf(issue.expected) : right(kind);
    }
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'too_small':
      return right(issue.origin === 'string' ? 'atLeastCharacters' : 'atLeast', { least: Number(issue.minimum) });
    case 'too_big':
      return right(issue.origin === 'string' ? 'atMostCharacters' : 'atMost', { most: Number(issue.maximum) });
    case 'custom':
    case 'invalid_format':
      return rightOf(issue.message);
    default:
      return null;
  }
}
