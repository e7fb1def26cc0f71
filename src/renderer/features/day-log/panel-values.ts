/** What rows about panels, their words, commands and places, and about fault reports say. Pure. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import { hasText, type TextKey } from '../../../shared/i18n/index.ts';
import { priorities } from '../../../shared/model/alarms.ts';
import type { JournalRow, Json, JsonObject } from '../../../shared/model/journal.ts';
import { type Meaning, meaningText } from '../../ui/meaning-words.ts';
import type { Words } from '../../ui/why-words.ts';
import { coded, conditionWords, deviceOf, firstOf, isObject, plain, textOf } from './payload-words.ts';

type Values = { readonly [name: string]: string | number };

/** More of what a panel said does not fit into a sentence; the whole of it stands in the detail. */
const saidAtMost = 80;
const cut = (text: string): string => (text.length > saidAtMost ? `${text.slice(0, saidAtMost)}…` : text);

const meanings: ReadonlySet<string> = new Set(['clear', 'ignore', 'alive']);

function isMeaning(value: Json | undefined): value is Meaning & Json {
  if (!isObject(value)) return typeof value === 'string' && meanings.has(value);
  return typeof value.condition === 'string' && priorities.some((priority) => priority === value.priority);
}

/** A meaning as a row keeps it, in words. */
export const meaningOf = (value: Json | undefined, t: Words): string => (isMeaning(value) ? meaningText(value, t) : plain(value, t));

/** `partition 1`, or the source as the panel names it. */
function partOf({ partition, source }: JsonObject, t: Words): string {
  return typeof partition === 'string' && partition !== '' ? t('log.value.partition', { partition }) : plain(source, t);
}

const byUser = ({ user }: JsonObject, t: Words): string => (typeof user === 'string' && user !== '' ? t('log.value.byUser', { user }) : '');

/** `arm Ground floor (Away)`: the words of the panels screen. */
export function commandWords({ command, pointKind, pointId, mode }: JsonObject, t: Words): string {
  const kind = command === 'clear' && pointKind !== 'zone' ? 'reset' : textOf(command);
  const key = `panels.said.${kind}`;
  if (!hasText(key)) return plain(command, t);
  const what = typeof pointId === 'string' ? pointId : t('panels.whole');
  return t(key satisfies TextKey, { what, mode: coded('panels.mode', mode, t) });
}

/** Of every row of a panel. */
export function panelValues(entry: Entry, t: Words): Values {
  const { payload } = entry.row;
  const asked = payload.command === undefined ? null : commandWords(payload, t);
  return {
    device: deviceOf(entry, t),
    what: asked ?? whatOf(entry.row, t),
    user: byUser(payload, t),
    word: plain(payload.word, t),
    meaning: meaningOf(payload.meaning, t),
    times: typeof payload.count === 'number' && payload.count > 1 ? t('alarms.list.times', { count: payload.count }) : '',
    cause: coded('panels.failure', payload.failure, t),
  };
}

function whatOf({ kind, payload }: Pick<JournalRow, 'kind' | 'payload'>, t: Words): string {
  switch (kind) {
    case 'panel.opened':
    case 'panel.closed':
      return partOf(payload, t);
    case 'panel.bypassed':
    case 'panel.test':
      return plain(payload.source, t);
    case 'panel.unknown':
      return [cut(plain(firstOf(payload, ['word', 'text', 'problem']), t)), cut(textOf(payload.topic))].filter((word) => word !== '').join(' · ');
    case 'panel.secretSet':
      return coded('log.secret', payload.what, t);
    default:
      return [conditionWords(firstOf(payload, ['condition', 'event', 'type', 'text']), t), textOf(payload.source)].filter((word) => word !== '').join(' · ');
  }
}

export function panelKey({ kind, payload }: Pick<JournalRow, 'kind' | 'payload'>): TextKey | null {
  if (kind === 'panel.bypassed' && payload.active === false) return 'log.sentence.panel.bypassEnded';
  if (kind === 'panel.taught' && payload.forgotten === true) return 'log.sentence.panel.forgotten';
  if (kind === 'panel.secretSet' && payload.removed === true) return 'log.sentence.panel.secretRemoved';
  if (kind === 'fault.changed' && payload.opened === true) return 'log.sentence.fault.opened';
  if (kind === 'fault.changed' && Array.isArray(payload.evidence)) return 'log.sentence.fault.grew';
  if (kind === 'plan.changed' && payload.removed === true) return 'log.sentence.plan.removed';
  if (kind === 'link.gap' && typeof payload.lost === 'number') return 'log.sentence.link.lost';
  if (kind === 'alarm.confirmed' && !Array.isArray(payload.by)) {
    return payload.ended === true ? 'log.sentence.alarm.confirmedEnded' : 'log.sentence.alarm.confirmedPart';
  }
  return null;
}

export const faultValues = ({ row: { payload } }: Entry, t: Words): Values => ({
  source: plain(payload.source, t),
  state: coded('faults.state', payload.state, t),
  count: plain(payload.count, t),
});

export const placeValues = ({ row: { payload } }: Entry, t: Words): Values => ({ source: plain(payload.source, t) });

/** What a seat's sound or duty has become. */
export const seatValues = ({ row: { payload, seat, subject } }: Entry, t: Words): Values => ({
  seat: plain(payload.seat ?? seat ?? subject ?? undefined, t),
  what:
    payload.duty !== undefined
      ? coded('log.duty', payload.duty, t)
      : typeof payload.heard === 'boolean'
        ? t(payload.heard ? 'log.heard.yes' : 'log.heard.no')
        : coded('log.soundState', payload.state, t),
});

/** A step of a procedure as it was done: its name in the post order, and what was answered. */
export function procedureWords({ stepId, answerId, skipped }: JsonObject, t: Words): string {
  const step = plain(stepId, t);
  if (skipped === true) return t('log.procedureStep.skipped', { step });
  return typeof answerId === 'string' ? t('log.procedureStep.answered', { step, answer: answerId }) : t('log.procedureStep.done', { step });
}
