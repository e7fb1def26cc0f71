import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmInput } from '../../../../src/main/core/alarms/input.ts';
import { atPlace } from '../../../../src/main/core/alarms/place.ts';
import { transition } from '../../../../src/main/core/alarms/transition.ts';
import { type Alarm, priorities } from '../../../../src/shared/model/alarms.ts';
import { procedureFor } from '../../../../src/shared/model/procedures.ts';
import { alarmIn, callPolice, doorForced, inputs, nowUtcMs, raisedAtUtcMs } from './samples.ts';

function changedBy(alarm: Alarm, input: AlarmInput, atUtcMs = nowUtcMs) {
  const outcome = transition(alarm, 'revision' in input ? { ...input, revision: alarm.revision } : input, atUtcMs);
  if (!outcome.ok) throw new Error(`refused: ${outcome.error}`);
  const { alarm: next, rows, onBoard } = outcome.value;
  if (next === null) throw new Error('no alarm');
  return { alarm: next, payload: rows[0]?.payload, onBoard };
}
const refusal = (alarm: Alarm, input: AlarmInput) => {
  const outcome = transition(alarm, input, nowUtcMs);
  return outcome.ok ? null : outcome.error;
};
const step = (change: Partial<Extract<AlarmInput, { type: 'procedureStep' }>>): AlarmInput => ({ ...inputs.procedureStep, ...change }) as AlarmInput;
const close = { ...inputs.close } as Extract<AlarmInput, { type: 'close' }>;

describe('the procedure of an alarm', () => {
  const ticks = (alarm: Alarm) => alarm.procedure?.ticks.map(({ stepId, answerId, skipped }) => [stepId, answerId, skipped]);

  it('goes step by step, branches on the answer, and pins the version it was begun with', () => {
    const looked = changedBy(alarmIn('acknowledged'), step({ stepId: 'look' })).alarm;
    expect(looked).toMatchObject({ owner: 'Li', procedure: { procedureId: 'intrusion', version: 3, nextStepId: 'there' } });
    const answered = changedBy(looked, step({ stepId: 'there', answerId: 'no' })).alarm;
    const { alarm, payload } = changedBy(answered, step({ stepId: 'note' }));
    expect(alarm.procedure?.nextStepId).toBeNull();
    expect(ticks(alarm)).toEqual([
      ['look', null, false],
      ['there', 'no', false],
      ['note', null, false],
    ]);
    expect(payload).toMatchObject({ procedureId: 'intrusion', procedureVersion: 3, stepId: 'note', done: true });
    expect(refusal(alarm, step({ stepId: 'note', revision: alarm.revision }))).toBe('procedureDone');
  });

  it('refuses a step out of turn, a question without its answer, and an alarm without a procedure', () => {
    const looked = changedBy(alarmIn('acknowledged'), step({ stepId: 'look' })).alarm;
    const from = { revision: looked.revision };
    expect(refusal(alarmIn('acknowledged'), step({ stepId: 'there', answerId: 'no' }))).toBe('stepNotNext');
    expect(refusal(looked, step({ ...from, stepId: 'look' }))).toBe('stepNotNext');
    expect(refusal(looked, step({ ...from, stepId: 'there' }))).toBe('answerNeeded');
    expect(refusal(looked, step({ ...from, stepId: 'there', answerId: 'perhaps' }))).toBe('answerNeeded');
    expect(refusal(alarmIn('acknowledged'), step({ procedure: null }))).toBe('noProcedure');
  });

  it('lets steps be skipped, goes on from a skipped question as with its first answer, and tells all of them when the alarm is closed', () => {
    let alarm = changedBy(alarmIn('acknowledged'), step({ stepId: 'look', skipped: true })).alarm;
    alarm = changedBy(alarm, step({ stepId: 'there', answerId: 'no', skipped: true })).alarm;
    expect(alarm.procedure?.nextStepId).toBe('police');
    expect(ticks(alarm)?.at(-1)).toEqual(['there', null, true]);
    alarm = changedBy(alarm, step({ stepId: 'police' })).alarm;
    expect(changedBy(alarm, close).payload).toMatchObject({ procedureId: 'intrusion', procedureDone: false, stepsDone: 1, skippedSteps: ['look', 'there'] });
  });

  it('begins anew when the version that was begun is not there any more', () => {
    const looked = changedBy(alarmIn('acknowledged'), step({ stepId: 'look' })).alarm;
    expect(refusal(looked, step({ revision: looked.revision, stepId: 'there', answerId: 'no', procedure: { ...callPolice, version: 4 } }))).toBe('stepNotNext');
    const anew = changedBy(looked, step({ stepId: 'look', procedure: { ...callPolice, version: 4 } })).alarm;
    expect(anew.procedure).toMatchObject({ version: 4, nextStepId: 'there', ticks: [{ stepId: 'look' }] });
  });

  it('keeps an alarm whose cause is gone on the board until somebody closes it', () => {
    const looked = changedBy(alarmIn('acknowledged'), step({ stepId: 'look' })).alarm;
    const cleared = changedBy(looked, { type: 'clear' });
    expect(cleared).toMatchObject({ alarm: { state: 'normal' }, onBoard: true });
    expect(changedBy(cleared.alarm, close)).toMatchObject({ alarm: { state: 'normal' }, onBoard: false });
  });

  it('is the one for the source before the one for the condition before the one for the category, and of equal ones the first', () => {
    const of = (procedureId: string, change: Partial<typeof callPolice>) => ({ ...callPolice, procedureId, forCategories: [], ...change });
    const byCategory = of('category', { forCategories: ['intrusion'] });
    const byCondition = of('condition', { forConditions: ['doorForced'] });
    const bySource = of('source', { forSources: [{ panelId: 'yard', source: 'gate-3' }] });
    const confirmed = of('confirmed', { forConditions: ['confirmedIntrusion'] });
    const alarm = alarmIn('acknowledged');
    const found = (list: (typeof callPolice)[], one: Alarm = alarm) => procedureFor(list, one)?.procedureId ?? null;
    expect(found([byCategory, byCondition, bySource])).toBe('source');
    expect(found([byCategory, byCondition])).toBe('condition');
    expect(found([of('first', { forCategories: ['intrusion'] }), byCategory])).toBe('first');
    expect(found([byCondition, confirmed])).toBe('condition');
    expect(found([byCondition, confirmed], { ...alarm, confirmedBy: ['alarm-9'] })).toBe('confirmed');
    expect(found([of('other', { forConditions: ['fire'] })])).toBeNull();
  });
});

