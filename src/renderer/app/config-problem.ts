/** The words for what is wrong in the configuration file: line, key, what, and what is allowed. */
import type { ConfigProblemView } from '../../shared/model/config.ts';
import { translate, translateOr } from './text.ts';

export function isConfigProblem(value: unknown): value is ConfigProblemView {
  return typeof value === 'object' && value !== null && 'code' in value && 'key' in value && 'line' in value && 'allowed' in value;
}

/** One problem as a sentence in the language of this seat. */
export function configProblemText({ line, key, code, allowed: english, right, message }: ConfigProblemView): string {
  const allowed = right === undefined ? english : translateOr(`config.right.${right.code}`, english ?? '', right.values);
  const plain = translateOr(`config.problem.${code}`, message);
  const what = allowed === null ? plain : translate('config.allowed', { what: plain, allowed });
  if (line !== null) return key === '' ? translate('config.atLine', { line, what }) : translate('config.at', { line, key, what });
  return key === '' ? what : translate('config.atKey', { key, what });
}
