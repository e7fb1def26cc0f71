/**
 * Dialect `sia`: gateways that publish DC-09 frames, bare blocks or JSON with event codes. It only reports.
 * Must not know the codes (event-codes) nor our own receiver (dc09-receiver), which reads the same messages.
 */
import type { SiaPanelConfig } from '../../../../shared/model/config.ts';
import { readContent } from '../dc09/content.ts';
import { decodeFrame } from '../dc09/frame.ts';
import { misunderstood, type PanelDialect, type PanelPayload, type Reading, takesNoCommands, understood, unknownWord, type WordBook } from '../dialect.ts';
import { isObject, type JsonObject, readText } from '../json-message.ts';
import { parseJson } from '../mapping/json-path.ts';
import { SignalMaker } from '../signal-maker.ts';
import { matchTopic } from '../topic-filter.ts';
import { accountLabel, takesAccount } from './accounts.ts';
import { readContactId } from './event-block.ts';
import { accountField, codeField, fieldOf, readGatewayEvents } from './json-gateway.ts';
import { readEvents, readMessage, type SiaReader } from './message.ts';

/** The dialect for one configured panel; without a topic it hears nothing. */
export function createSiaDialect(config: SiaPanelConfig, words: WordBook): PanelDialect {
  const reader: SiaReader = { config, words, maker: new SignalMaker(config) };
  const filters = config.topic === null ? [] : [config.topic];
  return {
    panelId: config.id,
    ...takesNoCommands,
    subscriptions: () => filters,
    descriptionFilters: () => [],
    due: () => [],
    parse(message) {
      if (config.topic === null || matchTopic(config.topic, message.topic) === null) return null;
      return readPayload(reader, message);
    },
  };
}

/** Lines of one payload that are read; nobody sends more events in one message. */
const maxLines = 200;

function readPayload(reader: SiaReader, message: PanelPayload): Reading {
  if (message.payload.length === 0) return understood([]);
  const text = readText(message.payload);
  if (!text.ok) return text.error;
  const trimmed = text.value.trim();
  const json = trimmed.startsWith('{') || trimmed.startsWith('[{') ? parseJson(trimmed) : null;
  if (json?.ok && (isObject(json.value) || Array.isArray(json.value))) return readJson(reader, json.value, message.retained);
  const lines = trimmed.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return together(lines.slice(0, maxLines).map((line) => readLine(reader, line.trim(), message.retained) ?? misunderstood('notDc09', line)));
}

function readJson(reader: SiaReader, value: JsonObject | readonly unknown[], retained: boolean): Reading {
  if (isObject(value)) return readObject(reader, value, retained);
  return together(value.slice(0, maxLines).map((one) => (isObject(one) ? readObject(reader, one, retained) : misunderstood('notJson', 'no object'))));
}

/** Names under which gateways pass the frame or block on as it came. */
const rawNames = ['raw', 'frame', 'data', 'payload', 'message', 'event_message', 'event', 'code'];
/** Any sign of a frame or block; enough where nothing else says what has happened. */
const mayBeRaw = /["[#|]/;
/** A frame, or a block with its account: what a text for people (`[Hall] door`, `#5`) never looks like. */
const isRaw = /^(?:[0-9A-F]{8})?"\*?[A-Z-]+"\d{4}|^\[?#[0-9A-Z]{1,16}\|/i;
const signOfLife = /^(?:null|heartbeat|ping|alive|keepalive)$/i;

function readObject(reader: SiaReader, object: JsonObject, retained: boolean): Reading {
  const found = readGatewayEvents(object);
  const code = codeField(object);
  const looksRaw = found === null ? mayBeRaw : isRaw;
  for (const name of rawNames) {
    const raw = fieldOf(object, [name]);
    const reading = raw !== null && looksRaw.test(raw) ? readLine(reader, raw, retained) : null;
    if (reading !== null) return reading;
  }
  const account = accountField(object);
  if (account !== null && !takesAccount(reader.config, account)) return misunderstood('unknownAccount', account);
  if (signOfLife.test(code ?? fieldOf(object, ['type']) ?? '')) return understood(retained ? [] : [{ type: 'alive', panelId: reader.config.id }]);
  if (code === null) return misunderstood('noEvent', JSON.stringify(object));
  if (found === null) return unknownWord(code);
  const label = account === null ? reader.config.name : accountLabel(reader.config, account);
  const identity = found.identity === null ? null : `${account ?? ''}:${found.identity}`;
  return readEvents(reader, found.events, { label, retained, atUtcMs: found.atUtcMs, texts: [], identity });
}

/**
 * A frame (its check sum and length are not asked: gateways shorten and mend texts, and TCP has carried it), a frame
 * without them, a block in brackets, or a Contact ID message as DC-05 has it. null = none of these.
 */
function readLine(reader: SiaReader, line: string, retained: boolean): Reading | null {
  const framed = /^[0-9A-F]{8}"/i.test(line) ? line : line.startsWith('"') ? `00000000${line}` : null;
  if (framed !== null) return readFrame(reader, framed, retained);
  const block = readContent(line.startsWith('#') ? `[${line}]` : line);
  if (block !== null && (block.data !== '' || block.account !== null)) {
    return readMessage(reader, { id: block.data === '' ? 'NULL' : null, account: null, sequence: null, content: block }, retained);
  }
  const account = /^([0-9A-F]{4})\s?(?:18|98)\s?[136]/i.exec(line)?.[1] ?? null;
  if (account === null || readContactId(line) === null) return null;
  const content = { account: account.toUpperCase(), data: line, extensions: [], atUtcMs: null, time: null };
  return readMessage(reader, { id: 'ADM-CID', account: null, sequence: null, content }, retained);
}

function readFrame(reader: SiaReader, text: string, retained: boolean): Reading | null {
  const frame = decodeFrame(Buffer.from(text, 'utf8'));
  if (!frame.ok) return null;
  const { id, account, sequence, encrypted } = frame.value;
  if (encrypted) return misunderstood('encrypted', account ?? '');
  const content = readContent(frame.value.content);
  return content === null ? null : readMessage(reader, { id, account, sequence, content }, retained);
}

/** Several readings as one; the first problem and the first unknown word stand for all. */
function together(readings: readonly Reading[]): Reading {
  const [only] = readings;
  if (only === undefined) return understood([]);
  if (readings.length === 1) return only;
  const unknown = readings.find((reading) => reading.unknownWord !== undefined)?.unknownWord;
  return {
    signals: readings.flatMap((reading) => reading.signals),
    problem: readings.find((reading) => reading.problem !== null)?.problem ?? null,
    subscriptionsChanged: false,
    ...(unknown === undefined ? {} : { unknownWord: unknown }),
  };
}