describe('how sure it is', () => {
  it('is a row with what it was before, and makes an intrusion with people as urgent as can be', () => {
    const first = changedBy(alarmIn('unacknowledged'), inputs.verify);
    expect(first).toMatchObject({ alarm: { verification: 1, priority: 3 }, payload: { verification: 1 } });
    const second = changedBy(first.alarm, { ...inputs.verify, level: 2 } as AlarmInput);
    expect(second).toMatchObject({ alarm: { verification: 2, priority: 1 }, payload: { verification: 2, before: 1 } });
    const water = changedBy(alarmIn('unacknowledged', { category: 'technical' }), { ...inputs.verify, level: 4 } as AlarmInput);
    expect(water.alarm.priority).toBe(3);
  });
});

describe('closing', () => {
  it('tells the whole response: raised, acknowledged after how long, the steps, how sure it was', () => {
    const acknowledged = changedBy(alarmIn('unacknowledged'), inputs.acknowledge).alarm;
    const sent = changedBy(acknowledged, inputs.step, nowUtcMs + 5_000).alarm;
    const { alarm, payload } = changedBy(sent, { ...close, verification: 3 }, nowUtcMs + 90_000);
    expect(payload).toMatchObject({
      raisedAt: '2026-11-21T02:00:00.000Z',
      acknowledgedAt: '2026-11-21T02:01:00.000Z',
      toAcknowledgeSeconds: 60,
      sentAt: '2026-11-21T02:01:05.000Z',
      verification: 3,
    });
    expect(alarm).toMatchObject({ steps: {}, owner: null, ownerSeat: null });
    expect(alarm.verification).toBeUndefined();
  });

  it('of a key part takes a second person who is somebody else', () => {
    const alarm = alarmIn('acknowledged', { keyPart: true });
    expect(refusal(alarm, close)).toBe('secondPersonNeeded');
    expect(refusal(alarm, { ...close, secondPerson: 'LI' })).toBe('secondPersonUnfit');
    expect(changedBy(alarm, { ...close, secondPerson: 'Zhao' }).payload).toMatchObject({ secondPerson: 'Zhao', keyPart: true });
  });

  it('ends what no panel will ever tell the end of; its memory still waits for a reset', () => {
    const panic = alarmIn('acknowledged', { momentary: true });
    expect(changedBy(panic, close)).toMatchObject({ alarm: { active: false, state: 'normal' }, onBoard: false });
    expect(changedBy({ ...panic, latched: true }, close)).toMatchObject({ alarm: { active: false, state: 'acknowledged' }, onBoard: true });
    expect(changedBy(alarmIn('acknowledged'), close)).toMatchObject({ alarm: { active: true, state: 'acknowledged' }, onBoard: true });
  });
});

