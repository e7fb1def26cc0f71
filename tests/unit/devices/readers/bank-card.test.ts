import { describe, expect, it } from 'vitest';
import { looksLikeBankCard, luhnHolds } from '../../../../src/shared/model/bank-card.ts';

describe('the payment card guard', () => {
  it.each([
    ['track 2 of 16 digits', ';4111111111111111=3001', true],
    ['track 1 with its format letter', '%B378282246310005^DOE^3001', true],
    ['track 1 with the account number spaced', '%B3782 822463 10005^DOE^3001', true],
    ['track 3 behind its format code', '+014111111111111111=724724', true],
    ['a long badge with a sentinel of track 2 and digits that would pass behind its first two', ';104111111111111111=1', false],
    ['19 digits', '6304000000000000000=', true],
    ['a wrong check digit', ';4111111111111112=3001', false],
    ['no separator', '4111111111111111', false],
    ['12 digits', ';000000000000=1', false],
    ['20 digits, of which 19 would pass', '14111111111111111111=', false],
  ])('%s', (_, text, expected) => {
    expect(looksLikeBankCard(text)).toBe(expected);
  });

  it.each([
    ['79927398713', true],
    ['79927398710', false],
  ])('works out the check digit of %s', (digits, expected) => {
    expect(luhnHolds(digits)).toBe(expected);
  });
});
