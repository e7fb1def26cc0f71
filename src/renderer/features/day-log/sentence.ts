/**
 * A journal row as one sentence for people, in the language of `t`. Pure: knows no screen and asks nobody.
 * A payload field that is missing or odd becomes "not stated", never an exception: old rows must stay readable.
 */
import type { Entry } from '../../../shared/contract/schemas.ts';
import type { TextKey } from '../../../shared/i18n/index.ts';
import type { JournalKind, Json, JsonObject } from '../../../shared/model/journal.ts';
import { whyWords } from '../../ui/why-words.ts';
import { faultValues, panelKey, panelValues, placeValues, procedureWords, seatValues } from './panel-values.ts';
import { coded, conditionWords, deviceOf, firstOf, plain, textOf, whenText } from './payload-words.ts';
import { reasonOf } from './reasons.ts';

type Values = { readonly [name: string]: string | number };
export type Words = (key: TextKey, values?: Values) => string;
type Sentence = (entry: Entry, t: Words) => Values;

/** Why, in words; what an old row has instead of a reason (`note`), or "not stated". */
const why = ({ row: { kind, payload } }: Entry, t: Words): string => reasonOf(kind, payload, t) || plain(payload.note, t);

/** Who did it: a user's name, "Device x", or the console itself. */
export function actorText(actor: string, t: Words): string {
  if (actor === 'system') return t('log.actor.system');
  if (actor.startsWith('device:')) return t('log.actor.device', { id: actor.slice('device:'.length) });
  return actor === '' ? t('log.actor.unknown') : actor;
}

const cardOf = (payload: JsonObject, t: Words): string => {
  const number = plain(firstOf(payload, ['number', 'card']), t);
  return typeof payload.facility === 'string' ? `${payload.facility}-${number}` : number;
};

function alarmOf({ row }: Entry, t: Words): string {
  const condition = conditionWords(row.payload.condition, t);
  const place = firstOf(row.payload, ['area', 'source']);
  return place === undefined ? condition : `${condition} · ${plain(place, t)}`;
}

/** A reader without a direction adds no words. */
function wayOf(direction: Json | undefined, t: Words): string {
  return direction === 'in' || direction === 'out' ? t(`log.value.${direction}`) : '';
}

const gate: Sentence = (entry, t) => {
  const { payload } = entry.row;
  return {
    holder: entry.holder?.name ?? t('log.value.nobody'),
    reader: plain(payload.readerId, t),
    way: wayOf(payload.direction, t),
    card: cardOf(payload, t),
    reason: why(entry, t),
  };
};

const alarm: Sentence = (entry, t) => {
  const { payload } = entry.row;
  const finding = payload.finding === undefined ? '' : ` · ${coded('alarms.finding', payload.finding, t)}`;
  return {
    alarm: alarmOf(entry, t),
    priority: coded('alarms.priority', payload.priority, t),
    reason: why(entry, t),
    first: plain(payload.acknowledgedBy, t),
    level: coded('alarms.escalation', payload.level, t),
    verification: coded('alarms.verification', payload.verification, t),
    what: procedureWords(payload, t),
    step: `${coded('alarms.step', payload.step, t)}${finding}`,
    until: whenText(firstOf(payload, ['shelvedUntilUtcMs', 'shelvedUntil', 'untilUtcMs', 'until']), t),
  };
};

const visit: Sentence = (entry, t) => {
  const { payload } = entry.row;
  return {
    visitor: entry.visitorName ?? t('log.value.visitor'),
    badge: plain(payload.badgeNumber, t),
    proof: coded('visitors.proof', payload.proof, t),
    reason: why(entry, t),
  };
};
const reasonAlone: Sentence = (entry, t) => ({ reason: why(entry, t) });

const device: Sentence = (entry, t) => ({
  device: deviceOf(entry, t),
  cause: coded('devices.cause', firstOf(entry.row.payload, ['cause', 'reason', 'detail']), t),
  what: conditionWords(firstOf(entry.row.payload, ['condition', 'event', 'type', 'source', 'text']), t),
});

const reader: Sentence = (entry, t) => {
  const { payload } = entry.row;
  return {
    device: deviceOf(entry, t),
    input: plain(payload.input, t),
    state: coded('log.inputState', payload.state, t),
    attempt: coded('log.attempt', payload.attempt, t),
    how: coded('log.how', payload.how, t),
    what: coded('log.serviced', payload.what, t),
    problem: coded('readers.rule', payload.problem, t),
  };
};

