/** Why a row's person did it, in words: each kind of row has its own list of codes. Pure. */
import type { JournalKind, JsonObject } from '../../../shared/model/journal.ts';
import { type Words, whyWords } from '../../ui/why-words.ts';

const areas: { readonly [kind in JournalKind]?: string } = {
  'gate.granted': 'gate.reason',
  'gate.denied': 'gate.reason',
  'alarm.acknowledged': 'alarms.reason',
  'alarm.closed': 'alarms.reason',
  'alarm.shelved': 'alarms.setAsideReason',
  'alarm.outOfService': 'alarms.setAsideReason',
  'visit.registered': 'visitors.overrideReasons',
  'visit.refused': 'visitors.refuseReasons',
  'ban.added': 'visitors.reason',
  'ban.lifted': 'visitors.liftReasons',
  'person.unmasked': 'visitors.unmaskReasons',
  'note.amended': 'log.amend.reasons',
  'card.changed': 'gate.status.reasons',
  'auth.refused': 'log.refused',
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The code of the payload in words, and what was written beside it; '' where no reason stands. Old rows have words only. */
export function reasonOf(kind: JournalKind, payload: JsonObject, t: Words): string {
  const words = whyWords(areas[kind] ?? '', text(payload.reason), text(payload.reasonText), t);
  const ofBan = payload.reason === 'banned' ? whyWords('visitors.reason', text(payload.banReason), null, t) : '';
  return ofBan === '' ? words : t('common.why.withText', { reason: words, text: ofBan });
}
