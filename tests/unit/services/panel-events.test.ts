import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/shared/model/journal.ts';
import { message, openPost, startUtcMs, type TestPost } from './alarms-post.ts';
import { event, house, point, say } from './panel-post.ts';

let post: TestPost;
const night = { days: [1, 2, 3, 4, 5, 6, 7], ...localMinutes(startUtcMs) };
beforeEach(() => {
  post = openPost([house({ openHours: [night] })]);
});
afterEach(() => post.close());

/** Hours that begin three hours after this time of day and last for two. */
function localMinutes(utcMs: number) {
  const at = new Date(utcMs);
  const minute = (offset: number): number => (at.getHours() * 60 + at.getMinutes() + offset) % 1440;
  return { fromMinute: minute(180), toMinute: minute(300) };
}
const rows = (): JsonObject[] => post.rows().map(({ kind, payload }) => ({ kind, ...payload }));
const reports = () => post.kinds().filter((kind) => kind.startsWith('panel.'));

describe('what a panel reports that is no alarm', () => {
  it('is a row of its kind, with partition, user, code and the panel’s own time', async () => {
    await say(post)(
      event({ kind: 'closed', source: 'Area 1', event: 'armed_away', partition: '1', user: '3', code: '3401', panelTimeUtcMs: startUtcMs - 2000 }),
      event({ kind: 'bypassed', event: 'bypass', active: true }),
      event({ kind: 'test', source: 'Post 7', event: 'RP', text: 'periodic test', code: 'RP', simulated: true }),
      event({}),
    );
    expect(rows()).toEqual([
      { kind: 'panel.closed', panelId: 'house', source: 'Area 1', event: 'armed_away', partition: '1', user: '3', code: '3401', standing: false },
      {
        kind: 'panel.bypassed',
        panelId: 'house',
        source: 'Front door',
        event: 'bypass',
        partition: null,
        user: null,
        code: null,
        standing: false,
        active: true,
      },
      {
        ...{ kind: 'panel.test', panelId: 'house', source: 'Post 7', event: 'RP', partition: null, user: null, code: 'RP', standing: false },
        ...{ text: 'periodic test', simulated: true },
      },
      { kind: 'panel.event', panelId: 'house', source: 'Front door', event: 'open', partition: null, user: null, code: null, standing: false },
    ]);
    expect(post.rows()[0]).toMatchObject({ actor: 'device:house', subject: 'house/Area 1', eventAtUtc: '2026-11-21T01:59:58.000Z' });
  });

  it('is one row under one identity, however often and in whatever order it is delivered', async () => {
    const first = event({ identity: 'e1', event: 'a' });
    const second = event({ identity: 'e2', event: 'b' });
    await say(post)(first, second, first);
    await say(post)(second, { ...first, retained: true });
    expect(rows().map((row) => row.event)).toEqual(['a', 'b']);
    await say(post)(event({ identity: 'e3', event: 'a' }));
    expect(rows().map((row) => row.event)).toEqual(['a', 'b', 'a']);
  });

  it('is no news when its retained message only repeats that it is armed or bypassed', async () => {
    await say(post)(event({ kind: 'opened', event: 'disarmed', user: '3' }), event({ kind: 'closed', event: 'armed_away', user: '3' }));
    await say(post)(event({ kind: 'closed', event: 'armed_away', retained: true }), event({ kind: 'closed', event: 'armed_away', retained: true }));
    expect(reports()).toEqual(['panel.opened', 'panel.closed']);
    await say(post)(event({ kind: 'opened', event: 'disarmed', retained: true }));
    expect(rows().findLast((row) => String(row.kind).startsWith('panel.'))).toMatchObject({ kind: 'panel.opened', standing: true });
    const bypass = event({ kind: 'bypassed', event: 'bypass', active: true });
    await say(post)(bypass, { ...bypass, retained: true });
    expect(reports()).toEqual(['panel.opened', 'panel.closed', 'panel.opened', 'panel.bypassed']);
    await say(post)({ ...bypass, active: false, retained: true });
    expect(rows().findLast((row) => String(row.kind).startsWith('panel.'))).toMatchObject({ kind: 'panel.bypassed', active: false, standing: true });
  });
});

