import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentRead } from '../../../../src/main/devices/readers/card-decoder.ts';
import { createMrzDecoder, type MrzDecoderOptions } from '../../../../src/main/devices/readers/mrz/decoder.ts';
import { encodeMrz, mrzEncodings } from '../../../../src/main/devices/readers/mrz/encode.ts';
import { mrzLayouts } from '../../../../src/shared/model/travel-documents.ts';
import { passportLines, specimens } from '../../../fixtures/mrz.ts';
import { anyCuts, cutAt, endless, latin1 } from './decoding.ts';

const clock = { utcMs: () => Date.UTC(2026, 10, 21) };
type Framing = Exclude<MrzDecoderOptions['framing'], undefined>;

function scanner(framing: Framing = 'auto') {
  const decoder = createMrzDecoder({ framing, clock });
  const documents: DocumentRead[] = [];
  const seen = { documents, discardedBytes: 0, secret: true };
  const take = (decoded: ReturnType<typeof decoder.push>) => {
    documents.push(...(decoded.documents ?? []));
    seen.discardedBytes += decoded.discardedBytes;
    seen.secret &&= decoded.secret;
  };
  return {
    ...{ decoder, seen },
    send: (...chunks: readonly Uint8Array[]) => {
      for (const chunk of chunks) take(decoder.push(chunk, 1000));
    },
    /** Silence, told only where the reader would wait for it. */
    silence: () => {
      if (decoder.pendingBytes > 0) take(decoder.idle());
    },
    pull: () => take(decoder.reset()),
    numbers: () => documents.map((document) => (document.ok ? document.value.number : `${document.error.code} ${document.error.field}`)),
  };
}
const json = (value: unknown) => latin1(`\x02${JSON.stringify(value)}\x03\r\n`);
const passport = specimens.TD3;
const misread = [passport[0] ?? '', (passport[1] ?? '').replace('L', 'E')];

