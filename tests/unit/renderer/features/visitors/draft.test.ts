import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bansInForce } from '../../../../../src/renderer/features/visitors/bans-in-force.ts';
import {
  changeDraft,
  type Desk,
  documentDraft,
  draftFields,
  draftProblems,
  emptyDesk,
  finishDraft,
  firstField,
  newDraft,
  nextField,
  openDraft,
  parkDraft,
  resumeDraft,
  returningDraft,
  visitFormOf,
  withDocument,
} from '../../../../../src/renderer/features/visitors/draft.ts';
import type { Ban, Person } from '../../../../../src/shared/model/visits.ts';
import { travelDocument } from '../../../../fixtures/travel-document.ts';

const person: Person = {
  personId: 'p1',
  name: 'Zhang Wei',
  organisation: 'Siemens',
  phone: '',
  plate: '',
  documentKind: 'passport',
  documentMasked: 'E12••••89',
  visits: 7,
  lastVisitAtUtcMs: 1,
  lastHostName: 'Li Na',
  lastPurpose: 'repair',
};
const ban: Ban = {
  banId: 'b1',
  name: 'X',
  plate: '',
  phone: '',
  hasDocument: false,
  reason: 'theft',
  sayText: 's',
  issuer: 'i',
  addedAtUtcMs: 1,
  untilUtcMs: null,
  liftedAtUtcMs: null,
};
const ready = { ...newDraft(1, ' Ann Lee '), hostName: 'Li Na', purpose: 'meeting' } as const;

describe('a registration from a document', () => {
  const today = '2026-11-21';

  it('of someone new has name, kind and number, and begins behind them', () => {
    const draft = documentDraft(1, travelDocument({ kind: 'idCard' }), null, today);
    expect(draft).toMatchObject({ personId: null, name: 'ANNA MARIA ERIKSSON', documentKind: 'idCard', documentNumber: 'L898902C3' });
    expect(firstField(draft)).toBe('organisation');
    expect(visitFormOf({ ...draft, hostName: 'Li Na', purpose: 'meeting' }, [])).toMatchObject({ document: { kind: 'idCard', number: 'L898902C3' } });
  });

  it('of someone known has what is known, and the name on the document to compare', () => {
    const draft = documentDraft(1, travelDocument(), person, today);
    expect(draft).toMatchObject({ personId: 'p1', name: 'Zhang Wei', hostName: 'Li Na', documentNumber: '', scanned: { name: 'ANNA MARIA ERIKSSON' } });
    expect(firstField(draft)).toBe('hostName');
  });

  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', null],
    ['2026-11-00', null],
    ['2026-10-00', '2026-10-00'],
    ['2026-00-00', null],
    [null, null],
  ])('says that a document that ends on %s has expired: %s', (expiryDate, expiredOn) => {
    expect(documentDraft(1, travelDocument({ expiryDate }), null, today).scanned?.expiredOn).toBe(expiredOn);
  });

  it('that waited for its number takes it, and keeps the name that was given', () => {
    expect(withDocument(newDraft(1, 'Anna'), travelDocument(), today)).toMatchObject({ name: 'Anna', documentKind: 'passport', documentNumber: 'L898902C3' });
    expect(withDocument(newDraft(1, ' '), travelDocument(), today).name).toBe('ANNA MARIA ERIKSSON');
  });

  it('keeps no more of the document than a registration asks for', () => {
    const kept = JSON.stringify(documentDraft(1, travelDocument(), null, today));
    for (const word of ['1974', '2034', 'UTO']) expect(kept).not.toContain(word);
  });

  it('parks the one that was open', () => {
    const desk = openDraft(
      openDraft(emptyDesk, (id) => newDraft(id, 'Ann')),
      (id) => documentDraft(id, travelDocument(), null, today),
    );
    expect([desk.open?.name, desk.parked.map((draft) => draft.name)]).toEqual(['ANNA MARIA ERIKSSON', ['Ann']]);
  });
});