describe('a button that is pressed again', () => {
  const pressed = { ...doorForced, momentary: true };
  const press = (alarm: Alarm, atUtcMs: number, change: Partial<typeof pressed> = {}) =>
    transition(alarm, { type: 'raise', alarmId: 'alarm-2', condition: { ...pressed, ...change } }, atUtcMs);
  const standing = alarmIn('acknowledged', { momentary: true, recentRaisesUtcMs: [raisedAtUtcMs] });

  it('counts up and asks again although nothing was cleared in between', () => {
    expect(press(standing, raisedAtUtcMs + 1_000)).toMatchObject({
      ok: true,
      value: { alarm: { count: 2, state: 'unacknowledged' }, rows: [{ kind: 'alarm.raised' }] },
    });
  });

  it('is one press within a second, and none when the broker only repeats the state', () => {
    for (const outcome of [press(standing, raisedAtUtcMs + 999), press(standing, raisedAtUtcMs + 60_000, { standing: true })]) {
      expect(outcome).toMatchObject({ ok: true, value: { rows: [] } });
    }
  });
});

describe('taking an alarm', () => {
  it('says at which seat; the same person may take it along to another one', () => {
    const at = (seat: string) => ({ ...inputs.take, seat }) as AlarmInput;
    const taken = changedBy(alarmIn('unacknowledged'), at('desk-1'));
    expect(taken).toMatchObject({ alarm: { owner: 'Li', ownerSeat: 'desk-1' }, payload: { owner: 'Li', ownerSeat: 'desk-1' } });
    expect(refusal(taken.alarm, { ...at('desk-1'), revision: taken.alarm.revision } as AlarmInput)).toBe('alreadyYours');
    expect(changedBy(taken.alarm, at('desk-2')).alarm.ownerSeat).toBe('desk-2');
  });
});

describe('the place of an alarm', () => {
  const place = { panelId: 'yard', source: 'gate-3', area: 'North', camera: '12', keyPart: true, x: null, y: null };

  it('goes before the panel’s word for the area, adds the camera, and makes a key part one step more urgent, never more than critical', () => {
    expect(atPlace(doorForced, null)).toBe(doorForced);
    expect(atPlace(doorForced, { ...place, area: null, keyPart: false })).toMatchObject({ area: 'Yard', camera: '12', priority: 3 });
    expect(priorities.map((priority) => atPlace({ ...doorForced, priority }, place).priority)).toEqual([1, 1, 2, 3]);
    expect(atPlace(doorForced, place)).toMatchObject({ area: 'North', keyPart: true });
  });
});

describe('an alarm that was passed on', () => {
  it('remembers how far until somebody acknowledges it, and starts anew when it asks again', () => {
    const told = changedBy(alarmIn('unacknowledged'), inputs.escalate);
    expect(told).toMatchObject({ alarm: { escalation: 1 }, payload: { level: 1, to: 'secondSeat', waitedMs: 60_000, seats: 1 } });
    const known = changedBy(told.alarm, inputs.acknowledge);
    expect(known.alarm.escalation).toBeUndefined();
    expect(known.payload).toMatchObject({ escalation: 1, toAcknowledgeSeconds: 60 });
    expect(changedBy(known.alarm, inputs.unacknowledge).alarm.escalation).toBeUndefined();
  });

  it('is told of each level once', () => {
    const told = changedBy(alarmIn('unacknowledged'), { type: 'escalate', level: 2, seats: 0 }).alarm;
    for (const level of [1, 2] as const) expect(changedBy(told, { type: 'escalate', level, seats: 0 }).alarm).toBe(told);
  });

  it('is not a part of a confirmed alarm: that one is passed on for both', () => {
    const part = alarmIn('unacknowledged', { partOf: 'alarm-9' });
    expect(changedBy(part, inputs.escalate).alarm).toBe(part);
  });
});

describe('an alarm under any procedure', () => {
  it('comes to its end, whatever is answered or skipped', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ answerId: fc.constantFrom('yes', 'no'), skipped: fc.boolean() }), { minLength: 4, maxLength: 4 }), (acts) => {
        let alarm = alarmIn('acknowledged');
        for (const act of acts) {
          const stepId = alarm.procedure === undefined ? 'look' : alarm.procedure.nextStepId;
          if (stepId === null) break;
          alarm = changedBy(alarm, step({ ...act, stepId })).alarm;
        }
        expect(alarm.procedure?.nextStepId).toBeNull();
      }),
    );
  });
});
