import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsWords, foldPlate, foldText } from '../../../../src/main/core/visitors/fold.ts';
import { maskedName, maskRow, maskVisit } from '../../../../src/main/core/visitors/mask.ts';
import { isOverdue } from '../../../../src/main/core/visitors/overdue.ts';
import { scanShape } from '../../../../src/main/core/visitors/scan.ts';
import type { JournalRow } from '../../../../src/shared/model/journal.ts';
import type { Visit } from '../../../../src/shared/model/visits.ts';

const visit: Visit = {
  visitId: 'visit-1',
  personId: 'person-1',
  name: 'Eva Horáková',
  organisation: 'Acme',
  kind: 'visitor',
  purpose: 'meeting',
  hostName: 'Noor Haddad',
  badgeNumber: 7,
  documentMasked: 'AB1•••89',
  plate: 'KR 123',
  registeredAtUtcMs: 0,
  registeredBy: 'Ana',
  dueOutAtUtcMs: 1_000,
  signedOutAtUtcMs: null,
  signedOutBy: null,
  signOutProof: null,
};

describe('the scan-anything box', () => {
  it.each([
    ['17', 17],
    [' B-017 ', 17],
    ['b7', 7],
    ['12345', null],
    ['KR 123', null],
  ])('reads %j as badge %j', (text, badge) => {
    expect(scanShape(text).badgeNumber).toBe(badge);
  });

  it('takes ten hex characters for a tag and two numbers for a Wiegand card', () => {
    expect(scanShape('0c000621a5').cards[0]).toEqual({ format: 'em4100', facility: null, number: '0C000621A5' });
    expect(scanShape('45-012345').cards[0]).toEqual({ format: 'H10301', facility: '45', number: '12345' });
  });

  it('finds a badge by what is on its stripe, and a card by its raw bits', () => {
    const formats = (text: string) => scanShape(text).cards.map(({ format, number }) => `${format} ${number}`);
    expect(formats('0012345')).toContain('magstripe 0012345');
    expect(formats('%NOBODY?;0012345=99?')).toContain('magstripe 0012345');
    expect(formats('26:16981cc0')).toContain('raw 26:16981CC0');
    expect(formats('45-1234567')).toContain('generic-34 1234567');
    expect(formats('256-1')).not.toContain('H10301 1');
  });

  it('takes any text without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => scanShape(text).text === text.trim()));
  });
});

describe('folding', () => {
  it('finds a name by the beginnings of its words, whatever the marks and the case', () => {
    expect(fitsWords('Eva Horáková', 'hora ev')).toBe(true);
    expect(fitsWords('Eva Horáková', 'kova')).toBe(false);
    expect(fitsWords('王小明', '小明')).toBe(true);
    expect(fitsWords('Eva', '  ')).toBe(false);
  });

  it('gives the same when done twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)));
  });

  it('reads a plate the same with and without its spaces and dashes', () => {
    expect(foldPlate('kr-12 3.4')).toBe('KR1234');
  });
});

describe('a locked seat', () => {
  it('sees that a visit takes place, not whose', () => {
    const masked = JSON.stringify(maskVisit(visit));
    for (const word of ['Eva', 'Acme', 'Noor', 'KR 123', 'AB1']) expect(masked).not.toContain(word);
    expect(maskVisit(visit)).toMatchObject({ badgeNumber: 7, visitId: 'visit-1' });
  });

  it('does not see the words of a note, but the words of a gate row', () => {
    const note = { kind: 'note.written', payload: { text: 'Eva was here', cites: [3] } } as unknown as JournalRow;
    const gate = { kind: 'gate.denied', payload: { reason: 'blocked' } } as unknown as JournalRow;
    expect(maskRow(note).payload).toEqual({ text: maskedName, cites: [3] });
    expect(maskRow(gate).payload).toEqual({ reason: 'blocked' });
  });

  it('does not see the words that stand beside a reason, wherever they stand', () => {
    const rows = [
      { kind: 'alarm.shelved', payload: { reason: 'other', reasonText: 'Eva paints' } },
      { kind: 'visit.registered', payload: { visitId: 'v1', banOverride: { banIds: ['b1'], reason: 'other', reasonText: 'Eva has a hearing' } } },
      { kind: 'person.unmasked', payload: { reason: 'asked about Eva' } },
      { kind: 'card.changed', payload: { status: 'lost', note: 'Eva lost it' } },
    ] as unknown as JournalRow[];
    expect(JSON.stringify(rows.map(maskRow))).not.toContain('Eva');
    expect(rows.map(maskRow)[1]?.payload).toMatchObject({ visitId: 'v1', banOverride: { banIds: ['b1'] } });
  });
});

describe('overdue', () => {
  it('is who is past the time and not signed out', () => {
    expect(isOverdue(visit, 1_001)).toBe(true);
    expect(isOverdue(visit, 1_000)).toBe(false);
    expect(isOverdue({ ...visit, signedOutAtUtcMs: 5 }, 2_000)).toBe(false);
  });
});
