/** The words of a SIA block (DC-03 within DC-09) and of a Contact ID block, as they stand there. Pure; must not know what a code means. */

/** One event as it was reported, before anybody has looked its code up. */
export interface ReportedEvent {
  readonly format: 'sia' | 'contactId';
  /** `BA`, or three digits. */
  readonly code: string;
  /** Contact ID: 1 new or opening, 3 over or closing, 6 still so. */
  readonly qualifier: '1' | '3' | '6' | null;
  /** As received (`1130`, `BA`). */
  readonly received: string;
  /** The number that comes with the code; without leading zeros, null = none said. */
  readonly number: string | null;
  /** Without leading zeros; null = none (0 counts as none). */
  readonly partition: string | null;
  /** From a modifier of its own; null = not said. */
  readonly user: string | null;
  readonly text: string | null;
  /** Time without a date, as received. */
  readonly time: string | null;
  /** An event of the past that is told again. */
  readonly old: boolean;
}

/** A number without its leading zeros; `000` is `0`. */
export const plainNumber = (digits: string): string => digits.replace(/^0+(?=.)/, '');
const partitionOf = (digits: string): string | null => (/^0*$/.test(digits) ? null : plainNumber(digits));

const contactIdPattern = /^([136])\s?([0-9A-F]{3})\s?([0-9A-F]{2})\s?([0-9A-F]{3})(?:\s?[0-9A-F])?$/i;
/** With account and message type in front (DC-05): `1234 18 1131 01 015 8`. */
const longContactId = /^[0-9A-F]{4}\s?(?:18|98)\s?(?=[136]\s?[0-9A-F]{3})/i;

/** `1130 02 001`, also without blanks, and with account and message type in front; null when it is none. */
export function readContactId(data: string): ReportedEvent | null {
  const trimmed = data.trim();
  const found = contactIdPattern.exec(trimmed) ?? contactIdPattern.exec(trimmed.replace(longContactId, ''));
  if (found === null) return null;
  const [, qualifier, code = '', group = '', number = ''] = found;
  if (qualifier !== '1' && qualifier !== '3' && qualifier !== '6') return null;
  const facts = { user: null, text: null, time: null, old: false };
  const upper = code.toUpperCase();
  return {
    format: 'contactId',
    code: upper,
    qualifier,
    received: `${qualifier}${upper}`,
    number: plainNumber(number),
    partition: partitionOf(group),
    ...facts,
  };
}

interface Modifiers {
  partition: string | null;
  user: string | null;
  time: string | null;
}

const modifier = /^([a-z]{2})([\d:.-]*)/;
const codeAndNumber = /^([A-Z]{2})(\d*)/;

/**
 * `Nri1/BA001`, `Nti22:40/id7/OP007NM`, `Nri1BA001/TA002^text^`: the events in it in their order; empty when there is none.
 * Modifiers (`ri` area, `id` user, `ti` time) hold for the events behind them.
 */
export function readSiaBlock(data: string): readonly ReportedEvent[] {
  const events: ReportedEvent[] = [];
  const now: Modifiers = { partition: null, user: null, time: null };
  let old = false;
  let rest = data.trim();
  if (/^[NO](?=[a-z]{2}|[A-Z]{2}|\/|$)/.test(rest)) {
    old = rest.startsWith('O');
    rest = rest.slice(1);
  }
  while (rest !== '') {
    const event = codeAndNumber.exec(rest);
    const change = event === null ? modifier.exec(rest) : null;
    const text = event === null && change === null ? readText(rest) : null;
    if (event !== null) {
      events.push(eventOf(event[1] ?? '', event[2] ?? '', now, old));
      rest = withTail(events, rest.slice(event[0].length));
    } else if (change !== null) {
      modify(now, change[1] ?? '', change[2] ?? '');
      rest = rest.slice(change[0].length);
    } else if (text !== null) {
      addText(events, text.text);
      rest = text.rest;
    } else rest = rest.slice(1);
  }
  return events;
}

/** A bare block, told by its look: Contact ID or SIA; empty when it is neither. */
export function readBlock(data: string): readonly ReportedEvent[] {
  const contactId = readContactId(data);
  if (contactId !== null) return [contactId];
  return looksLikeSia.test(data.trim()) ? readSiaBlock(data) : [];
}

const looksLikeSia = /^[NO]?(?:[a-z]{2}[\d:.-]*\/?)*\/?[A-Z]{2}(?:\d|[/^|*"]|$)/;

function eventOf(code: string, digits: string, now: Readonly<Modifiers>, old: boolean): ReportedEvent {
  const number = digits === '' ? null : plainNumber(digits);
  return { format: 'sia', code, qualifier: null, received: code, number, partition: now.partition, user: now.user, text: null, time: now.time, old };
}

function modify(now: Modifiers, name: string, value: string): void {
  if (name === 'ri') now.partition = partitionOf(value);
  else if (name === 'id') now.user = value === '' ? null : plainNumber(value);
  else if (name === 'ti') now.time = value === '' ? null : value;
}

/** What stands behind a number up to the next separator is text of the event (`OP001NM`). */
function withTail(events: ReportedEvent[], rest: string): string {
  const tail = /^[^/|^*"[\]]+/.exec(rest)?.[0] ?? '';
  addText(events, tail);
  return rest.slice(tail.length);
}

/** `^text^`, `*text*`, `"text"`, or a block of its own behind a bar (`|Atext`). */
function readText(rest: string): { readonly text: string; readonly rest: string } | null {
  const marked = /^([\^*"])([^^*"]*)\1?/.exec(rest);
  if (marked !== null) return { text: marked[2] ?? '', rest: rest.slice(marked[0].length) };
  const block = /^\|A([^|]*)/.exec(rest);
  return block === null ? null : { text: block[1] ?? '', rest: rest.slice(block[0].length) };
}

function addText(events: ReportedEvent[], text: string): void {
  const last = events.at(-1);
  const trimmed = text.trim();
  if (last === undefined || trimmed === '') return;
  events[events.length - 1] = { ...last, text: last.text === null ? trimmed : `${last.text} ${trimmed}` };
}
