/** The payload of a row as label and value, for the detail pane. Pure. */
import { hasText } from '../../../shared/i18n/index.ts';
import type { JournalRow, Json, JsonObject } from '../../../shared/model/journal.ts';
import { meaningOf } from './panel-values.ts';
import { coded, conditionWords, isObject, whenText } from './payload-words.ts';
import { changesBetween } from './policy-changes.ts';
import { reasonOf } from './reasons.ts';
import type { Words } from './sentence.ts';

export interface Fact {
  readonly name: string;
  readonly text: string;
}

/** Shown elsewhere in the pane, or only of use in the raw row. */
const elsewhere: ReadonlySet<string> = new Set(['text', 'cites', 'rawHex', 'simulated', 'personCommitment', 'signature', 'reasonText', 'banReason']);
/** Codes that the catalogue has words for. */
const areas: { readonly [name: string]: readonly string[] } = {
  direction: ['gate.direction'],
  format: ['gate.format'],
  category: ['alarms.category'],
  priority: ['alarms.priority'],
  finding: ['alarms.finding'],
  step: ['alarms.step'],
  proof: ['visitors.proof'],
  purpose: ['visitors.purpose', 'log.purpose'],
  kind: ['visitors.kind'],
  cause: ['devices.cause', 'errors.store'],
  status: ['gate.card.status'],
  before: ['gate.card.status', 'log.duty', 'log.soundState', 'alarms.verification'],
  role: ['common.role'],
  roleBefore: ['common.role'],
  state: ['alarms.state', 'devices.state', 'log.inputState', 'faults.state', 'log.soundState'],
  from: ['faults.state'],
  verification: ['alarms.verification'],
  duty: ['log.duty'],
  command: ['panels.command'],
  mode: ['panels.mode'],
  pointKind: ['panels.kind'],
  failure: ['panels.failure'],
  event: ['alarms.condition'],
  attempt: ['log.attempt'],
  how: ['log.how'],
  why: ['log.why'],
  what: ['log.what', 'log.serviced', 'log.secret'],
  problem: ['readers.rule'],
  to: ['log.to'],
  deviceKind: ['devices.kind'],
};

/** A time as the journal writes it. */
const isoTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function textOf(name: string, value: Json, t: Words): string {
  if (typeof value === 'boolean') return t(value ? 'log.boolean.yes' : 'log.boolean.no');
  if (Array.isArray(value)) return value.map((one) => textOf(name, one, t)).join(', ');
  if (typeof value !== 'string' && typeof value !== 'number') return JSON.stringify(value);
  if (name.endsWith('UtcMs')) return whenText(value, t);
  if (typeof value === 'number' && name.endsWith('Ms')) return t('log.value.seconds', { seconds: (value / 1000).toFixed(1) });
  if (typeof value === 'string' && isoTime.test(value)) return whenText(value, t);
  const key = areas[name]?.map((area) => `${area}.${value}`).find(hasText);
  return key !== undefined && hasText(key) ? t(key) : String(value);
}

/** In the order of the row; empty values are left out. */
export function factsOf({ kind, payload }: Pick<JournalRow, 'kind' | 'payload'>, t: Words): Fact[] {
  const say = (name: string, value: Json): string => {
    if (name === 'condition') return conditionWords(value, t);
    if (kind === 'panel.taught' && (name === 'meaning' || name === 'before')) return meaningOf(value, t);
    if (name === 'reason') return reasonOf(kind, payload, t) || textOf(name, value, t);
    // A ban that was overridden: which bans stands in the raw row, here the reason counts.
    if (name === 'banOverride' && isObject(value)) return reasonOf(kind, value, t) || textOf(name, value, t);
    return textOf(name, value, t);
  };
  if (kind === 'alarm.policyChanged' || kind === 'place.changed') {
    const changes = changesOf(kind, payload, t);
    if (changes !== null) return [...changes];
  }
  return Object.entries(payload)
    .filter(([name, value]) => !elsewhere.has(name) && value !== null && value !== '')
    .map(([name, value]) => ({ name, text: say(name, value) }));
}

/** Rows that keep how it was before: what has changed, each with its name. Null where nothing of before stands there. */
function changesOf(kind: 'alarm.policyChanged' | 'place.changed', { before, after, ...rest }: JsonObject, t: Words): readonly Fact[] | null {
  if (!isObject(before)) return null;
  const now = kind === 'place.changed' ? rest : after;
  if (!isObject(now)) return null;
  const area = kind === 'place.changed' ? 'log.fact' : 'log.policy';
  const about = kind === 'place.changed' ? [{ name: 'source', text: coded('', rest.source, t) }] : [];
  return [...about, { name: 'changed', text: changesBetween(before, now, area, t).join('; ') }];
}
