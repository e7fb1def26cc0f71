import { beforeEach, describe, expect, it } from 'vitest';
import { createVisitorDocuments, type DocumentEvent, type VisitorDocuments } from '../../../src/main/services/visitors-documents.ts';
import type { MrzField } from '../../../src/shared/model/mrz/mrz-problem.ts';
import type { TravelDocument } from '../../../src/shared/model/travel-documents.ts';
import { travelDocument } from '../../fixtures/travel-document.ts';
import { type TestClock, testClock } from './ground.ts';

describe('documents from scanners', () => {
  let clock: TestClock;
  let documents: VisitorDocuments;
  let events: DocumentEvent[];
  beforeEach(() => {
    let ids = 0;
    clock = testClock();
    documents = createVisitorDocuments({
      clock,
      newId: (prefix) => {
        ids += 1;
        return `${prefix}-${ids}`;
      },
    });
    events = [];
    documents.onEvent((event) => events.push(event));
  });
  const read = (part: Partial<TravelDocument> = {}, readerId = 'desk') =>
    documents.read({ type: 'document', readerId, document: travelDocument(part), simulated: false });
  const unread = (readerId = 'desk', field: MrzField = 'number') =>
    documents.unread({ type: 'documentUnread', readerId, problem: { code: 'checkDigit', field } });
  const types = () => events.map((event) => event.type);

  it('are offered without a word of what they say', () => {
    read();
    expect(events).toEqual([{ type: 'documentOffered', offerId: 'document-1', readerId: 'desk', atUtcMs: clock.utcMs(), simulated: false }]);
    expect(documents.offers()).toEqual([{ offerId: 'document-1', readerId: 'desk', atUtcMs: clock.utcMs(), simulated: false }]);
  });

  it('go whole to the first seat that takes them, and to no other', () => {
    read();
    expect(documents.take('document-1')).toEqual({ ok: true, value: travelDocument() });
    expect(documents.take('document-1')).toEqual({ ok: false, error: { code: 'notFound' } });
    expect(events.at(-1)).toEqual({ type: 'documentGone', offerId: 'document-1' });
    expect(documents.offers()).toEqual([]);
  });

  it('are forgotten after a minute', () => {
    read();
    clock.pass(59_999);
    documents.tick();
    expect(types()).toEqual(['documentOffered']);
    clock.pass(1);
    documents.tick();
    expect(types()).toEqual(['documentOffered', 'documentGone']);
    expect(documents.take('document-1').ok).toBe(false);
  });

  it('are not given out too late, even if nobody has tidied up', () => {
    read();
    clock.pass(60_000);
    expect(documents.take('document-1').ok).toBe(false);
  });

  it('that lie on the scanner are offered once, however often they are read and whoever took them', () => {
    for (let n = 0; n < 40; n += 1) {
      read();
      if (n === 5) documents.take('document-1');
      clock.pass(1_000);
      documents.tick();
    }
    expect(types()).toEqual(['documentOffered', 'documentGone']);
    clock.pass(5_000);
    read();
    expect(types().at(-1)).toBe('documentOffered');
  });

  it('of two persons or two scanners are two offers', () => {
    read();
    read({ number: 'X1' });
    read({}, 'gate');
    expect(types()).toEqual(['documentOffered', 'documentOffered', 'documentOffered']);
  });

  it('are never more than a window can work off: the oldest goes', () => {
    for (let n = 0; n < 100; n += 1) read({ number: `X${n}` });
    expect(documents.offers()).toHaveLength(8);
    expect(documents.take('document-1').ok).toBe(false);
    expect(documents.take('document-100').ok).toBe(true);
  });

  it('that could not be read are told with the field to blame, not on every try', () => {
    unread();
    clock.pass(1_999);
    unread();
    unread('gate');
    clock.pass(1);
    unread();
    unread('desk', 'birthDate');
    expect(events).toEqual([
      { type: 'documentUnread', readerId: 'desk', problem: { code: 'checkDigit', field: 'number' } },
      { type: 'documentUnread', readerId: 'gate', problem: { code: 'checkDigit', field: 'number' } },
      { type: 'documentUnread', readerId: 'desk', problem: { code: 'checkDigit', field: 'number' } },
      { type: 'documentUnread', readerId: 'desk', problem: { code: 'checkDigit', field: 'birthDate' } },
    ]);
  });
});
