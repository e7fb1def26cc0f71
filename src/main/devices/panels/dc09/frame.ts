/**
 * The envelope of SIA DC-09: check sum, length, id, sequence, receiver, line, account, and what is in it.
 * Must not know what a message means. Never throws for any bytes.
 */
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { crc16 } from './crc16.ts';

export interface Dc09Envelope {
  /** `SIA-DCS`, `ADM-CID`, `NULL`, `ACK`, `NAK`, `DUH`, `RSP` …, without the `*` of an encrypted one. */
  readonly id: string;
  readonly encrypted: boolean;
  /** Four digits. */
  readonly sequence: string;
  /** Hexadecimal, without its `R`; null = not said. */
  readonly receiver: string | null;
  readonly line: string;
  /** Without its `#`; null = not said (`A0` of a NAK). */
  readonly account: string | null;
  /** From the first `[`: text, or `[` and hexadecimal where encrypted. */
  readonly content: string;
}

export interface Dc09Frame extends Dc09Envelope {
  /** As it stands in the frame, upper case. */
  readonly crc: string;
  readonly crcHolds: boolean;
  readonly lengthHolds: boolean;
}

const header = /^"(\*?)([A-Z0-9-]{1,16})"(\d{4})(?:R([0-9A-F]{1,6}))?(?:L([0-9A-F]{1,6}))?(?:#([0-9A-Z]{1,16})|A0)?(\[.*)?$/is;
const hexText = /^[0-9A-F]+$/i;

/** Reads a frame without its LF and CR; with hexadecimal check sum (8 characters before the quote) or the rare binary one (6). */
export function decodeFrame(bytes: Uint8Array): Result<Dc09Frame, 'notDc09'> {
  const quoteAt = bytes[8] === 0x22 ? 8 : 6;
  if (bytes[quoteAt] !== 0x22) return fail('notDc09');
  const head = Buffer.from(bytes.subarray(0, quoteAt)).toString('latin1');
  const length = head.slice(-4);
  const crc = quoteAt === 8 ? head.slice(0, 4).toUpperCase() : hex4(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0));
  if (!hexText.test(length) || !hexText.test(crc)) return fail('notDc09');
  const body = bytes.subarray(quoteAt);
  const found = header.exec(textOf(body));
  if (found === null) return fail('notDc09');
  const [, star, id = '', sequence = '', receiver = null, line = '0', account = null, content = '[]'] = found;
  return ok({
    id: id.toUpperCase(),
    encrypted: star === '*',
    sequence,
    receiver,
    line,
    account: account?.toUpperCase() ?? null,
    content,
    crc,
    crcHolds: crc === hex4(crc16(body)),
    lengthHolds: Number.parseInt(length, 16) === body.length,
  });
}

/** The bytes of a frame from LF to CR. Throws when it is longer than its length field can say: a bug of the caller. */
export function encodeFrame(envelope: Dc09Envelope): Buffer {
  const { id, encrypted, sequence, receiver, line, account, content } = envelope;
  const to = `${receiver === null ? '' : `R${receiver}`}L${line}${account === null ? '' : `#${account}`}`;
  const body = Buffer.from(`"${encrypted ? '*' : ''}${id}"${sequence}${to}${content}`, 'utf8');
  if (body.length > 0xffff) throw new RangeError(`a DC-09 message of ${body.length} bytes`);
  return Buffer.concat([Buffer.from(`\n${hex4(crc16(body))}${hex4(body.length)}`, 'latin1'), body, Buffer.from('\r', 'latin1')]);
}

const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Texts come in UTF-8 from new panels and in Latin-1 from old ones. */
function textOf(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