describe('a scanner of documents', () => {
  it('reads every layout in every framing, however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...mrzLayouts), fc.constantFrom(...mrzEncodings), anyCuts, (layout, how, places) => {
        const { send, silence, seen } = scanner();
        send(...cutAt(encodeMrz(specimens[layout], how), places));
        silence();
        expect(seen).toMatchObject({ documents: [{ ok: true, value: { layout, surname: 'ERIKSSON' } }], discardedBytes: 0, secret: true });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['lines', 'cr'],
    ['lines', 'honeywell'],
    ['elyctis', 'elyctis'],
    ['json', 'json'],
  ] as const)('set to %s reads what is sent as %s', (framing, how) => {
    const { send, silence, numbers } = scanner(framing);
    send(encodeMrz(passport, how));
    silence();
    expect(numbers()).toEqual(['L898902C3']);
  });

  it.each([
    ['TD3', 89],
    ['TD1', 92],
  ] as const)('reads a %s of %i characters without an end once the line is silent', (layout, characters) => {
    const { send, silence, numbers } = scanner();
    const bytes = latin1(specimens[layout].join(' '));
    expect(bytes).toHaveLength(characters);
    send(bytes);
    expect(numbers()).toEqual([]);
    silence();
    expect(numbers()).toHaveLength(1);
  });

  it('tells a document as soon as its last line ends, without waiting for silence', () => {
    const { send, numbers, decoder } = scanner();
    send(encodeMrz(specimens.TD1, 'crlf'));
    expect(numbers()).toEqual(['D23145890']);
    expect(decoder.pendingBytes).toBe(0);
  });

  it('reads one document after another', () => {
    const { send, numbers } = scanner();
    send(encodeMrz(passport, 'elyctis'), encodeMrz(specimens.TD1, 'cr'), encodeMrz(passportLines({ number: 'X1' }), 'json'), encodeMrz(specimens.TD2, 'lf'));
    expect(numbers()).toEqual(['L898902C3', 'D23145890', 'X1', 'D23145890']);
  });

  it.each([
    ['one text', { ocr: { mrz: passport.join('\n') } }],
    ['a list', { lines: [...passport] }],
    ['a field for each line', { type: 'P', MRZ1: passport[0], MRZ2: passport[1], photo: null }],
    ['a text without line ends', [{ data: passport.join('') }]],
  ])('finds the lines in JSON as %s', (_, value) => {
    const { send, numbers } = scanner();
    send(json(value));
    expect(numbers()).toEqual(['L898902C3']);
  });

  it('says which field is to blame when a document can not be read, and counts its bytes', () => {
    for (const how of mrzEncodings) {
      const { send, silence, seen } = scanner();
      send(encodeMrz(misread, how));
      silence();
      expect(seen.documents).toEqual([{ ok: false, error: { code: 'checkDigit', field: 'number' } }]);
      expect(seen.discardedBytes).toBeGreaterThan(0);
    }
  });

  it('says that half a document could not be read, once the line is silent', () => {
    const { send, silence, numbers, seen } = scanner();
    send(latin1(`${passport[0]}\r\n`));
    expect(numbers()).toEqual([]);
    silence();
    expect(numbers()).toEqual(['notMrz null']);
    expect(seen.discardedBytes).toBe(44);
  });

  it('reads the document that comes right behind half a one', () => {
    for (const layout of mrzLayouts) {
      const { send, silence, numbers } = scanner();
      send(latin1(`${specimens[layout][0]}\r\n`), encodeMrz(specimens[layout]));
      silence();
      expect(numbers()).toHaveLength(1);
      expect(numbers()[0]).not.toContain(' ');
    }
  });

  it('is not told as unread for what a scanner sends behind the document', () => {
    const { send, silence, numbers } = scanner();
    send(encodeMrz(passport), latin1('CHIP:<<<<OK<<<<<<<<<<<<<<<<<<\r\n'));
    silence();
    expect(numbers()).toEqual(['L898902C3']);
  });

  it.each([
    ['no document at an inquiry', Uint8Array.of(0x49, 0, 0)],
    ['the answer to the order to read by itself', Uint8Array.of(0x43, 0, 1, 0x06)],
    ['a state as JSON', json({ status: 'no document' })],
    ['noise', Uint8Array.of(0xfe, 0x80, 0xf8, 0x3c, 0x00, 0xff)],
  ])('makes nothing of %s, and nobody is told', (_, bytes) => {
    const { send, silence, numbers } = scanner();
    send(bytes);
    silence();
    send(encodeMrz(passport));
    expect(numbers()).toEqual(['L898902C3']);
  });

  it('gives up half a document when the line is cut, so that it never joins the next', () => {
    const { send, pull, numbers, decoder } = scanner();
    send(latin1(`${passport[0]}\r`));
    pull();
    expect(decoder.pendingBytes).toBe(0);
    send(latin1(`${passport[1]}\r`));
    expect(numbers()).toEqual([]);
  });

  it('asks a scanner of Elyctis once to read by itself', () => {
    expect(createMrzDecoder({ trigger: 'elyctis', clock }).greeting).toEqual(Uint8Array.of(0x43, 0x00, 0x01, 0x01));
    expect(createMrzDecoder({ clock }).greeting).toBeUndefined();
  });

  it('never throws, never mis-accepts noise and keeps nothing of it in sight', () => {
    const framing = fc.constantFrom<Framing[]>('auto', 'lines', 'elyctis', 'json');
    fc.assert(
      fc.property(framing, fc.uint8Array({ maxLength: 3000 }), anyCuts, (how, noise, places) => {
        const { send, silence, pull, seen, decoder } = scanner(how);
        send(...cutAt(noise, places));
        silence();
        pull();
        expect(seen.documents.filter((document) => document.ok)).toEqual([]);
        expect(seen.secret).toBe(true);
        expect(decoder.pendingBytes).toBe(0);
      }),
    );
  });

  it('is whole again after any noise and a silence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...mrzEncodings), (noise, how) => {
        const { send, silence, seen } = scanner();
        send(noise);
        silence();
        send(encodeMrz(passport, how));
        silence();
        expect(seen.documents.at(-1)).toMatchObject({ ok: true });
      }),
    );
  });

  it.each([
    ['a line', 0x41],
    ['JSON', 0x02],
  ])('holds no more than it must of ten million bytes of %s', (_, byte) => {
    const { send, silence, numbers, seen } = scanner();
    send(Uint8Array.of(byte));
    for (const chunk of endless(0x41)) send(chunk);
    silence();
    expect(seen.discardedBytes).toBeGreaterThan(10_000_000);
    send(encodeMrz(passport));
    expect(numbers().at(-1)).toBe('L898902C3');
  });
});
