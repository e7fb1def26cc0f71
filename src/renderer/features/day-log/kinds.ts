/** Which kinds of rows a filter chip stands for. Every kind belongs to exactly one chip. Pure. */
import { type JournalKind, journalKinds } from '../../../shared/model/journal.ts';

export const kindGroups = ['gate', 'alarm', 'visit', 'note', 'device', 'auth', 'post'] as const;
export type KindGroup = (typeof kindGroups)[number];

const areaGroup: { readonly [area: string]: KindGroup } = {
  gate: 'gate',
  alarm: 'alarm',
  sound: 'alarm',
  seat: 'alarm',
  panel: 'alarm',
  fault: 'alarm',
  place: 'alarm',
  plan: 'alarm',
  visit: 'visit',
  ban: 'visit',
  person: 'visit',
  note: 'note',
  device: 'device',
  reader: 'device',
  link: 'device',
  message: 'device',
  auth: 'auth',
  user: 'auth',
};

/** What isn't about the gate, alarms, people or devices is about the post itself. */
export const groupOf = (kind: JournalKind): KindGroup => areaGroup[kind.split('.')[0] ?? ''] ?? 'post';

export const kindsOf = (group: KindGroup): readonly JournalKind[] => journalKinds.filter((kind) => groupOf(kind) === group);
