/** From one DC-09 message in clear to a reading: which account, which events, what they mean. Used by the topic and by our own receiver. */
import type { SiaPanelConfig } from '../../../../shared/model/config.ts';
import type { Dc09Content } from '../dc09/content.ts';
import { misunderstood, type Reading, type WordBook } from '../dialect.ts';
import type { SignalMaker } from '../signal-maker.ts';
import { accountLabel, takesAccount } from './accounts.ts';
import { type ReportedEvent, readBlock, readContactId, readSiaBlock } from './event-block.ts';
import { type EventContext, signalsOf } from './event-signals.ts';

export interface SiaMessage {
  /** `SIA-DCS`, `ADM-CID`, `NULL` …; null = a bare block, told by its look. */
  readonly id: string | null;
  readonly account: string | null;
  /** null = not numbered. */
  readonly sequence: string | null;
  readonly content: Dc09Content;
}

export interface SiaReader {
  readonly config: SiaPanelConfig;
  readonly words: WordBook;
  readonly maker: SignalMaker;
}

/** Answers of a receiver that a gateway passes on: nothing new in them. */
const answers: ReadonlySet<string> = new Set(['ACK', 'NAK', 'DUH', 'RSP']);

/** What a message means. Never throws. */
export function readMessage(reader: SiaReader, message: SiaMessage, retained: boolean): Reading {
  const { id, content } = message;
  if (id !== null && answers.has(id)) return readingOf([]);
  const account = content.account ?? message.account;
  if (account !== null && !takesAccount(reader.config, account)) return misunderstood('unknownAccount', account);
  if (id === 'NULL' || (content.data === '' && id !== null)) return readingOf(retained ? [] : [{ type: 'alive', panelId: reader.config.id }]);
  if (id !== null && id !== 'SIA-DCS' && id !== 'ADM-CID') return misunderstood('unknownFormat', id);
  const events = eventsOf(id, content.data);
  if (events.length === 0) return misunderstood('noEvent', content.data);
  return readEvents(reader, events, {
    label: account === null ? reader.config.name : accountLabel(reader.config, account),
    retained,
    atUtcMs: content.atUtcMs,
    texts: textsOf(content),
    identity: content.time === null || message.sequence === null ? null : `${account ?? ''}:${message.sequence}:${content.time}`,
  });
}

/** The events of one message with one reading for all. */
export function readEvents(reader: SiaReader, events: readonly ReportedEvent[], context: EventContext): Reading {
  const read = events.map((event, index) => signalsOf(reader.maker, reader.words, context, event, index));
  const unknown = read.find((one) => one.unknown !== null)?.unknown ?? null;
  const reading = readingOf(read.flatMap((one) => one.signals));
  return unknown === null ? reading : { ...reading, problem: misunderstood('unknownWord', unknown).problem, unknownWord: unknown };
}

const readingOf = (signals: Reading['signals']): Reading => ({ signals, problem: null, subscriptionsChanged: false });

/** Some gateways put the wrong id: what is inside decides where the id does not fit. */
function eventsOf(id: string | null, data: string): readonly ReportedEvent[] {
  if (id === null) return readBlock(data);
  const contactId = readContactId(data);
  return contactId === null ? readSiaBlock(data) : [contactId];
}

/** Pictures, places and times as words. A link is shown and never followed; a key (`K`) is nobody's business. */
function textsOf(content: Dc09Content): readonly string[] {
  return content.extensions.filter(({ letter }) => letter.toUpperCase() !== 'K').map(({ letter, text }) => (letter === 'V' ? text : `${letter} ${text}`));
}
