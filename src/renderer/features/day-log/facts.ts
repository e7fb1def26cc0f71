/** The payload of a row as label and value, for the detail pane. Pure. */
import { hasText } from '../../../shared/i18n/index.ts';
import type { JournalRow, Json, JsonObject } from '../../../shared/model/journal.ts';
import { reasonOf } from './reasons.ts';
import { type Words, whenText } from './sentence.ts';

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
  condition: ['alarms.condition'],
  category: ['alarms.category'],
  priority: ['alarms.priority'],
  finding: ['alarms.finding'],
  step: ['alarms.step'],
  proof: ['visitors.proof'],
  purpose: ['visitors.purpose', 'log.purpose'],
  kind: ['visitors.kind'],
  cause: ['devices.cause', 'errors.store'],
  status: ['gate.card.status'],
  before: ['gate.card.status'],
  role: ['common.role'],
  roleBefore: ['common.role'],
  state: ['alarms.state', 'devices.state', 'log.inputState'],
  attempt: ['log.attempt'],
  how: ['log.how'],
  why: ['log.why'],
  what: ['log.what', 'log.serviced'],
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
  if (typeof value === 'number' && name.endsWith('Ms')) return t('log.value.seconds', { seconds: (value / 1000).toFixed(1) });
  if (typeof value === 'string' && isoTime.test(value)) return whenText(value, t);
  const key = areas[name]?.map((area) => `${area}.${value}`).find(hasText);
  return key !== undefined && hasText(key) ? t(key) : String(value);
}

/** In the order of the row; empty values are left out. */
export function factsOf({ kind, payload }: Pick<JournalRow, 'kind' | 'payload'>, t: Words): Fact[] {
  const say = (name: string, value: Json): string => {
    if (name === 'reason') return reasonOf(kind, payload, t) || textOf(name, value, t);
    // A ban that was overridden: which bans stands in the raw row, here the reason counts.
    if (name === 'banOverride' && isObject(value)) return reasonOf(kind, value, t) || textOf(name, value, t);
    return textOf(name, value, t);
  };
  return Object.entries(payload)
    .filter(([name, value]) => !elsewhere.has(name) && value !== null && value !== '')
    .map(([name, value]) => ({ name, text: say(name, value) }));
}

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
