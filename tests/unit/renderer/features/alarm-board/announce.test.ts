import { describe, expect, it } from 'vitest';
import { announcementOf, newsOf } from '../../../../../src/renderer/features/alarm-board/announce.ts';
import { alarm } from './sample.ts';

const none = new Map<string, 1 | 2 | 3 | 4>();
const said = (...args: Parameters<typeof newsOf>) => announcementOf(newsOf(...args), args[1] === null);

describe('what a screen reader is told', () => {
  it('is the most urgent new alarm in one sentence, with the others counted, at once only where it is critical', () => {
    const board = [alarm('high'), alarm('fire', { priority: 1 }), alarm('low', { priority: 4 })];
    expect(said(board, none)).toMatchObject({ kind: 'new', urgent: true, alarm: { alarmId: 'fire' }, more: 2 });
    expect(said([alarm('high')], none)).toMatchObject({ kind: 'new', urgent: false, more: 0 });
  });

  it('is nothing when an alarm only comes and goes, is acknowledged or leaves', () => {
    const { waiting } = newsOf([alarm('a'), alarm('b')], none);
    expect(said([alarm('a', { count: 7, revision: 9 }), alarm('b', { state: 'acknowledged' })], waiting)).toBeNull();
    expect(said([], waiting)).toBeNull();
  });

  it('is said again when it has become more urgent, or waits again after an acknowledgement', () => {
    expect(said([alarm('a', { priority: 1 })], newsOf([alarm('a')], none).waiting)).toMatchObject({ urgent: true });
    const acknowledged = newsOf([alarm('a', { state: 'acknowledged' })], none).waiting;
    expect(said([alarm('a')], acknowledged)).toMatchObject({ kind: 'new' });
  });

  it('is a count of what stood there when the seat began to watch', () => {
    expect(said([alarm('a'), alarm('b')], null)).toEqual({ kind: 'standing', count: 2 });
    expect(said([], null)).toBeNull();
  });
});
