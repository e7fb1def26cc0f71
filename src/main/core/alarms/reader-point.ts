/** What a state that a reader reports means for the alarms: pure, so that the same report always raises the same. */
import type { AlarmCategory, Priority } from '../../../shared/model/alarms.ts';
import type { ReaderInputMeaning } from '../../../shared/model/config.ts';
import { worthOf } from './system-conditions.ts';

export interface PointAlarm {
  readonly condition: string;
  readonly category: AlarmCategory;
  readonly priority: Priority;
}

/** `null`: this report says nothing about the cause; it stays as it was. */
export interface PointEffect {
  readonly alarm: PointAlarm;
  readonly active: boolean | null;
}

const own = (condition: string): PointAlarm => ({ condition, ...worthOf(condition) });

/** Tamper or power of the reader itself. */
export function readerEffects(type: 'tamper' | 'power', active: boolean): readonly PointEffect[] {
  return [{ alarm: own(type === 'tamper' ? 'tamper' : 'readerPower'), active }];
}

const inactive = 0;
const active = 1;
const unknown = 5;

/**
 * A contact: what it means in its active state, and tamper for a line that is shorted, cut or at fault (states 2 to 4).
 * A faulty line says nothing of the contact behind it. Null for `unknown`: nothing is told.
 */
export function inputEffects(state: number, meaning: ReaderInputMeaning | null): readonly PointEffect[] | null {
  if (state >= unknown) return null;
  const alarm = meaning ?? own('readerInput');
  const whole = state === inactive || state === active;
  const isActive = (state === active) !== (meaning?.normallyActive ?? false);
  const of = { condition: alarm.condition, category: alarm.category, priority: alarm.priority };
  // Where the contact itself stands for tamper, a line fault is the same alarm.
  if (of.condition === 'tamper') return [{ alarm: of, active: !whole || isActive }];
  return [
    { alarm: own('tamper'), active: !whole },
    { alarm: of, active: whole ? isActive : null },
  ];
}
