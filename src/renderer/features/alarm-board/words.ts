/** How an alarm is said: words by the catalogue, or as the panel sent them. Pure, no component. */
import type { TextKey } from '../../../shared/i18n/index.ts';
import type { Alarm, AlarmStep } from '../../../shared/model/alarms.ts';
import type { Text } from '../../app/text.ts';

export type Words = Pick<Text, 't' | 'tOr'>;

/** `Fire`, or what the panel calls it. A contact at a reader is what the installer named it: "a contact" alone says nothing. */
export function conditionText(alarm: Alarm, { tOr }: Words): string {
  if (alarm.condition === 'readerInput' && alarm.text !== null) return alarm.text;
  return tOr(`alarms.condition.${alarm.condition}`, alarm.condition);
}

/** `Fire · Store B`: the condition and the place that helps most. */
export const alarmText = (alarm: Alarm, words: Words): string => `${conditionText(alarm, words)} · ${alarm.area ?? alarm.source}`;

/** The state in words; a latched alarm whose cause is gone says that it waits for a reset. */
export function stateKey(alarm: Alarm): TextKey {
  const waits = alarm.state === 'acknowledged' && !alarm.active && alarm.latched;
  return waits ? 'alarms.state.waitsForReset' : `alarms.state.${alarm.state}`;
}

/** `×4`, and a word when it comes and goes all the time; null for what came once. Says how often, hides nothing. */
export function countText(alarm: Alarm, { t }: Pick<Text, 't'>): string | null {
  const times = alarm.count > 1 ? t('alarms.list.times', { count: alarm.count }) : null;
  return alarm.chattering === true ? [times, t('alarms.list.chattering')].filter((word) => word !== null).join(' ') : times;
}

export const needsAcknowledgement = (alarm: Alarm): boolean => alarm.state === 'unacknowledged' || alarm.state === 'returnedUnacknowledged';
export const isSetAside = (alarm: Alarm): boolean => alarm.state === 'shelved' || alarm.state === 'suppressed' || alarm.state === 'outOfService';

/** The last step that was done. */
export function lastStep(alarm: Alarm): AlarmStep | null {
  if (alarm.steps.found !== undefined) return 'found';
  if (alarm.steps.arrived !== undefined) return 'arrived';
  return alarm.steps.sent === undefined ? null : 'sent';
}

/**
 * The revision to send for an alarm that a person has been looking at: the newest, as long as what they saw still
 * holds. Chatter that only counts up must not turn each answer into a conflict; a new state or priority must.
 */
export function revisionToSend(seen: Alarm, current: Alarm | undefined): number {
  if (current === undefined) return seen.revision;
  return current.state === seen.state && current.priority === seen.priority ? current.revision : seen.revision;
}
