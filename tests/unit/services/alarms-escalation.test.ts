import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultAlarmPolicy } from '../../../src/shared/model/alarm-policy.ts';
import type { SeatDuty } from '../../../src/shared/model/seats.ts';
import { li, openPost, raised, type TestPost, valued } from './alarms-post.ts';

const lin = { ...li, role: 'lead' };
let post: TestPost;
let watching: { [duty in SeatDuty]: number };
let alarms: ReturnType<TestPost['newAlarms']>;

beforeEach(() => {
  post = openPost();
  watching = { first: 1, second: 1, lead: 1 };
  alarms = post.newAlarms({ seatsWatching: (duty) => watching[duty] });
});
afterEach(async () => {
  await alarms.stop();
  await post.close();
});

const told = () =>
  post
    .rows()
    .filter(({ kind }) => kind === 'alarm.escalated')
    .map(({ payload }) => [payload.to, payload.seats, payload.waitedMs]);
const later = async (ms: number) => {
  post.pass(ms);
  await alarms.tick();
};

describe('an alarm that nobody acknowledges', () => {
  it('is passed on with how many seats watch, and remembers how far', async () => {
    const alarm = await raised(post, { priority: 2 });
    alarms.start();
    await later(90_000);
    expect(post.store.read.alarm(alarm.alarmId)).toMatchObject({ escalation: 1, state: 'unacknowledged' });
    await later(90_000);
    expect(told()).toEqual([
      ['secondSeat', 1, 90_000],
      ['lead', 1, 180_000],
    ]);
  });

  it('goes straight on to the lead where no second seat watches, and both rows say so', async () => {
    watching.second = 0;
    await raised(post, { priority: 2 });
    alarms.start();
    await later(90_000);
    expect(told()).toEqual([
      ['secondSeat', 0, 90_000],
      ['lead', 1, 90_000],
    ]);
    await later(600_000);
    expect(told()).toHaveLength(2);
  });

  it('follows the times of the policy, also for what stands already', async () => {
    await raised(post, { priority: 2 });
    alarms.start();
    const quick = { ...defaultAlarmPolicy, escalationSeconds: { ...defaultAlarmPolicy.escalationSeconds, 2: [10, 20] as const } };
    valued(await alarms.setPolicy(lin, quick));
    await later(10_000);
    expect(told()).toEqual([['secondSeat', 1, 10_000]]);
  });

  it('of a hold-up is passed on at once, as nobody at the post is to be heard', async () => {
    alarms.start();
    await post.store.commit((tx) => {
      const writer = alarms.writer(tx);
      const holdUp = { panelId: 'yard', source: 'till', area: null, condition: 'holdUp', category: 'holdUp', priority: 1 } as const;
      writer.raise({ ...holdUp, latched: true, standing: false, simulated: false, text: null }, { eventAtUtcMs: null, arrivedAtUtcMs: null }, li);
      alarms.noteChanged(writer.finish());
    });
    await alarms.tick();
    expect(told()).toEqual([['secondSeat', 1, 0]]);
    await later(30_000);
    expect(told().at(-1)).toEqual(['lead', 1, 30_000]);
  });

  it('is passed on in the order of urgency when many are due at once', async () => {
    for (let index = 0; index < 120; index += 1) await raised(post, { source: `zone ${index}`, category: 'technical', priority: 3 });
    const critical = await raised(post, { source: 'smoke', category: 'life', priority: 1 });
    alarms.start();
    await later(90_000);
    const rows = post.rows().filter(({ kind }) => kind === 'alarm.escalated');
    expect(rows[0]?.subject).toBe(critical.alarmId);
    await alarms.tick();
    expect(new Set(post.rows().flatMap(({ kind, subject }) => (kind === 'alarm.escalated' ? [subject] : []))).size).toBe(121);
  });
});

describe('the policy', () => {
  it('is a row with what it was before, survives a restart, and is no row when nothing changes', async () => {
    const policy = { ...defaultAlarmPolicy, confirmationMinutes: 5 };
    valued(await alarms.setPolicy(lin, policy));
    valued(await alarms.setPolicy(lin, policy));
    const rows = post.rows().filter(({ kind }) => kind === 'alarm.policyChanged');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      actor: 'Li',
      payload: { before: { confirmationMinutes: 30 }, after: { confirmationMinutes: 5, escalationSeconds: { 1: [30, 60] } } },
    });
    expect(post.newAlarms().policy()).toEqual(policy);
  });
});
