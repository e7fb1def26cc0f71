/** What a taught word of a panel means, in words. Pure. */
import { hasText, type TextKey } from '../../shared/i18n/index.ts';
import type { Priority } from '../../shared/model/alarms.ts';
import type { Words } from './why-words.ts';

/** As the contract sends it. */
export type Meaning =
  | 'clear'
  | 'ignore'
  | 'alive'
  | {
      readonly condition: string;
      readonly priority: Priority;
      readonly latched: boolean;
      readonly onDelaySeconds?: number | undefined;
      readonly offDelaySeconds?: number | undefined;
    };

/** `Fire · critical · stays until reset`, or what it means when it is no alarm. */
export function meaningText(meaning: Meaning, t: Words): string {
  if (typeof meaning === 'string') return t(`panels.meaning.${meaning}`);
  const { condition, priority, latched, onDelaySeconds = 0, offDelaySeconds = 0 } = meaning;
  const key = `alarms.condition.${condition}`;
  const parts = [hasText(key) ? t(key satisfies TextKey) : condition, t(`alarms.priority.${priority}`)];
  if (latched) parts.push(t('panels.words.latched'));
  if (onDelaySeconds + offDelaySeconds > 0) parts.push(t('panels.words.delays', { on: onDelaySeconds, off: offDelaySeconds }));
  return parts.join(' · ');
}
