import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecideInput, decide } from '../../../../src/main/core/access/decide.ts';
import type { Credential } from '../../../../src/shared/model/cards.ts';

const card = { format: 'H10301', facility: '45', number: '12345' } as const;
const otherCard = { ...card, number: '12346' };
const nowUtcMs = Date.UTC(2026, 0, 15, 8);
const credential: Credential = {
  ...card,
  holderId: 'holder-1',
  status: 'active',
  statusReason: null,
  statusNote: null,
  statusAtUtcMs: null,
  statusBy: null,
  validFromUtcMs: null,
  validUntilUtcMs: null,
};
const input: DecideInput = {
  read: { card },
  credential,
  lastPass: null,
  lastReadAtReader: null,
  reader: { direction: 'in', passBack: true, repeatSeconds: 3 },
  nowUtcMs,
  nowMonoMs: 100_000,
};
const pass = (direction: 'in' | 'out' | null) => ({ readerId: 'other', direction, atUtcMs: nowUtcMs - 60_000, seq: 1 });

describe('decide', () => {
  it('lets a good card through', () => {
    expect(decide(input)).toEqual({ granted: true, reason: 'ok' });
  });

  it.each([
    ['unknown', { credential: null }],
    ['blocked', { credential: { ...credential, status: 'blocked' } }],
    ['lost', { credential: { ...credential, status: 'lost' } }],
    ['notYetValid', { credential: { ...credential, validFromUtcMs: nowUtcMs + 1 } }],
    ['expired', { credential: { ...credential, validUntilUtcMs: nowUtcMs } }],
    ['wrongDirection', { lastPass: pass('in') }],
    ['repeated', { lastReadAtReader: { card, atMonoMs: 97_001 } }],
  ] as const)('refuses a card that is %s', (reason, change) => {
    expect(decide({ ...input, ...change })).toEqual({ granted: false, reason });
  });

  it('counts validity from the first millisecond and up to, not including, the last', () => {
    expect(decide({ ...input, credential: { ...credential, validFromUtcMs: nowUtcMs, validUntilUtcMs: nowUtcMs + 1 } }).reason).toBe('ok');
  });

  it('names the status before the dates, because a blocked card stays blocked when it is extended', () => {
    const blockedAndExpired = { ...credential, status: 'blocked', validUntilUtcMs: nowUtcMs - 1 } as const;
    expect(decide({ ...input, credential: blockedAndExpired }).reason).toBe('blocked');
  });

  it('folds before anything else, also for an unknown card', () => {
    expect(decide({ ...input, credential: null, lastReadAtReader: { card, atMonoMs: 99_000 } }).reason).toBe('repeated');
  });

  it('does not fold another card, nor the same card after the time', () => {
    expect(decide({ ...input, lastReadAtReader: { card: otherCard, atMonoMs: 99_999 } }).reason).toBe('ok');
    expect(decide({ ...input, lastReadAtReader: { card, atMonoMs: 97_000 } }).reason).toBe('ok');
  });

  it('never folds where the reader folds for zero seconds', () => {
    const reader = { ...input.reader, repeatSeconds: 0 };
    expect(decide({ ...input, reader, lastReadAtReader: { card, atMonoMs: 100_000 } }).reason).toBe('ok');
  });

  it.each([
    ['the other way', pass('out'), input.reader],
    ['after a pass without direction', pass(null), input.reader],
    ['at a reader without direction', pass('in'), { ...input.reader, direction: null }],
    ['where pass-back is off', pass('in'), { ...input.reader, passBack: false }],
  ])('has nothing against going %s', (_, lastPass, reader) => {
    expect(decide({ ...input, lastPass, reader }).reason).toBe('ok');
  });

  it('folds by the clock that never jumps, wherever the wall clock goes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 10_000 }), (wallMs, sinceMs) => {
        const { reason } = decide({ ...input, nowUtcMs: wallMs, lastReadAtReader: { card, atMonoMs: input.nowMonoMs - sinceMs } });
        expect(reason).toBe(sinceMs < 3000 ? 'repeated' : 'ok');
      }),
    );
  });
});
