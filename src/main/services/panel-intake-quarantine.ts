/** What is kept of a message that could not be understood: its beginning, as text where it is text, and its length. */
import type { JsonObject } from '../../shared/model/journal.ts';
import type { PanelMessage } from '../core/ports/devices.ts';

export function quarantinePayload(message: PanelMessage): JsonObject {
  const cut = message.payloadBytes > message.payloadHead.length;
  const text = asText(message.payloadHead, cut);
  return {
    topic: message.topic.toWellFormed(),
    problem: (message.problem ?? '').toWellFormed(),
    bytes: message.payloadBytes,
    cut,
    ...(text === null ? { head: base64(message.payloadHead), encoding: 'base64' } : { head: text, encoding: 'utf-8' }),
  };
}

/** The beginning as a person can read it: bytes that are no text as `\x..`, control characters (but ends of lines and tabs) as `\u....`. */
export function shownText(message: PanelMessage, mostCharacters: number): string {
  const text = asText(message.payloadHead, message.payloadBytes > message.payloadHead.length);
  const shown =
    text === null
      ? [...message.payloadHead.subarray(0, mostCharacters)].map(shownByte).join('')
      : text.slice(0, mostCharacters).replace(/[^\P{Cc}\t\n\r]/gu, escapeOf);
  return shown.slice(0, mostCharacters).toWellFormed();
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const escapeOf = (sign: string): string => `\\u${hex(sign.charCodeAt(0), 4)}`;
const shownByte = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${hex(byte, 2)}`);

/** Null where it isn't UTF-8. A character cut in two at the end of the head doesn't count against it. */
function asText(bytes: Uint8Array, cut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return null;
  }
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
