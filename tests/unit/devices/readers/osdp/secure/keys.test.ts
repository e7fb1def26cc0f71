import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { encryptBlock } from '../../../../../../src/main/devices/readers/osdp/secure/aes.ts';
import {
  clientCryptogram,
  defaultKey,
  deriveSessionKeys,
  initialRMac,
  keyFromMaster,
  sameSecret,
  serverCryptogram,
} from '../../../../../../src/main/devices/readers/osdp/secure/keys.ts';
import { bytesOf, clientId, hexOf, ownKey, pairOf, randomA, randomB } from './wire.ts';

const handshakeOf = (key: Uint8Array, a: Uint8Array, b: Uint8Array): Record<string, string> => {
  const keys = deriveSessionKeys(key, a);
  const server = serverCryptogram(keys, a, b);
  return {
    enc: hexOf(keys.enc),
    mac1: hexOf(keys.mac1),
    mac2: hexOf(keys.mac2),
    client: hexOf(clientCryptogram(keys, a, b)),
    server: hexOf(server),
    rMac: hexOf(initialRMac(keys, server)),
  };
};

describe('the keys of a secure channel', () => {
  it('encrypt a block as FIPS 197 does', () => {
    expect(hexOf(encryptBlock(ownKey, bytesOf('00112233445566778899aabbccddeeff')))).toBe('69c4e0d86a7b0430d8cdb78070b4c55a');
  });

  it('are those of the specification for SCBK-D', () => {
    expect(hexOf(defaultKey)).toBe('303132333435363738393a3b3c3d3e3f');
    expect(handshakeOf(defaultKey, randomA, randomB)).toEqual({
      enc: 'bf8dc2a8329acb8c67c6d0cd9a451682',
      mac1: '5e86c676603bdee2d8beafe178637332',
      mac2: '6fda86e857777e81132035758239172e',
      client: 'fde5d2f428ec16312471ea3c02bd7796',
      server: '26d3356e07762d262801fc8e6665a891',
      rMac: 'b2a30057eb98ba2229ec1f875662b524',
    });
  });

  it('are those of the recorded session for a key of its own', () => {
    expect(handshakeOf(ownKey, randomA, randomB)).toEqual({
      enc: '65ee2c90c67a98fda8be8b7238b0dd94',
      mac1: 'bba5fa188624bea5dfb6d61d2596535c',
      mac2: '067a271b70c736c0df9a55c2c20df742',
      client: '9bbe9b05c1912e029431f91e37d82d06',
      server: '6b106f278b0ed256ad16561f428d5f95',
      rMac: 'dd5b1d875553ab1c86d2e1bedc4824aa',
    });
  });

  it('are those of a capture at a real reader', () => {
    expect(handshakeOf(defaultKey, bytesOf('9acc78e0e206fd87'), bytesOf('d66d5a91e600806a'))).toMatchObject({
      client: '53fa00e5e6e152abd57a7e10000b4a5f',
      server: '2e82307d6d655de166e7e7b2b02e1a7b',
      rMac: 'a96542f6d54e3c129768db80dd2fda50',
    });
  });

  it('depend on the first six bytes of the random number only, as the specification has it', () => {
    const other = Uint8Array.from([...randomA.subarray(0, 6), 0, 0]);
    expect(deriveSessionKeys(ownKey, other)).toEqual(deriveSessionKeys(ownKey, randomA));
  });

  it('come out of a master key as E(master, cUID NOT cUID), here beside openssl', () => {
    expect(hexOf(keyFromMaster(ownKey, clientId))).toBe('1bf7218840168a9b40c1781da9e79b31');
  });

  it('are the same secret only when every byte is', () => {
    expect(sameSecret(ownKey, ownKey.slice())).toBe(true);
    for (let index = 0; index < ownKey.length; index += 1) {
      const other = ownKey.slice();
      other[index] = (other[index] ?? 0) ^ 0x01;
      expect(sameSecret(ownKey, other)).toBe(false);
    }
    expect(sameSecret(ownKey, ownKey.subarray(0, 15))).toBe(false);
    expect(sameSecret(new Uint8Array(0), ownKey)).toBe(false);
  });

  it.each<[string, () => unknown]>([
    ['a short key', () => deriveSessionKeys(ownKey.subarray(1), randomA)],
    ['a short random number', () => deriveSessionKeys(ownKey, randomA.subarray(1))],
    ['a long RND.B', () => clientCryptogram(deriveSessionKeys(ownKey, randomA), randomA, ownKey)],
    ['a short RND.A in the server cryptogram', () => serverCryptogram(deriveSessionKeys(ownKey, randomA), randomA.subarray(1), randomB)],
    ['a short cryptogram', () => initialRMac(deriveSessionKeys(ownKey, randomA), randomA)],
    ['a short master key', () => keyFromMaster(randomA, clientId)],
    ['a short client identifier', () => keyFromMaster(ownKey, clientId.subarray(1))],
  ])('refuse %s by its length, without a byte of it in the message', (_, attempt) => {
    expect(attempt).toThrow(/^(key|random number|block|client identifier) must be \d+ bytes, not \d+$/);
  });

  it('do not show when a channel is printed', () => {
    const { panel } = pairOf();
    const printed = [inspect(panel, { depth: 9, showHidden: true }), JSON.stringify(panel)].join();
    expect(printed).not.toMatch(/Uint8Array|\d+,\s*\d+/);
  });
});
