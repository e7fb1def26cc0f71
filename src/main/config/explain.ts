/** Turns what zod found into problems with line, key and what is allowed. */
import type { Document, LineCounter } from 'yaml';
import type { z } from 'zod';
import { lineOf } from './locate.ts';
import { nearest } from './nearest.ts';
import { type ConfigProblem, type ConfigProblemCode, configProblem, keyOf } from './problem.ts';

type Issue = z.core.$ZodIssue;

export function explainIssues(issues: readonly Issue[], document: Document, lines: LineCounter): ConfigProblem[] {
  return issues.flatMap((issue) => explain(issue, issue.path, document, lines));
}

function explain(issue: Issue, path: readonly PropertyKey[], document: Document, lines: LineCounter): ConfigProblem[] {
  const say = (code: ConfigProblemCode, allowed: string | null, at = path): ConfigProblem =>
    configProblem(code, keyOf(at), lineOf(document, lines, at), allowed);
  if (issue.code === 'unrecognized_keys') {
    const allowed = issue.message.split(', ');
    return issue.keys.map((key) => say('unknownKey', nearest(key, allowed) ?? issue.message, [...path, key]));
  }
  if (issue.code === 'invalid_union') return explainUnion(issue, path, document, lines, say);
  if (issue.code !== 'custom' && issue.code !== 'invalid_format' && !document.hasIn(path)) return [say('missing', expected(issue))];
  if (issue.code === 'too_small' || issue.code === 'too_big') return [say('outOfRange', expected(issue))];
  return [say(issue.code === 'invalid_type' ? 'wrongType' : 'notAllowed', expected(issue))];
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;
type Say = (code: ConfigProblemCode, allowed: string | null) => ConfigProblem;

/** Of the ways a value could have been meant, the one it gets furthest into is the one to explain. */
function explainUnion(issue: UnionIssue, path: readonly PropertyKey[], document: Document, lines: LineCounter, say: Say): ConfigProblem[] {
  const furthest = issue.errors.find((errors) => errors.some((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'));
  if (furthest) return furthest.flatMap((inner) => explain(inner, [...path, ...inner.path], document, lines));
  const choices = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : issue.errors.flatMap((errors) => errors.flatMap(choicesOf));
  return [say(document.hasIn(path) ? 'notAllowed' : 'missing', choices.join(', '))];
}

function choicesOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return [expected(issue) ?? ''].filter(Boolean);
}

const kindWords: { readonly [expected: string]: string } = {
  string: 'text (in quotes if it looks like a number)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  record: '{ word: meaning, … }',
  array: 'a list',
};

function expected(issue: Issue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'object') return issue.message;
      return kindWords[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'too_small':
      return issue.origin === 'string' ? `at least ${issue.minimum} characters` : `at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `at most ${issue.maximum} characters` : `at most ${issue.maximum}`;
    case 'custom':
    case 'invalid_format':
      return issue.message;
    default:
      return null;
  }
}
