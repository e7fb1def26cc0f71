import { describe, expect, it } from 'vitest';
import type { Frame, FrameParts } from '../../../../../../src/main/devices/readers/osdp/frame.ts';
import { beginHandshake, type PanelHandshake } from '../../../../../../src/main/devices/readers/osdp/secure/handshake.ts';
import { defaultKey } from '../../../../../../src/main/devices/readers/osdp/secure/keys.ts';
import {
  type AnswerOptions,
  answerChallenge,
  keyKindAskedFor,
  type ReaderHandshake,
} from '../../../../../../src/main/devices/readers/osdp/secure/reader-handshake.ts';
import { accepted, bytesOf, changed, clientId, frameFrom, frameOf, hexOf, ownKey, randomA, randomB, rowFrom } from './wire.ts';

const ours = { address: 0, check: 'crc', key: ownKey, keyKind: 'own', randomA } as const;
const theirs: AnswerOptions = { key: ownKey, keyKind: 'own', clientId, randomB };

interface Both {
  readonly panel: PanelHandshake;
  readonly reader: ReaderHandshake;
}
const both = (answer: AnswerOptions = theirs): Both => {
  const panel = beginHandshake(ours);
  return { panel, reader: accepted(answerChallenge(frameFrom(panel.challenge), answer)) };
};
/** Up to the RMAC_I that the panel should like. */
const proved = (): { panel: PanelHandshake; rmacI: Frame } => {
  const { panel, reader } = both();
  const scrypt = accepted(panel.acceptCcrypt(frameFrom(reader.ccrypt)));
  return { panel, rmacI: frameFrom(accepted(reader.acceptScrypt(frameFrom(scrypt))).rmacI) };
};
const flippedAt = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 0x01 : byte));
const selector = (type: number, data: number): Partial<FrameParts> => ({ security: { type, data: Uint8Array.of(data) } });

describe('a handshake', () => {
  it('with SCBK-D has the bytes of the capture at a real reader, whose RMAC_I came in SCS_12', () => {
    const panel = beginHandshake({ ...ours, key: defaultKey, keyKind: 'default', randomA: bytesOf('9acc78e0e206fd87'), sequence: 2 });
    expect(hexOf(panel.challenge)).toBe('530013000e031100769acc78e0e206fd8751ed');
    const ccrypt = frameOf('53802b000e0312007600000015cd5b0700d66d5a91e600806a53fa00e5e6e152abd57a7e10000b4a5fa052');
    expect(hexOf(accepted(panel.acceptCcrypt(ccrypt)))).toBe('53001b000f031300772e82307d6d655de166e7e7b2b02e1a7b9421');
    const channel = accepted(panel.acceptRmac(frameOf('53801b000f03120178a96542f6d54e3c129768db80dd2fda504fc2')));
    expect(frameFrom(channel.seal({ address: 0, sequence: 1, check: 'crc', code: 0x60, data: new Uint8Array(0) })).security?.type).toBe(0x15);
  });

  it.each(['crc', 'checksum'] as const)('gives both sides the ends of one channel, with %s', (check) => {
    const panel = beginHandshake({ ...ours, check, address: 0x65 });
    const reader = accepted(answerChallenge(frameFrom(panel.challenge), theirs));
    const scrypt = frameFrom(accepted(panel.acceptCcrypt(frameFrom(reader.ccrypt))));
    const answered = accepted(reader.acceptScrypt(scrypt));
    const panelEnd = accepted(panel.acceptRmac(frameFrom(answered.rmacI)));
    const parts = { address: 0x65, sequence: 2, check, code: 0x69, data: rowFrom(0, 14) } as const;
    expect(scrypt).toMatchObject({ sequence: 1, check, address: 0x65 });
    expect(answered.channel?.open(frameFrom(panelEnd.seal(parts)))).toEqual({ ok: true, value: { code: 0x69, data: rowFrom(0, 14) } });
  });

  it.each([
    [undefined, 0, 1],
    [1, 1, 2],
    [3, 3, 1],
  ] as const)('that is to begin at sequence number %s challenges with %i and proves with %i', (sequence, first, second) => {
    const panel = beginHandshake(sequence === undefined ? ours : { ...ours, sequence });
    const reader = accepted(answerChallenge(frameFrom(panel.challenge), theirs));
    const scrypt = frameFrom(accepted(panel.acceptCcrypt(frameFrom(reader.ccrypt))));
    expect([frameFrom(panel.challenge).sequence, frameFrom(reader.ccrypt).sequence, scrypt.sequence]).toEqual([first, first, second]);
  });

  it('gives its channel once', () => {
    const { panel, rmacI } = proved();
    expect(panel.acceptRmac(rmacI).ok).toBe(true);
    expect(panel.acceptRmac(rmacI)).toEqual({ ok: false, error: 'outOfOrder' });
  });

  it('takes its steps in order', () => {
    const { panel, rmacI } = proved();
    const { panel: fresh, reader } = both();
    expect(fresh.acceptRmac(rmacI)).toEqual({ ok: false, error: 'outOfOrder' });
    expect(panel.acceptCcrypt(frameFrom(reader.ccrypt))).toEqual({ ok: false, error: 'outOfOrder' });
  });

  it.each<[string, Partial<FrameParts>, string]>([
    ['of another address', { address: 1 }, 'unexpected'],
    ['with another sequence number', { sequence: 1 }, 'unexpected'],
    ['that is our own echo', { fromReader: false }, 'unexpected'],
    ['that is a NAK', { code: 0x41, data: Uint8Array.of(5) }, 'unexpected'],
    ['that is too short', { data: new Uint8Array(31) }, 'malformed'],
    ['that is too long', { data: new Uint8Array(33) }, 'malformed'],
    ['in clear', { security: null }, 'notSecured'],
    ['in the block of another step', selector(0x14, 1), 'notSecured'],
    ['with the other kind of key', selector(0x12, 0), 'wrongKeyKind'],
    ['with a kind of key that does not exist', selector(0x12, 2), 'wrongKeyKind'],
    ['without a kind of key', { security: { type: 0x12, data: new Uint8Array(0) } }, 'wrongKeyKind'],
  ])('refuses a CCRYPT %s and then still takes the true one', (_, parts, error) => {
    const { panel, reader } = both();
    const ccrypt = frameFrom(reader.ccrypt);
    expect(panel.acceptCcrypt(changed(ccrypt, parts))).toEqual({ ok: false, error });
    expect(panel.acceptCcrypt(ccrypt).ok).toBe(true);
  });

  it('refuses a proof with any byte changed', () => {
    const { panel, reader } = both();
    const ccrypt = frameFrom(reader.ccrypt);
    for (let at = 8; at < 32; at += 1) {
      expect(panel.acceptCcrypt(changed(ccrypt, { data: flippedAt(ccrypt.data, at) }))).toEqual({ ok: false, error: 'wrongKey' });
    }
  });

  it('finds out that the reader has another key', () => {
    const { panel, reader } = both({ ...theirs, key: rowFrom(0x55, 16) });
    expect(panel.acceptCcrypt(frameFrom(reader.ccrypt))).toEqual({ ok: false, error: 'wrongKey' });
  });

  it('with its own key is never brought down to SCBK-D', () => {
    const { panel, reader } = both({ ...theirs, key: defaultKey, keyKind: 'default' });
    expect(panel.acceptCcrypt(frameFrom(reader.ccrypt))).toEqual({ ok: false, error: 'wrongKeyKind' });
    const liar = both({ ...theirs, key: defaultKey, keyKind: 'own' });
    expect(liar.panel.acceptCcrypt(frameFrom(liar.reader.ccrypt))).toEqual({ ok: false, error: 'wrongKey' });
  });

  it.each<[string, Partial<FrameParts>, string]>([
    ['of another address', { address: 1 }, 'unexpected'],
    ['with another sequence number', { sequence: 0 }, 'unexpected'],
    ['that is another message', { code: 0x40, data: new Uint8Array(0) }, 'unexpected'],
    ['that is too short', { data: new Uint8Array(15) }, 'malformed'],
    ['in clear', { security: null }, 'notSecured'],
    ['in a block of the panel', selector(0x13, 1), 'notSecured'],
    ['that says refused', selector(0x14, 0xff), 'serverRefused'],
    ['that says refused as libosdp does', selector(0x14, 0x00), 'serverRefused'],
    ['with an R-MAC that is not the first of this session', { data: rowFrom(0, 16) }, 'wrongRMac'],
  ])('refuses an RMAC_I %s and then still takes the true one', (_, parts, error) => {
    const { panel, rmacI } = proved();
    expect(panel.acceptRmac(changed(rmacI, parts))).toEqual({ ok: false, error });
    expect(panel.acceptRmac(rmacI).ok).toBe(true);
  });
});

