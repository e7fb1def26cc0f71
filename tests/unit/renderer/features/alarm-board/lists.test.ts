import { describe, expect, it } from 'vitest';
import { alarmViews, calledFirst, countLists, firstOnBoard, heldOrder, listOf, sameCause } from '../../../../../src/renderer/features/alarm-board/lists.ts';
import { revisionToSend, stateKey } from '../../../../../src/renderer/features/alarm-board/words.ts';
import { alarmStates } from '../../../../../src/shared/model/alarms.ts';
import { alarm, nowUtcMs } from './sample.ts';

const ids = (alarms: readonly { alarmId: string }[]) => alarms.map((one) => one.alarmId);
const everyState = alarmStates.map((state) => alarm(state, { state }));

describe('the lists', () => {
  it('show every alarm on at least one of them', () => {
    const shown = new Set(alarmViews.flatMap((view) => ids(listOf(view, everyState))));
    expect([...shown].toSorted()).toEqual([...alarmStates].toSorted());
  });

  it('keep what is set aside off the board and on its own list', () => {
    expect(ids(listOf('board', everyState))).toEqual(['normal', 'unacknowledged', 'acknowledged', 'returnedUnacknowledged']);
    expect(ids(listOf('aside', everyState))).toEqual(['shelved', 'suppressed']);
    expect(ids(listOf('outOfService', everyState))).toEqual(['outOfService']);
  });

  it('count what they show', () => {
    const alarms = [...everyState, alarm('mains', { category: 'trouble' }), alarm('battery', { category: 'trouble', state: 'shelved' })];
    for (const view of alarmViews) expect(countLists(alarms)[view]).toBe(listOf(view, alarms).length);
    expect(ids(listOf('troubles', alarms))).toEqual(['mains']);
  });

  it('list what waits to be closed oldest first', () => {
    const at = (alarmId: string, minute: number) => alarm(alarmId, { state: 'acknowledged', acknowledgedAtUtcMs: nowUtcMs + minute * 60_000 });
    expect(ids(listOf('open', [at('new', 5), at('old', 1)]))).toEqual(['old', 'new']);
  });
});

describe('while a row is selected', () => {
  it('the order stays, what is gone leaves, what is new waits at the end and is counted', () => {
    const alarms = [alarm('new'), alarm('c'), alarm('a')];
    const { rows, newer } = heldOrder(alarms, ['a', 'b', 'c']);
    expect(ids(rows)).toEqual(['a', 'c', 'new']);
    expect(newer).toBe(1);
  });

  it('an alarm that moves up in urgency stays in its place but shows what it is now', () => {
    const worse = alarm('c', { priority: 1 });
    expect(heldOrder([worse, alarm('a')], ['a', 'c']).rows[1]).toBe(worse);
  });

  it('and otherwise the list is as it comes', () => {
    const alarms = [alarm('a')];
    expect(heldOrder(alarms, null).rows).toBe(alarms);
  });
});

it('many at once are those of one panel, source and condition that wait', () => {
  const one = alarm('1', { source: 's' });
  const others = [
    one,
    alarm('2', { source: 's' }),
    alarm('3', { source: 's', state: 'acknowledged' }),
    alarm('4', { source: 's', condition: 'fire' }),
    alarm('5'),
    alarm('6', { source: 's', panelId: 'another' }),
  ];
  expect(ids(sameCause(one, others))).toEqual(['1', '2']);
});

it('what was passed on to this seat comes first, and the rest keeps its order', () => {
  const alarms = [alarm('a'), alarm('b', { escalation: 1 }), alarm('c')];
  expect(ids(calledFirst(alarms, (one) => one.escalation !== undefined))).toEqual(['b', 'a', 'c']);
  expect(calledFirst(alarms, () => false)).toBe(alarms);
});

it('the short list leaves out what is set aside and what is folded under another alarm', () => {
  const alarms = [alarm('whole'), alarm('part', { partOf: 'whole' }), alarm('lonely', { partOf: 'gone' }), alarm('b'), alarm('shelved', { state: 'shelved' })];
  const byId = new Map(alarms.map((one) => [one.alarmId, one]));
  expect(ids(firstOnBoard(alarms, byId, 9))).toEqual(['whole', 'lonely', 'b']);
  expect(ids(firstOnBoard(alarms, byId, 2))).toEqual(['whole', 'lonely']);
});

describe('the revision that is sent', () => {
  const seen = alarm('a', { revision: 3 });
  it('follows chatter, so that it can be acknowledged at all', () => {
    expect(revisionToSend(seen, { ...seen, revision: 9, count: 7 })).toBe(9);
  });
  it('stays what the person saw when the state or the priority changed under their hands', () => {
    expect(revisionToSend(seen, { ...seen, revision: 4, priority: 1 })).toBe(3);
    expect(revisionToSend(seen, { ...seen, revision: 4, state: 'acknowledged' })).toBe(3);
    expect(revisionToSend(seen, undefined)).toBe(3);
  });
});

it('says that a latched alarm whose cause is gone waits for a reset', () => {
  const latched = alarm('a', { state: 'acknowledged', latched: true, active: false });
  expect(stateKey(latched)).toBe('alarms.state.waitsForReset');
  expect(stateKey({ ...latched, active: true })).toBe('alarms.state.acknowledged');
});
