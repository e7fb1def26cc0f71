/** A reason in the reader's language, with the words that a person put beside it. Pure. */
import { hasText, type TextKey } from '../../shared/i18n/index.ts';

export type Words = (key: TextKey, values?: { readonly [name: string]: string | number }) => string;

/** `reason`: a code of the area of the catalogue (`log.amend.reasons`); other text (rows from before there were codes) stays as it is. */
export function whyWords(area: string, reason: string, reasonText: string | null | undefined, t: Words): string {
  const key = `${area}.${reason}`;
  const code = hasText(key) ? t(key) : reason;
  if (reasonText === null || reasonText === undefined || reasonText === '') return code;
  return code === '' ? reasonText : t('common.why.withText', { reason: code, text: reasonText });
}
