/** How an alarm is said: words by the catalogue, or as the panel sent them. Pure, no component. */

import type { Entry } from '../../../shared/contract/schemas.ts';
import type { TextKey } from '../../../shared/i18n/index.ts';
import type { Alarm, AlarmCategory, AlarmStep } from '../../../shared/model/alarms.ts';
import type { Text } from '../../app/text.ts';

export type Words = Pick<Text, 't' | 'tOr'>;

/** `Fire`, or what the panel calls it. A contact at a reader is what the installer named it: "a contact" alone says nothing. */
export function conditionText(alarm: Alarm, { tOr }: Words): string {
  if (alarm.condition === 'readerInput' && alarm.text !== null) return alarm.text;
  return tOr(`alarms.condition.${alarm.condition}`, alarm.condition);
}

/** `Fire · Store B · Zone 3`: what and where, so that two zones of one area are never the same words. */
export function alarmText(alarm: Alarm, words: Words): string {
  const { area, source } = alarm;
  return [conditionText(alarm, words), ...(area === null || area === source ? [] : [area]), source].join(' · ');
}

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

const asksHowSure: ReadonlySet<AlarmCategory> = new Set(['life', 'holdUp', 'intrusion']);
/** Closing it asks how sure it is that someone is there, unless that has been said. */
export const asksVerification = (alarm: Alarm): boolean => asksHowSure.has(alarm.category) && alarm.verification === undefined;

/** When it was passed on as far as it has been, by the newest rows of the log; null = longer ago than those. Newest first. */
export function escalatedAtUtcMs(alarm: Pick<Alarm, 'alarmId' | 'escalation'>, log: readonly Entry[]): number | null {
  if (alarm.escalation === undefined) return null;
  const found = log.find(({ row }) => row.kind === 'alarm.escalated' && row.subject === alarm.alarmId);
  return found === undefined ? null : Date.parse(found.row.enteredAtUtc);
}

/** The second line of a row: zone or sensor, partition, panel, code and camera, as far as they are known. */
export function whereParts(alarm: Alarm, panel: string, { t }: Pick<Text, 't'>): readonly string[] {
  const { partition, code, camera } = alarm;
  return [
    alarm.source,
    partition === null || partition === undefined ? '' : t('alarms.list.partition', { partition }),
    // Where the area is called like its panel, once is enough.
    panel === alarm.area ? '' : panel,
    code === null || code === undefined ? '' : t('alarms.list.code', { code }),
    camera === null || camera === undefined ? '' : t('alarms.list.camera', { camera }),
  ].filter((part) => part !== '');
}

/** How wide a letter is at most in a bold line, in em; the first that fits. */
const widths: readonly (readonly [letters: RegExp, em: number])[] = [
  [/[\u2e80-\uffef]/, 1],
  [/[MWmw@—]/, 0.92],
  [/[\p{Lu}\p{N}-]/u, 0.72],
  [/[ iljtfr.,·:]/, 0.38],
];

/** How wide a text is in a bold line, in em: rather a little too wide, for what is too narrow is cut. */
export function widthInEm(text: string): number {
  let width = 0;
  for (const letter of text) width += widths.find(([letters]) => letters.test(letter))?.[1] ?? 0.61;
  return width;
}
