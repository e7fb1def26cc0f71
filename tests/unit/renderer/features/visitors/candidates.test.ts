import { describe, expect, it } from 'vitest';
import { actsOnScan, candidatesOf, type GuessAnswer, looksLikeName, proofFor } from '../../../../../src/renderer/features/visitors/candidates.ts';

const visit = {
  visitId: 'v1',
  personId: 'p1',
  name: 'Zhao Min',
  organisation: 'Siemens',
  kind: 'visitor',
  purpose: 'meeting',
  hostName: 'Li Na',
  badgeNumber: 17,
  documentMasked: null,
  plate: 'ABC-123',
  registeredAtUtcMs: 1,
  registeredBy: 'Sam',
  dueOutAtUtcMs: 2,
  signedOutAtUtcMs: null,
  signedOutBy: null,
  signOutProof: null,
} as const;
const person = {
  personId: 'p2',
  name: 'Zhang Wei',
  organisation: '',
  phone: '',
  plate: '',
  documentKind: null,
  documentMasked: null,
  visits: 2,
  lastVisitAtUtcMs: null,
  lastHostName: null,
  lastPurpose: null,
  inside: false,
} as const;
const answer = (parts: Partial<GuessAnswer>): GuessAnswer => ({ guess: 'nothing', visits: [], persons: [], holders: [], bans: [], ...parts });

describe('what the box offers', () => {
  it('puts the guess of the post on top and "new" at the end', () => {
    const offered = candidatesOf('zh', answer({ guess: 'returning', visits: [visit], persons: [person] }));
    expect(offered.map((candidate) => candidate.type)).toEqual(['returning', 'signOut', 'new']);
  });

  it('does not offer to register someone who is inside', () => {
    expect(
      candidatesOf('zh', answer({ guess: 'signOut', visits: [visit], persons: [{ ...person, inside: true }] })).map((candidate) => candidate.type),
    ).toEqual(['signOut', 'new']);
  });

  it('offers nothing for an empty box, and no new visitor for a number that fits nothing', () => {
    expect(candidatesOf('  ', answer({ guess: 'new' }))).toEqual([]);
    expect(candidatesOf('4711', answer({}))).toEqual([]);
  });

  it.each([
    ['Ann Lee', true],
    ['王小明', true],
    ['X', false],
    ['B17', false],
    ['0C000621A5', false],
  ])('takes %s for a name: %s', (text, expected) => {
    expect(looksLikeName(text)).toBe(expected);
  });
});

describe('the proof of a sign-out', () => {
  it.each([
    ['17', 'badge'],
    ['B17', 'badge'],
    ['0017', 'badge'],
    ['abc 123', 'plate'],
    ['zhao', 'name'],
    ['18', 'name'],
  ])('of %s is the %s', (text, proof) => {
    expect(proofFor(text, visit)).toBe(proof);
  });
});

describe('a scan', () => {
  it('of the badge of one visitor signs out at once', () => {
    expect(actsOnScan(candidatesOf('17', answer({ guess: 'signOut', visits: [visit] })))?.type).toBe('signOut');
  });

  it('of anything else waits for a look', () => {
    expect(actsOnScan(candidatesOf('Zhang Wei', answer({ guess: 'returning', persons: [person] })))).toBeNull();
    expect(actsOnScan(candidatesOf('zhao', answer({ guess: 'signOut', visits: [visit] })))).toBeNull();
    expect(actsOnScan([])).toBeNull();
  });
});