describe('disarming', () => {
  const opened = event({ kind: 'opened', source: 'Office/7', event: 'OP', partition: '2', user: '7', code: 'OP' });
  const active = () => post.alarms.board().map(({ source, condition, active: isActive }) => `${source} ${condition} ${isActive ? 'active' : 'over'}`);

  it('outside of the usual hours is an alarm, until the same partition is armed by whoever', async () => {
    await say(post)(opened);
    expect(post.alarms.board()[0]).toMatchObject({
      condition: 'outsideSchedule',
      category: 'intrusion',
      momentary: true,
      partition: '2',
      code: 'OP',
      text: '7',
    });
    await say(post)(event({ kind: 'closed', source: 'Office/4', event: 'CL', partition: '1', user: '4' }));
    expect(active()).toEqual(['Office/7 outsideSchedule active']);
    await say(post)(event({ kind: 'closed', source: 'Store/4', event: 'CL', partition: '2', user: '4' }));
    expect(active()).toEqual(['Office/7 outsideSchedule active']);
    await say(post)(event({ kind: 'closed', source: 'Office/4', event: 'CL', partition: '2', user: '4' }));
    expect(active()).toEqual(['Office/7 outsideSchedule over']);
  });

  it('is still over with the arming after a restart', async () => {
    await say(post)(opened);
    const again = post.newIntake();
    await again.messages([message([event({ kind: 'closed', source: 'Office/4', event: 'CL', partition: '2' })], { panelId: 'house' })]);
    expect(active()).toEqual(['Office/7 outsideSchedule over']);
    await again.stop();
  });

  it('within them, found when we connected, or told of a time within them, is none', async () => {
    await say(post)({ ...opened, retained: true }, { ...opened, panelTimeUtcMs: startUtcMs - 20 * 3_600_000 });
    post.pass(4 * 3_600_000);
    await post.intake.messages([message([opened], { panelId: 'house', arrivedAtUtcMs: startUtcMs + 4 * 3_600_000 })]);
    expect(active()).toEqual([]);
    expect(post.kinds()).toEqual(['panel.opened', 'panel.opened', 'panel.opened']);
  });

  it('is judged by when it came where the panel’s clock is years off', async () => {
    await say(post)({ ...opened, panelTimeUtcMs: Date.UTC(2000, 0, 1) });
    expect(active()).toEqual(['Office/7 outsideSchedule active']);
  });
});

describe('points', () => {
  it('are what was said of them, kept over a restart without the sign of life', async () => {
    await say(post)(point({ state: 'closed', partition: '1' }), point({ state: 'open', batteryPercent: 80 }));
    const known = {
      ...{ panelId: 'house', kind: 'zone', pointId: 'Front_door', name: 'Front door', partition: '1', state: 'open', bypassed: false },
      ...{ sinceUtcMs: startUtcMs, batteryPercent: 80, simulated: false },
    };
    expect(post.intake.points.list()).toEqual([{ ...known, lastHeardUtcMs: startUtcMs }]);
    const again = post.newIntake();
    expect(again.points.list()).toEqual([{ ...known, lastHeardUtcMs: null }]);
    await again.stop();
  });

  it('that are told again unchanged are neither written nor told', async () => {
    await say(post)(point({ state: 'closed' }));
    const told: unknown[] = [];
    post.intake.points.onChange((change) => told.push(change));
    const before = post.store.read.allKept('point');
    post.pass(1000);
    await say(post)(point({ state: 'closed' }), point({ state: 'closed', retained: true }));
    expect([told, post.store.read.allKept('point')]).toEqual([[], before]);
    post.pass(60_000);
    post.intake.points.tick();
    post.intake.points.tick();
    expect(told).toEqual([expect.objectContaining({ type: 'point', point: expect.objectContaining({ lastHeardUtcMs: startUtcMs }) })]);
  });

  it('are gone with their announcement', async () => {
    await say(post)(point({ state: 'open' }), { type: 'pointGone', panelId: 'house', kind: 'zone', pointId: 'Front_door' });
    await say(post)(point({ state: 'open' }));
    const told: unknown[] = [];
    post.intake.points.onChange((change) => told.push(change));
    await say(post)({ type: 'pointGone', panelId: 'house', kind: 'zone', pointId: 'Front_door' });
    expect(told).toEqual([{ type: 'pointGone', panelId: 'house', kind: 'zone', pointId: 'Front_door' }]);
    expect([post.intake.points.list(), post.store.read.allKept('point')]).toEqual([[], []]);
  });

  it('are bypassed by an event, also where the panel never named the zone, and that survives a restart', async () => {
    const bypass = event({ kind: 'bypassed', event: '570', active: true });
    await say(post)(point({ state: 'closed' }), bypass, { ...bypass, source: 'Office/12' });
    const bypassed = () => post.store.read.allKept('point').filter((one) => one.bypassed);
    expect(bypassed().map(({ kind, pointId, name, state }) => [kind, pointId, name, state])).toEqual([
      ['zone', 'Front_door', 'Front door', 'closed'],
      ['zone', 'Office/12', 'Office/12', null],
    ]);
    await say(post)({ ...bypass, active: false }, { ...bypass, source: 'never bypassed', active: false });
    expect(bypassed().map((one) => one.pointId)).toEqual(['Office/12']);
  });

  it('are not known to anybody when the disk did not take them', async () => {
    await post.store.close();
    await expect(say(post)(point({ state: 'open' }))).rejects.toMatchObject({ code: 'closed' });
    expect(post.intake.points.list()).toEqual([]);
  });
});