const subject: Sentence = ({ row }, t) => ({
  subject: plain(row.subject ?? row.payload.name, t),
  seat: plain(row.seat, t),
  count: plain(row.payload.failedTries, t),
});
/** A refusal may be of a sign-in, of something a role may not do, or of a client by the broker. */
const refusal: Sentence = (entry, t) => ({
  ...subject(entry, t),
  role: coded('common.role', entry.row.role ?? undefined, t),
  client: plain(entry.row.payload.clientId, t),
});
/** With the reason where there is one: a card that was registered has none. */
const cardChange: Sentence = ({ row: { kind, payload } }, t) => ({
  card: cardOf(payload, t),
  status: whyWords('gate.card.status', plain(payload.status, t), reasonOf(kind, payload, t) || textOf(payload.note), t),
});
const nothing: Sentence = () => ({});

/** Values by the first word of the kind; kinds with their own shape are in `ownValues`. */
const areaValues: { readonly [area: string]: Sentence } = {
  gate,
  alarm,
  visit,
  device,
  panel: panelValues,
  fault: faultValues,
  place: placeValues,
  seat: seatValues,
  sound: seatValues,
  reader,
  auth: subject,
  user: subject,
};

const ownValues: { readonly [kind in JournalKind]?: Sentence } = {
  'ban.added': reasonAlone,
  'ban.lifted': reasonAlone,
  'note.written': ({ row }, t) => ({ text: plain(row.payload.text, t) }),
  'note.amended': ({ row }, t) => ({
    original: plain(firstOf(row.payload, ['amends', 'seq', 'original']), t).replace(/^row:/, ''),
    text: plain(row.payload.text, t),
  }),
  'cards.imported': ({ row }, t) => ({ count: plain(firstOf(row.payload, ['count', 'cards', 'imported', 'rows']), t) }),
  'card.changed': cardChange,
  'link.gap': (entry, t) => ({ device: deviceOf(entry, t), seconds: plain(entry.row.payload.seconds, t), count: plain(entry.row.payload.lost, t) }),
  'message.quarantined': ({ row }, t) => ({ topic: plain(row.payload.topic, t) }),
  'auth.refused': refusal,
  'person.unmasked': reasonAlone,
  'log.exported': ({ row }, t) => ({ format: plain(row.payload.format, t).toUpperCase() }),
  'store.recovered': ({ row }, t) => ({ count: plain(firstOf(row.payload, ['unwritten', 'count']), t) }),
  'clock.jumped': ({ row }, t) => ({ seconds: secondsText(firstOf(row.payload, ['jumpMs', 'byMs', 'deltaMs']), t) }),
};

const secondsText = (ms: Json | undefined, t: Words): string => (typeof ms === 'number' ? (ms / 1000).toFixed(1) : t('log.value.none'));

/** `alarm.raised` says so when the alarm was already standing as we connected. */
function keyOf({ row }: Entry): TextKey {
  const ofPanel = panelKey(row);
  if (ofPanel !== null) return ofPanel;
  if (row.kind === 'alarm.raised' && row.payload.standing === true) return 'log.sentence.alarm.standing';
  if (row.payload.what === 'account') {
    if (row.kind === 'auth.locked') return 'log.sentence.auth.accountLocked';
    if (row.kind === 'auth.unlocked') return 'log.sentence.auth.accountUnlocked';
  }
  if (row.kind === 'card.changed' && typeof row.payload.pin === 'boolean') return row.payload.pin ? 'log.sentence.card.pinSet' : 'log.sentence.card.pinRemoved';
  if (row.payload.active === false) {
    if (row.kind === 'reader.tamper') return 'log.sentence.reader.tamperOver';
    if (row.kind === 'reader.power') return 'log.sentence.reader.powerOver';
  }
  if (row.kind === 'reader.serviced' && row.payload.problem !== undefined) return 'log.sentence.reader.servicedInVain';
  if (row.kind === 'auth.refused') {
    const { reason } = row.payload;
    if (typeof reason === 'string' && reason.startsWith('broker.')) return 'log.sentence.auth.brokerRefused';
    if (reason === 'role') return 'log.sentence.auth.notAllowed';
    if (row.subject === null) return 'log.sentence.auth.refusedUnknown';
  }
  return `log.sentence.${row.kind}`;
}

/** The row as one line. Never throws on odd payloads. */
export function sentenceFor(entry: Entry, t: Words): string {
  const values = ownValues[entry.row.kind] ?? areaValues[entry.row.kind.split('.')[0] ?? ''] ?? nothing;
  return t(keyOf(entry), { who: actorText(entry.row.actor, t), ...values(entry, t) })
    .replace(/\s+/g, ' ')
    .trim();
}
