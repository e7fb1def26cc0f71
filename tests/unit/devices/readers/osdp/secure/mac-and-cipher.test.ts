import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encryptCbc } from '../../../../../../src/main/devices/readers/osdp/secure/aes.ts';
import { decryptData, encryptData } from '../../../../../../src/main/devices/readers/osdp/secure/cipher.ts';
import type { SessionKeys } from '../../../../../../src/main/devices/readers/osdp/secure/keys.ts';
import { mac } from '../../../../../../src/main/devices/readers/osdp/secure/mac.ts';
import { bytesOf, hexOf, rowFrom } from './wire.ts';

/** NIST SP 800-38A, F.2.1: AES-128 in CBC. */
const key = bytesOf('2b7e151628aed2a6abf7158809cf4f3c');
const keys: SessionKeys = { enc: key, mac1: key, mac2: key };
const iv = rowFrom(0, 16);
const nistPlain = bytesOf('6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710');
const nistCipher = bytesOf('7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b273bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7');

const anyKey = fc.uint8Array({ minLength: 16, maxLength: 16 });
const anyKeys = fc.record({ enc: anyKey, mac1: anyKey, mac2: anyKey });

describe('the MAC of a frame', () => {
  it.each([1, 2, 3, 4])('is the last block of CBC over %i whole blocks of NIST, without padding', (blocks) => {
    expect(hexOf(mac(keys, iv, nistPlain.subarray(0, blocks * 16)))).toBe(hexOf(nistCipher.subarray(blocks * 16 - 16, blocks * 16)));
  });

  it('pads what is not whole blocks with 80', () => {
    expect(hexOf(mac(keys, iv, rowFrom(0, 15)))).toBe('c5311f3d23d086ea86f5ee7f85247b40');
  });

  it('has one key for the last block and another for those before it', () => {
    const twoKeys = { ...keys, mac1: iv };
    const first = encryptCbc(twoKeys.mac1, iv, nistPlain.subarray(0, 16));
    expect(mac(twoKeys, iv, nistPlain.subarray(0, 32))).toEqual(encryptCbc(twoKeys.mac2, first, nistPlain.subarray(16, 32)));
    expect(mac(twoKeys, iv, nistPlain.subarray(0, 16))).toEqual(mac(keys, iv, nistPlain.subarray(0, 16)));
  });

  it('is not taken over nothing', () => {
    expect(() => mac(keys, iv, new Uint8Array(0))).toThrow(RangeError);
  });
});

describe('the encryption of data', () => {
  it.each([
    ['no bytes', 0, '4c08220c79d9191022dc6674874ceaf8'],
    ['fifteen bytes', 15, 'c5311f3d23d086ea86f5ee7f85247b40'],
    ['a whole block, which grows by one', 16, '7df76b0c1ab899b33e42f047b91b546fe2fe5bd6c1dfcdd19124f03e1a134d3b'],
  ])('pads %s with 80 and encrypts', (_, length, expected) => {
    const data = rowFrom(0, length);
    expect(hexOf(encryptData(keys, iv, data))).toBe(expected);
    expect(decryptData(keys, iv, bytesOf(expected))).toEqual({ ok: true, value: data });
  });

  it('is undone by decryption, whatever the data, also where they look like padding', () => {
    const anyData = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(fc.constantFrom(0x00, 0x80), { maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)),
    );
    fc.assert(
      fc.property(anyKeys, anyKey, anyData, (anyOfThem, start, data) => {
        const encrypted = encryptData(anyOfThem, start, data);
        expect(encrypted.length).toBe((Math.floor(data.length / 16) + 1) * 16);
        expect(decryptData(anyOfThem, start, encrypted)).toEqual({ ok: true, value: data });
      }),
    );
  });

  it('finds no data in an empty block, as some readers send it', () => {
    expect(decryptData(keys, iv, new Uint8Array(0))).toEqual({ ok: true, value: new Uint8Array(0) });
  });

  it.each([1, 15, 17])('refuses %i bytes, which are not whole blocks', (length) => {
    expect(decryptData(keys, iv, new Uint8Array(length))).toEqual({ ok: false, error: 'badLength' });
  });

  it.each([
    ['nothing but zeros', new Uint8Array(16)],
    ['data up to the end', rowFrom(1, 16)],
    ['a mark with something after it', Uint8Array.from([...rowFrom(1, 13), 0x80, 0x00, 0x01])],
    ['a mark a block too early', Uint8Array.from([...rowFrom(1, 15), 0x80, ...new Uint8Array(16)])],
  ])('refuses %s instead of padding', (_, blocks) => {
    expect(decryptData(keys, iv, encryptCbc(key, iv, blocks))).toEqual({ ok: false, error: 'badPadding' });
  });
});
