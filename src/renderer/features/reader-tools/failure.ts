/** Why a tool could not do its work, in words, and what to do. Pure but for the words of failed calls. */
import { isToolProblem, type ToolProblem } from '../../../shared/model/reader-tools.ts';
import { callError } from '../../app/api.ts';
import type { Text } from '../../app/text.ts';

export interface Failure {
  readonly what: string;
  readonly todo: string | null;
}

const field = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

/** Ports and keys are this computer's business. */
const whoSays = (code: ToolProblem['code']) => (code === 'portNotOpened' || code === 'keyNotStored' ? 'theComputerSays' : 'theReaderSays');

export function problemFailure({ code, detail }: ToolProblem, { t }: Pick<Text, 't'>): Failure {
  const says = detail === null ? '' : ` ${code === 'badFile' ? t('readers.badLine', { line: detail }) : t(`readers.${whoSays(code)}`, { detail })}`;
  return { what: `${t(`readers.rule.${code}`)}${says}`, todo: t(`readers.do.${code}`) };
}

/** Of a call that threw: a problem of the tool, or anything else that calls fail of. */
export function callFailure(error: unknown, text: Pick<Text, 't'>): Failure {
  const data = field(error, 'data');
  const rule = field(data, 'rule');
  if (typeof rule !== 'string' || !isToolProblem(rule)) return { what: callError(error), todo: null };
  const detail = field(field(data, 'values'), 'detail');
  return problemFailure({ code: rule, detail: typeof detail === 'string' ? detail : null }, text);
}