describe('a registration', () => {
  it('of a returning visitor begins at the host, with the last host and purpose offered', () => {
    const draft = returningDraft(1, person);
    expect([firstField(draft), draft.hostName, draft.purpose, draft.name]).toEqual(['hostName', 'Li Na', 'repair', 'Zhang Wei']);
    expect(visitFormOf(draft, [])).toMatchObject({ personId: 'p1', document: null, hostName: 'Li Na', purpose: 'repair' });
  });

  it('of a new visitor begins after the name that was typed in the box', () => {
    expect([firstField(newDraft(1, 'Ann')), firstField(newDraft(1, ''))]).toEqual(['organisation', 'name']);
  });

  it('walks by Enter through every field and stops at the button', () => {
    const walk = draftFields.slice(0, -1).map(nextField);
    expect(walk).toEqual(draftFields.slice(1));
    expect(nextField('register')).toBe('register');
  });

  it('says beside each field what is missing', () => {
    expect(draftProblems({ ...newDraft(1, ' '), documentNumber: '12' }, false)).toEqual({
      name: 'nameMissing',
      documentNumber: 'documentShort',
      hostName: 'hostMissing',
      purpose: 'purposeMissing',
    });
    expect(visitFormOf({ ...ready, hostName: ' ' }, [])).toBeNull();
  });

  it('trims what was typed and sends a document only when there is a number', () => {
    expect(visitFormOf(ready, [])).toMatchObject({ name: 'Ann Lee', document: null });
    expect(visitFormOf({ ...ready, documentNumber: ' 1101 ' }, [])).toMatchObject({ document: { kind: 'idCard', number: '1101' } });
  });

  it('of a banned person needs an override with a reason', () => {
    expect(visitFormOf(ready, [ban])).toBeNull();
    const override = { reason: 'escorted', reasonText: 'court date' } as const;
    expect(visitFormOf({ ...ready, override }, [ban])).toMatchObject({ override });
    expect(visitFormOf({ ...ready, override }, [])).not.toHaveProperty('override');
  });
});

describe('the desk of registrations', () => {
  it('parks the open one when another visitor comes and brings it back as it was', () => {
    const first = changeDraft(
      openDraft(emptyDesk, (id) => newDraft(id, 'Ann')),
      { hostName: 'Li Na' },
    );
    const second = openDraft(first, (id) => newDraft(id, 'Bob'));
    expect(second.open?.name).toBe('Bob');
    const back = resumeDraft(second);
    expect([back.open?.name, back.open?.hostName, back.parked.map((draft) => draft.name)]).toEqual(['Ann', 'Li Na', ['Bob']]);
  });

  it('takes away only the draft that was finished, even if it was parked meanwhile', () => {
    const desk = parkDraft(openDraft(emptyDesk, (id) => newDraft(id, 'Ann')));
    expect(finishDraft(desk, 1)).toMatchObject({ open: null, parked: [] });
    expect(finishDraft(desk, 99)).toEqual(desk);
  });

  it('never loses a draft, whatever is opened, parked and brought back', () => {
    const step = fc.constantFrom('open', 'park', 'resume', 'change');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let desk: Desk = emptyDesk;
        for (const each of steps) {
          if (each === 'open') desk = openDraft(desk, (id) => newDraft(id, `v${id}`));
          if (each === 'park') desk = parkDraft(desk);
          if (each === 'resume') desk = resumeDraft(desk);
          if (each === 'change') desk = changeDraft(desk, { phone: '1' });
        }
        const ids = [...desk.parked, ...(desk.open === null ? [] : [desk.open])].map((draft) => draft.draftId);
        return ids.length === steps.filter((each) => each === 'open').length && new Set(ids).size === ids.length;
      }),
    );
  });
});

describe('the ban list', () => {
  it('shows bans in force, newest first, without lifted ones and those that ran out', () => {
    const bans = [ban, { ...ban, banId: 'b2', addedAtUtcMs: 5 }, { ...ban, banId: 'b3', liftedAtUtcMs: 3 }, { ...ban, banId: 'b4', untilUtcMs: 9 }];
    expect(bansInForce(bans, 10).map((each) => each.banId)).toEqual(['b2', 'b1']);
  });
});
