/** The words for what went wrong with a call, by the contract's error code and rule. */
import { hasText } from '../../shared/i18n/index.ts';
import type { ConfigProblemView } from '../../shared/model/config.ts';
import { ConnectionLostError } from '../transport/index.ts';
import { configProblemText, isConfigProblem } from './config-problem.ts';
import { translate, translateOr } from './text.ts';

const ruleAreas = ['alarms', 'panels', 'faults', 'plan', 'visitors', 'gate', 'log', 'readers', 'errors'] as const;

function ruleWords(rule: string, values: { readonly [name: string]: string | number } = {}): string {
  const key = ruleAreas.map((area) => `${area}.rule.${rule}`).find(hasText);
  return key === undefined ? translate('errors.ruleUnknown', { rule }) : translate(key, values);
}

interface DefinedFailure {
  readonly code: string;
  readonly data: unknown;
}
const field = (data: unknown, name: string): unknown => (typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined);

function isRuleValues(values: unknown): values is { readonly [name: string]: string | number } {
  return typeof values === 'object' && values !== null;
}

function definedWords({ code, data }: DefinedFailure): string | null {
  if (code === 'RULE') {
    const values = field(data, 'values');
    return ruleWords(String(field(data, 'rule')), isRuleValues(values) ? values : {});
  }
  if (code === 'REFUSED') {
    const waitMs = Number(field(data, 'waitMs'));
    return waitMs > 0 ? translate('errors.REFUSED_WAIT', { seconds: Math.ceil(waitMs / 1000) }) : translate('errors.REFUSED');
  }
  if (code === 'FORBIDDEN') {
    const needs = field(data, 'needs');
    const names = Array.isArray(needs) ? needs.map((role) => translateOr(`common.role.${role}`, String(role))) : [];
    return translate('errors.FORBIDDEN', { roles: names.join(', ') });
  }
  if (code === 'STORE_FAILED') {
    const cause = String(field(data, 'cause'));
    return translate('errors.STORE_FAILED', { cause: translateOr(`errors.store.${cause}`, cause) });
  }
  if (code === 'CONFIG_BAD') return translate('errors.CONFIG_BAD', { problems: configProblems(data).map(configProblemText).join('; ') });
  const key = `errors.${code}`;
  return hasText(key) ? translate(key) : null;
}

const configProblems = (data: unknown): readonly ConfigProblemView[] => {
  const problems = field(data, 'problems');
  return Array.isArray(problems) ? problems.filter(isConfigProblem) : [];
};

const looksDefined = (error: unknown): error is DefinedFailure =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'data' in error;

/** What a failed call means, in words for the person at the post. */
export function callError(error: unknown): string {
  if (error instanceof ConnectionLostError) return translate(error.cause === undefined ? 'errors.connectionLost' : 'errors.connectionBroke');
  if (looksDefined(error)) {
    const words = definedWords(error);
    if (words !== null) return words;
    if (error.code === 'BAD_REQUEST') return translate('errors.badInput');
  }
  return translate('errors.internal', { reference: reference(error) });
}

/** What is wrong with the configuration file, when that is why a call failed; else null. */
export function callConfigProblems(error: unknown): readonly ConfigProblemView[] | null {
  return looksDefined(error) && error.code === 'CONFIG_BAD' ? configProblems(error.data) : null;
}

/** The code of a failure as the contract names it (`CONFLICT`, `RULE` …), or null for anything unexpected. */
export function callErrorCode(error: unknown): string | null {
  return looksDefined(error) && (hasText(`errors.${error.code}`) || error.code === 'RULE' || error.code === 'BAD_REQUEST') ? error.code : null;
}

function reference(error: unknown): string {
  const given = looksDefined(error) ? field(error.data, 'reference') : undefined;
  return typeof given === 'string' ? given : Date.now().toString(36).toUpperCase().slice(-6);
}
