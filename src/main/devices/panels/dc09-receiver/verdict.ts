/**
 * What one received frame is: whose, what it means, and how it is to be answered. Keeps nothing.
 * Must not answer by itself: an ACK goes out only when the message is on disk.
 */
import type { SiaPanelConfig } from '../../../../shared/model/config.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import type { PanelSecrets } from '../../../core/ports/devices.ts';
import type { AnswerKind } from '../dc09/answer.ts';
import { decryptContent } from '../dc09/cipher.ts';
import { type Dc09Content, readContent } from '../dc09/content.ts';
import { type Dc09Frame, decodeFrame } from '../dc09/frame.ts';
import { misunderstood, type Reading } from '../dialect.ts';
import { namesAccount, takesAccount } from '../sia/accounts.ts';
import { readMessage, type SiaReader } from '../sia/message.ts';

export interface Verdict {
  /** null = no panel of ours. */
  readonly panel: SiaPanelConfig | null;
  /** null where the frame could not even be read. */
  readonly frame: Dc09Frame | null;
  readonly account: string;
  /** The message in clear, for the log. */
  readonly text: string;
  readonly reading: Reading;
  /** null = no answer at all (a damaged frame: the sender will repeat it). */
  readonly answer: AnswerKind | null;
  /** Encrypts the answer. */
  readonly key: Uint8Array | null;
}

export interface VerdictOptions {
  readonly readers: readonly SiaReader[];
  readonly secrets: PanelSecrets;
  readonly nowUtcMs: number;
}

/** The sender's clock may be this far ahead of ours, and behind it (DC-09). */
const mostAheadMs = 20_000;
const mostBehindMs = 40_000;

interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly answer: AnswerKind | null;
}
const refuse = (code: string, detail: string, answer: AnswerKind | null = 'duh'): Result<never, Refusal> => fail({ code, detail, answer });

/** Never throws for any bytes. */
export function judge(bytes: Uint8Array, options: VerdictOptions): Verdict {
  const decoded = decodeFrame(bytes);
  const frame = decoded.ok ? decoded.value : null;
  const outer = { frame, account: frame?.account ?? '', text: Buffer.from(bytes).toString('utf8'), key: null } as const;
  if (frame === null || !frame.crcHolds) {
    const code = frame === null ? 'notDc09' : 'badCheckSum';
    return { ...outer, panel: onlyPanel(options), reading: misunderstood(code, outer.text), answer: null };
  }
  const reader = readerOf(options, frame.account);
  if (reader === null) return { ...outer, panel: onlyPanel(options), reading: misunderstood('unknownAccount', outer.account), answer: 'duh' };
  const opened = open(frame, reader, options);
  if (!opened.ok) return { ...outer, panel: reader.config, reading: misunderstood(opened.error.code, opened.error.detail), answer: opened.error.answer };
  const { content, key, text } = opened.value;
  const owner = readerOf(options, content.account ?? frame.account) ?? reader;
  const reading = readMessage(owner, { id: frame.id, account: frame.account, sequence: frame.sequence, content }, false);
  // An unknown code is kept and told, so the panel has done its part; anything else that is not understood is not ours to take.
  const isTaken = reading.problem === null || reading.unknownWord !== undefined;
  return {
    ...outer,
    panel: owner.config,
    account: content.account ?? outer.account,
    text,
    reading,
    answer: isTaken ? 'ack' : 'duh',
    key: isTaken ? key : null,
  };
}

interface Opened {
  readonly content: Dc09Content;
  readonly key: Uint8Array | null;
  readonly text: string;
}

/** The message in clear, if it may be believed. */
function open(frame: Dc09Frame, reader: SiaReader, options: VerdictOptions): Result<Opened, Refusal> {
  const key = keyOf(options.secrets, reader.config.id, frame.account);
  if (!frame.encrypted) return openPlain(frame, key, reader, options);
  if (key === null) return refuse('noKey', frame.account ?? '');
  const plain = decryptContent(frame.content, key);
  const content = plain === null ? null : readContent(plain);
  if (plain === null || content === null) return refuse('wrongKey', frame.account ?? '');
  if (content.atUtcMs === null) return refuse('clockOff', content.time ?? '', 'nak');
  const aheadMs = content.atUtcMs - options.nowUtcMs;
  if (aheadMs > mostAheadMs || aheadMs < -mostBehindMs) return refuse('clockOff', `${Math.round(aheadMs / 1000)} s`, 'nak');
  // Who has the key of one account must not speak for another one.
  if (content.account !== null && content.account !== frame.account) return refuse('accountMismatch', content.account);
  return ok({ content, key, text: textOf(frame, plain) });
}

/** An account with a key never falls back to clear: whoever is on the line could speak for it. */
function openPlain(frame: Dc09Frame, key: Uint8Array | null, reader: SiaReader, options: VerdictOptions): Result<Opened, Refusal> {
  const content = readContent(frame.content);
  if (content === null) return refuse('notDc09', frame.content);
  const owner = readerOf(options, content.account ?? frame.account);
  if (owner === null) return refuse('unknownAccount', content.account ?? '');
  const innerKey = content.account === null ? null : keyOf(options.secrets, owner.config.id, content.account);
  if (key !== null || innerKey !== null) return refuse('notEncrypted', content.account ?? frame.account ?? reader.config.id);
  return ok({ content, key: null, text: textOf(frame, frame.content) });
}

const textOf = ({ id, sequence, account }: Dc09Frame, content: string): string =>
  `"${id}"${sequence}#${account ?? ''}${content.replace(/\[K[^\]]*\]/gi, '[K…]')}`;

function keyOf(secrets: PanelSecrets, panelId: string, account: string | null): Uint8Array | null {
  const own = account === null ? null : secrets.receiverKey(panelId, account);
  return own ?? secrets.receiverKey(panelId, '*');
}

/** Who names the account goes before who takes any. */
function readerOf({ readers }: VerdictOptions, account: string | null): SiaReader | null {
  if (account === null) return readers.find(({ config }) => (config.accounts ?? []).length === 0) ?? (readers.length === 1 ? (readers[0] ?? null) : null);
  return readers.find(({ config }) => namesAccount(config, account)) ?? readers.find(({ config }) => takesAccount(config, account)) ?? null;
}

const onlyPanel = ({ readers }: VerdictOptions): SiaPanelConfig | null => (readers.length === 1 ? (readers[0]?.config ?? null) : null);
