import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alarm } from '../../../src/shared/model/alarms.ts';
import type { Fault } from '../../../src/shared/model/faults.ts';
import { callPolice } from '../core/alarms/samples.ts';
import { doorForced, li, message, openPost, raised, type TestPost, valued } from './alarms-post.ts';

let post: TestPost;
beforeEach(() => {
  post = openPost();
});
afterEach(() => post.close());

const now = (alarm: Alarm): Alarm => post.store.read.alarm(alarm.alarmId) ?? alarm;
const rowsOf = (kind: string) => post.rows().filter((row) => row.kind === kind);

describe('an alarm from a place of which something is said', () => {
  const place = { panelId: 'yard', source: 'gate-3', area: 'North', camera: '12', keyPart: true, x: null, y: null };
  beforeEach(() => post.store.commit((tx) => tx.keep('place', 'yard\ngate-3', place)));

  it('carries area, camera and key part, on the board and in every row, with partition and code as they were received', async () => {
    const alarm = await raised(post, { partition: '2', code: 'BA' });
    expect(alarm).toMatchObject({ area: 'North', camera: '12', keyPart: true, priority: 2, partition: '2', code: 'BA' });
    valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'seen' }));
    for (const { payload } of post.rows()) {
      expect(payload).toMatchObject({ area: 'North', camera: '12', keyPart: true, partition: '2', code: 'BA' });
    }
    await raised(post, { source: 'gate-4' });
    expect(post.rows().find(({ payload }) => payload.source === 'gate-4')?.payload).toMatchObject({ partition: null, code: null });
  });

  it('is closed by two: another operator or lead says so by their own secret', async () => {
    const alarm = valued(await post.alarms.acknowledge(li, { ...(await raised(post)), reason: 'seen' }));
    const close = (second?: { name: string; secret: string }) => post.alarms.close(li, { ...alarm, reason: 'seen', finding: 'true', second });
    expect(await close()).toEqual({ ok: false, error: { code: 'rule', rule: 'secondPersonNeeded' } });
    expect(await close({ name: 'Li', secret: 'x' })).toEqual({ ok: false, error: { code: 'rule', rule: 'secondPersonUnfit' } });
    expect(await close({ name: 'Guo', secret: '135791' })).toEqual({ ok: false, error: { code: 'rule', rule: 'secondPersonUnfit' } });
    valued(await close({ name: 'Zhao', secret: '246810' }));
    expect(rowsOf('alarm.closed')[0]?.payload).toMatchObject({ secondPerson: 'Zhao', finding: 'true' });
    expect(JSON.stringify(post.rows())).not.toContain('246810');
  });
});

describe('the procedure of an alarm', () => {
  it('goes on after a restart of the post', async () => {
    const procedures = { own: [callPolice], shipped: [] };
    const alarm = await raised(post);
    const first = post.newAlarms({ procedures });
    const looked = valued(await first.procedureStep(li, { ...alarm, stepId: 'look', answerId: null, skipped: false }));
    const restarted = post.newAlarms({ procedures });
    valued(await restarted.procedureStep(li, { ...looked, stepId: 'there', answerId: 'yes', skipped: false }));
    expect(now(alarm).procedure).toMatchObject({ nextStepId: 'police', ticks: [{ stepId: 'look', by: 'Li' }, { answerId: 'yes' }] });
    expect(rowsOf('alarm.procedure').map(({ payload }) => payload.stepId)).toEqual(['look', 'there']);
  });

  it('is the site’s own where that has the same name as a shipped one, and there is none where nothing fits', async () => {
    const alarm = await raised(post);
    const own = { ...callPolice, version: 9 };
    const alarms = post.newAlarms({ procedures: { own: [own], shipped: [callPolice, { ...callPolice, procedureId: 'other' }] } });
    expect(alarms.procedures().map(({ procedureId, version }) => [procedureId, version])).toEqual([
      ['intrusion', 9],
      ['other', 3],
    ]);
    expect(await post.alarms.procedureStep(li, { ...alarm, stepId: 'look', answerId: null, skipped: false })).toEqual({
      ok: false,
      error: { code: 'rule', rule: 'noProcedure' },
    });
  });
});

describe('verification', () => {
  it('is a row of its own and stands in the row that closes the alarm', async () => {
    const alarm = valued(await post.alarms.acknowledge(li, { ...(await raised(post)), reason: 'seen' }));
    const sure = valued(await post.alarms.verify(li, { ...alarm, level: 2, note: 'two men at the fence' }));
    expect(sure).toMatchObject({ verification: 2, priority: 1 });
    valued(await post.alarms.close(li, { ...sure, reason: 'sentSomeone', finding: 'true' }));
    expect(rowsOf('alarm.verified')[0]?.payload).toMatchObject({ verification: 2, note: 'two men at the fence' });
    expect(rowsOf('alarm.closed')[0]?.payload).toMatchObject({ verification: 2 });
  });
});

describe('false alarms of one source', () => {
  const faults = (): Fault[] => post.store.read.allKept('fault');
  async function falseAlarm(source = 'gate-3', minutes = 4, finding: 'false' | 'true' = 'false'): Promise<void> {
    const alarm = await raised(post, { source, category: 'technical' });
    post.pass(minutes * 60_000);
    const known = valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'falseAlarm' }));
    valued(await post.alarms.close(li, { ...known, reason: 'falseAlarm', finding }));
    await post.intake.messages([message([{ ...doorForced, source, category: 'technical', active: false }])]);
  }

  it('draft a fault report with its evidence and the time it took, once there are enough of them', async () => {
    await falseAlarm();
    await falseAlarm('gate-4');
    await falseAlarm('gate-3', 4, 'true');
    await falseAlarm();
    expect(faults()).toEqual([]);
    await falseAlarm();
    const closed = rowsOf('alarm.closed').filter(({ payload }) => payload.source === 'gate-3' && payload.finding === 'false');
    expect(faults()).toMatchObject([
      { state: 'draft', panelId: 'yard', source: 'gate-3', area: 'Yard', changedBy: 'system', minutesWasted: 12, evidenceSeqs: closed.map(({ seq }) => seq) },
    ]);
    expect(rowsOf('fault.drafted')).toMatchObject([
      { actor: 'system', subject: faults()[0]?.faultId, payload: { source: 'gate-3', count: 3, minutesWasted: 12 } },
    ]);
  });

  it('are added to the report that is open', async () => {
    for (let time = 0; time < 4; time += 1) await falseAlarm();
    expect(faults()).toMatchObject([{ revision: 2, minutesWasted: 16 }]);
    expect(faults()[0]?.evidenceSeqs).toHaveLength(4);
    expect(rowsOf('fault.drafted')).toHaveLength(1);
    expect(rowsOf('fault.changed')).toMatchObject([{ payload: { state: 'draft', count: 4 } }]);
  });

  it('count anew once the fault is mended or was none', async () => {
    for (let time = 0; time < 3; time += 1) await falseAlarm();
    const [draft] = faults();
    if (draft === undefined) throw new Error('no draft');
    await post.store.commit((tx) => tx.keep('fault', draft.faultId, { ...draft, state: 'dropped' }));
    for (let time = 0; time < 2; time += 1) await falseAlarm();
    expect(faults()).toHaveLength(1);
    await falseAlarm();
    expect(faults().map(({ state }) => state)).toEqual(['dropped', 'draft']);
  });

  it('of long ago do not count', async () => {
    await falseAlarm();
    await falseAlarm();
    post.pass(7 * 86_400_000);
    await falseAlarm();
    expect(faults()).toEqual([]);
  });
});
