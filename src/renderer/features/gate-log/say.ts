/** What the guard should do and say after a read, as one sentence. Pure. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import type { TextKey } from '../../../shared/i18n/index.ts';
import { type GateReason, gateReasons } from '../../../shared/model/cards.ts';
import type { Language } from '../../../shared/model/users.ts';

type Words = (key: TextKey, values?: { readonly [name: string]: string | number }) => string;

export const isGranted = (entry: Entry): boolean => entry.row.kind === 'gate.granted';

/** The reason code of a gate row; one we don't know counts as what the row's kind says. */
export function reasonOf(entry: Entry): GateReason {
  const found = gateReasons.find((reason) => reason === entry.row.payload.reason);
  return found ?? (isGranted(entry) ? 'ok' : 'unknown');
}

/** `3 March`, `3 March 2025`, in Chinese as one writes it there: the month in letters, the year only when it isn't this one. */
export function dayText(atUtcMs: number, language: Language, nowUtcMs: number): string {
  const at = new Date(atUtcMs);
  const sameYear = at.getFullYear() === new Date(nowUtcMs).getFullYear();
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    ...(!sameYear && { year: 'numeric' as const }),
  });
  return format.format(at);
}

/** The date that belongs to the reason: since when blocked or lost, the end or the start of validity. */
function dateOf(reason: GateReason, credential: Entry['credential']): number | null {
  if (credential === null) return null;
  if (reason === 'expired') return credential.validUntilUtcMs;
  if (reason === 'notYetValid') return credential.validFromUtcMs;
  return reason === 'blocked' || reason === 'lost' ? credential.statusAtUtcMs : null;
}

/** E.g. "Card blocked on 3 March by HR: ask to wait, call the lead." Without a date the plain form. */
export function sayFor(entry: Entry, t: Words, language: Language, nowUtcMs: number): string {
  const reason = reasonOf(entry);
  if (reason !== 'blocked' && reason !== 'lost' && reason !== 'expired' && reason !== 'notYetValid') return t(`gate.say.${reason}`);
  const atUtcMs = dateOf(reason, entry.credential);
  const by = entry.credential?.statusBy ?? null;
  if (atUtcMs === null || (reason === 'blocked' && by === null)) return t(`gate.say.${reason}Plain`);
  return t(`gate.say.${reason}`, { date: dayText(atUtcMs, language, nowUtcMs), by: by ?? '' });
}
