import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMagstripeDecoder } from '../../../../src/main/devices/readers/magstripe/decoder.ts';
import { encodeMagstripe } from '../../../../src/main/devices/readers/magstripe/encode.ts';
import { checkOf } from '../../../../src/main/devices/readers/magstripe/tracks.ts';
import { luhnHolds } from '../../../../src/shared/model/bank-card.ts';
import { anyCuts, cutAt, endless, feed, latin1, texts } from './decoding.ts';

const swipe = (...sent: string[]) => feed(createMagstripeDecoder(), sent.map(latin1), true);
const badge = (number: string) => ({ format: 'magstripe' as const, facility: null, number });
const withCheck = (number: 1 | 2 | 3, sent: string): string => sent + checkOf({ number, sent });

const digits = (from: number, to: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: from, maxLength: to });
const anyBadge = digits(1, 37).map(badge);
const anyForm = fc.record({ framed: fc.boolean(), checks: fc.constant(false) });
/** An account number with the check digit that it must have. */
const account = digits(12, 18).map((body) => body + [...'0123456789'].find((check) => luhnHolds(body + check)));

describe('the magnetic stripe decoder', () => {
  it.each([
    ['track 2 alone', ';1234567890?\r', '1234567890'],
    ['digits up to the separator', ';1234567890=99011200?\r', '1234567890'],
    ['zeros in front', ';0012345?\r', '0012345'],
    ['a longest track', `;${'7'.repeat(37)}?\r`, '7'.repeat(37)],
    ['STX, ESC, sensor, CR and ETX', '\x02\x1b;1234567890?1\r\x03', '1234567890'],
    ['three tracks', '%BADGE^NOBODY?;1234567890=1?+987654321?\r', '1234567890'],
    ['a third track that begins as the second does', ';1234567890=1?;987654321?\r', '1234567890'],
    ['third tracks of other makes', ';1?!2?\r;3?#4?\r', '1 3'],
    ['a bad track 1', '%E?;1234567890=99?0\r', '1234567890'],
    ['a bad track 3', ';1234567890?+E?\r', '1234567890'],
    ['each track on a line of its own', '%NOBODY?\r\n;1234567890?\r\n', '1234567890'],
    ['no end but silence', ';1234567890?', '1234567890'],
    ['a check character', ';1234567890=99011200?:\r', '1234567890'],
    ['check characters of three tracks', `${withCheck(1, '%NOBODY?')}${withCheck(2, ';12=3?')}${withCheck(3, '+456?')}\r`, '12'],
    ['a check character that looks like the next track', `${withCheck(1, '%A@?')}${withCheck(2, ';12?')}\r`, '12'],
  ])('reads %s', (_, sent, expected) => {
    const outcome = swipe(sent);
    expect(texts(outcome)).toEqual(expected.split(' '));
    expect(outcome.cards[0]).toMatchObject({ format: 'magstripe', facility: null });
    expect(outcome).toMatchObject({ discardedBytes: 0, secret: false });
  });

  it('works out the check characters that the standard gives', () => {
    expect(checkOf({ number: 2, sent: ';1234567890=99011200?' })).toBe(':');
    expect(checkOf({ number: 1, sent: '%A@?' })).toBe(';');
    expect(checkOf({ number: 3, sent: '+12?' })).toBe(checkOf({ number: 2, sent: ';12?' }));
  });

  it('takes the whole text of track 1 where the card has no track 2', () => {
    expect(swipe('%STAFF 0042^A?\r').cards).toEqual([{ format: 'text', facility: null, number: 'STAFF 0042^A' }]);
    expect(swipe('%STAFF 0042?;?\r').cards).toEqual([{ format: 'text', facility: null, number: 'STAFF 0042' }]);
  });

  it('keeps of the bytes only the track that named the card', () => {
    expect(swipe('\x02%SOMEBODY^HERE?;12345=9?1\r\x03').raw).toEqual([Buffer.from(';12345=9?').toString('hex')]);
  });

  it.each([
    ['a bad track 2, also where track 1 is good: one card must not have two identities', '%STAFF0042?;E?\r'],
    ['no track that was read', '%E?;E?\r'],
    ['empty tracks', '%?;?\r'],
    ['track 3 alone', '+123?\r'],
    ['a separator with nothing before it', ';=123?\r'],
    ['a letter on track 2', ';12A4?\r'],
    ['small letters on track 1', '%abc?\r'],
    ['a track without its end', ';12345\r'],
    ['a track without its beginning', '12345?\r'],
    ['something before the track', 'x;12345?\r'],
    ['something behind the track', ';12345?xyz\r'],
    ['a wrong check character', ';1234567890=99011200?9\r'],
    ['a right check character and a wrong one', `${withCheck(1, '%NOBODY?')};12?3\r`],
    ['a track that is too long', `;${'7'.repeat(38)}?\r`],
    ['tracks out of order', ';123?%ABC?\r'],
    ['two tracks 1 at once', '%ABC?%DEF?\r'],
    ['an escape sign within a track', ';12\x1b34?\r'],
  ])('makes no card of %s', (_, sent) => {
    const outcome = swipe(sent);
    expect(outcome.cards).toEqual([]);
    expect(outcome.discardedBytes).toBeGreaterThan(0);
  });

  it('says nothing of a card that is put in or taken out', () => {
    expect(swipe('\x02\x1b1\r\x03', '\x02\x1b0\r\x03')).toMatchObject({ cards: [], discardedBytes: 0 });
  });

  it('demands check characters of a reader that has sent them', () => {
    const decoder = createMagstripeDecoder();
    expect(texts(feed(decoder, [latin1(`${withCheck(2, ';12345?')}\r`)]))).toEqual(['12345']);
    expect(feed(decoder, [latin1(';12346?0\r;12346?\r')]).cards).toEqual([]);
    expect(texts(feed(decoder, [latin1(`${withCheck(2, ';12346?')}\r`)]))).toEqual(['12346']);
    decoder.reset();
    expect(texts(feed(decoder, [latin1(';12346?0\r')]))).toEqual(['12346']);
  });

  it.each([
    ['track 1', '%B4111111111111111^DOE/J^30011010000000000?\r'],
    ['track 1 with the account number spaced', '%B3782 822463 10005^DOE/J^3001?\r'],
    ['track 2', ';4111111111111111=30011010000000000?\r'],
    ['track 2 behind a bad track 1', '%E?;4111111111111111=3001?\r'],
    ['track 1 before a bad track 2', '%B4111111111111111^DOE/J^3001?;E?\r'],
    ['track 3 behind a badge number', ';42?+014111111111111111=724724?\r'],
    ['track 3 that begins as track 2 does', ';42?;014111111111111111=724724?\r'],
    ['a track that is damaged behind the account number', ';4111111111111111=30x1?\r'],
    ['a track without its end', ';4111111111111111=3001'],
  ])('refuses a payment card on %s and says that nothing of it may be kept', (_, sent) => {
    expect(swipe(sent)).toMatchObject({ cards: [], secret: true });
  });

  it('lets nothing be shown of what may be a damaged payment card', () => {
    expect(swipe(';4111111111111111x=3001?\r')).toMatchObject({ cards: [], secret: true });
    const decoder = createMagstripeDecoder();
    decoder.push(latin1(';41111111111111'), 0);
    expect(decoder.reset()).toMatchObject({ secret: true, discardedBytes: 15 });
  });

  it('takes long badges that are no payment cards', () => {
    expect(texts(swipe(';4111111111111112=3001?\r;4111111111111111?\r'))).toEqual(['4111111111111112', '4111111111111111']);
  });

  it('refuses every payment card however its bytes are cut, whatever stands around it', () => {
    const before = fc.constantFrom('', '%E?', '%NOBODY?', '\x02\x1b', '\x02');
    const behind = fc.constantFrom('', '?', '?\r', '?1\r\x03', '?+E?\r', '?;123?\r');
    fc.assert(
      fc.property(before, account, digits(0, 12), behind, anyCuts, (start, number, more, end, places) => {
        const outcome = feed(createMagstripeDecoder(), cutAt(latin1(`${start};${number}=${more}${end}`), places), true);
        expect(outcome).toMatchObject({ cards: [], secret: true });
      }),
    );
  });

  it('reads any badges however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(anyBadge, { maxLength: 5 }), anyForm, anyCuts, (badges, form, places) => {
        const bytes = Buffer.concat(badges.map((card) => encodeMagstripe(card, form) ?? latin1('')));
        expect(feed(createMagstripeDecoder(), cutAt(bytes, places), true)).toMatchObject({ cards: badges, discardedBytes: 0, secret: false });
      }),
    );
  });

  it('makes no other card of a swipe with its check characters when a bit is turned on the way', () => {
    fc.assert(
      fc.property(anyBadge, fc.nat(), fc.integer({ min: 0, max: 7 }), (card, place, bit) => {
        const decoder = createMagstripeDecoder();
        feed(decoder, [latin1(`${withCheck(2, ';2?')}\r`)]);
        const bytes = Uint8Array.from(encodeMagstripe(card, { checks: true }) ?? []);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        for (const read of feed(decoder, [bytes], true).cards) expect(read).toEqual(card);
      }),
    );
  });

  it('never throws on any bytes and is whole again after the next beginning', () => {
    const noise = fc.oneof(fc.uint8Array({ maxLength: 800 }), fc.string({ unit: fc.constantFrom(...'%;+?=0123E\r\x02\x03\x1b'), maxLength: 200 }).map(latin1));
    fc.assert(
      fc.property(noise, anyCuts, (bytes, places) => {
        const decoder = createMagstripeDecoder();
        feed(decoder, cutAt(bytes, places), true);
        decoder.reset();
        expect(texts(feed(decoder, [latin1('\x02;12345?\r\x03')]))).toEqual(['12345']);
      }),
    );
  });

  it('counts every byte of ten million without an end and reads the next badge', () => {
    const decoder = createMagstripeDecoder();
    let sent = 0;
    for (const chunk of endless(0x41)) {
      expect(decoder.push(chunk, 0).frames).toEqual([]);
      sent += chunk.length;
    }
    expect(feed(decoder, [latin1('\x02;12345?\r')])).toMatchObject({ cards: [badge('12345')], discardedBytes: sent });
  });
});