describe("the reader's side of a handshake", () => {
  it('tells which key is asked for', () => {
    const asked = (keyKind: 'own' | 'default'): Frame => frameFrom(beginHandshake({ ...ours, keyKind }).challenge);
    expect([keyKindAskedFor(asked('own')), keyKindAskedFor(asked('default'))]).toEqual(['own', 'default']);
    expect(keyKindAskedFor(changed(asked('own'), selector(0x11, 7)))).toBeNull();
    expect(keyKindAskedFor(changed(asked('own'), { security: null }))).toBeNull();
  });

  it.each<[string, Partial<FrameParts>, string]>([
    ['a reply', { fromReader: true }, 'unexpected'],
    ['another command', { code: 0x60, data: new Uint8Array(0) }, 'unexpected'],
    ['a challenge of seven bytes', { data: new Uint8Array(7) }, 'malformed'],
    ['a challenge in clear', { security: null }, 'notSecured'],
  ])('does not answer %s', (_, parts, error) => {
    const challenge = frameFrom(beginHandshake(ours).challenge);
    expect(answerChallenge(changed(challenge, parts), theirs)).toEqual({ ok: false, error });
  });

  it('refuses a panel without its key and gives it no R-MAC', () => {
    const { panel, reader } = both();
    const scrypt = frameFrom(accepted(panel.acceptCcrypt(frameFrom(reader.ccrypt))));
    const refused = accepted(reader.acceptScrypt(changed(scrypt, { data: flippedAt(scrypt.data, 3) })));
    expect(refused.channel).toBeNull();
    expect(frameFrom(refused.rmacI)).toMatchObject({ security: { type: 0x14, data: Uint8Array.of(0xff) }, data: new Uint8Array(16) });
    expect(panel.acceptRmac(frameFrom(refused.rmacI))).toEqual({ ok: false, error: 'serverRefused' });
  });

  it('does not let the kind of key change on the way', () => {
    const { panel, reader } = both();
    const scrypt = frameFrom(accepted(panel.acceptCcrypt(frameFrom(reader.ccrypt))));
    expect(reader.acceptScrypt(changed(scrypt, selector(0x13, 0)))).toEqual({ ok: false, error: 'wrongKeyKind' });
  });
});
