/** JSON of gateways: `{accountId, time, code, zone, text}` and names like these. Pure; must not know what a code means. */
import { readTime } from '../dc09/content.ts';
import type { JsonObject } from '../json-message.ts';
import { plainNumber, type ReportedEvent, readBlock } from './event-block.ts';

export interface GatewayEvent {
  readonly account: string | null;
  readonly event: ReportedEvent;
  readonly atUtcMs: number | null;
  readonly identity: string | null;
}

const names = {
  account: ['accountid', 'account', 'accountnumber', 'acct'],
  code: ['code', 'eventcode', 'event', 'sia', 'cid'],
  qualifier: ['qualifier', 'q'],
  zone: ['zone', 'zonenumber', 'point', 'sensor'],
  user: ['user', 'usernumber'],
  partition: ['partition', 'partitionnumber', 'area', 'group'],
  text: ['text', 'message', 'description'],
  time: ['time', 'timestamp', 'datetime'],
  id: ['id', 'sequence', 'seq'],
} as const;

/** The text or number under one of these names, whatever their case. */
export function fieldOf(object: JsonObject, wanted: readonly string[]): string | null {
  for (const name of wanted) {
    const key = Object.keys(object).find((one) => one.toLowerCase() === name);
    const value = key === undefined ? null : object[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  }
  return null;
}

/** The code that the object carries, as received; null = none. */
export const codeField = (object: JsonObject): string | null => fieldOf(object, names.code);

/** The account that the object names, in capitals. */
export const accountField = (object: JsonObject): string | null => fieldOf(object, names.account)?.toUpperCase() ?? null;

/** The events of an object: one, or those of a whole block in its code (`Nri1/BA001`); null when that is neither Contact ID nor SIA. */
export function readGatewayEvents(object: JsonObject): (Omit<GatewayEvent, 'event'> & { readonly events: readonly ReportedEvent[] }) | null {
  const single = readGatewayEvent(object);
  if (single !== null) return { ...single, events: [single.event] };
  const block = readBlock(codeField(object) ?? '');
  if (block.length === 0) return null;
  const { event, ...rest } = gatewayEvent(object, noCode);
  const events = block.map((one) => ({
    ...one,
    number: one.number ?? event.number,
    partition: one.partition ?? event.partition,
    user: one.user ?? event.user,
    text: one.text ?? event.text,
    time: one.time ?? event.time,
  }));
  return { ...rest, events };
}

/** One event from an object; null when its code is neither Contact ID nor SIA. */
export function readGatewayEvent(object: JsonObject): GatewayEvent | null {
  const code = codeOf(codeField(object) ?? '', fieldOf(object, names.qualifier));
  return code === null ? null : gatewayEvent(object, code);
}

type Code = Pick<ReportedEvent, 'format' | 'code' | 'qualifier' | 'received'>;
const noCode: Code = { format: 'sia', code: '', qualifier: null, received: '' };

function gatewayEvent(object: JsonObject, code: Code): GatewayEvent {
  const at = timeOf(object);
  const number = fieldOf(object, names.zone);
  const user = fieldOf(object, names.user);
  const partition = fieldOf(object, names.partition);
  const id = fieldOf(object, names.id);
  return {
    account: accountField(object),
    event: {
      ...code,
      number: numberOf(number) ?? numberOf(user),
      partition: partition === null || /^0*$/.test(partition) ? null : plainNumber(partition),
      user: numberOf(user),
      text: fieldOf(object, names.text),
      time: at.atUtcMs === null ? at.text : null,
      old: false,
    },
    atUtcMs: at.atUtcMs,
    identity: at.atUtcMs === null || id === null ? null : `${id}:${at.atUtcMs}`,
  };
}

const numberOf = (text: string | null): string | null => (text === null ? null : plainNumber(text));

/** `BA`; `130`, `1130`, `E130`, `R130`, with the qualifier in a field of its own where it is not in the code. */
function codeOf(code: string, qualifierField: string | null): Code | null {
  const received = code.toUpperCase();
  if (/^[A-Z]{2}$/.test(received)) return { format: 'sia', code: received, qualifier: null, received };
  const found = /^([136ERS]?)(\d{3})$/.exec(received);
  if (found === null) return null;
  const qualifier = qualifierOf(found[1] ?? '') ?? qualifierOf(qualifierField?.toUpperCase() ?? '') ?? '1';
  return { format: 'contactId', code: found[2] ?? '', qualifier, received: `${qualifier}${found[2]}` };
}

function qualifierOf(word: string): '1' | '3' | '6' | null {
  if (word === '1' || word === 'E' || word === 'EVENT' || word === 'NEW') return '1';
  if (word === '3' || word === 'R' || word === 'RESTORE' || word === 'CLOSE') return '3';
  return word === '6' || word === 'S' || word === 'STATUS' ? '6' : null;
}

/** A time with a date and a zone is a time; anything else stays a text. Seconds or milliseconds since 1970 count as a time. */
function timeOf(object: JsonObject): { readonly atUtcMs: number | null; readonly text: string | null } {
  const text = fieldOf(object, names.time);
  if (text === null) return { atUtcMs: null, text: null };
  if (/^\d{10}(?:\d{3})?$/.test(text)) return { atUtcMs: Number(text) * (text.length === 10 ? 1000 : 1), text };
  const atUtcMs = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : (readTime(text.replace(/^_/, '')) ?? Number.NaN);
  return { atUtcMs: Number.isNaN(atUtcMs) ? null : atUtcMs, text };
}
