/** What a receiver answers: ACK, NAK, DUH (DC-09). Pure but for the random filling of an encrypted one. */
import { encryptContent } from './cipher.ts';
import { writeTime } from './content.ts';
import { type Dc09Envelope, encodeFrame } from './frame.ts';

/** ack: it is kept. duh: it was received whole and can't be used; sending it again is no use. nak: its time is off, ours comes along. */
export type AnswerKind = 'ack' | 'nak' | 'duh';

/** The bytes of the answer to `to`. With a key an ACK is encrypted, as its message was. */
export function encodeAnswer(kind: AnswerKind, to: Dc09Envelope, nowUtcMs: number, key: Uint8Array | null): Buffer {
  const { sequence, receiver, line, account } = to;
  if (kind === 'nak') {
    return encodeFrame({ id: 'NAK', encrypted: false, sequence: '0000', receiver: '0', line: '0', account: null, content: `A0[]_${writeTime(nowUtcMs)}` });
  }
  if (kind === 'duh') return encodeFrame({ id: 'DUH', encrypted: false, sequence, receiver, line, account, content: '[]' });
  const content = key === null ? '[]' : encryptContent(`[]_${writeTime(nowUtcMs)}`, key);
  return encodeFrame({ id: 'ACK', encrypted: key !== null, sequence, receiver, line, account, content });
}
