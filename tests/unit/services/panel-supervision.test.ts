import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { glanceNow } from '../../../src/main/services/glance.ts';
import type { PanelIntake } from '../../../src/main/services/panel-intake.ts';
import type { PanelConfig } from '../../../src/shared/model/config.ts';
import type { DeviceHealth } from '../../../src/shared/model/devices.ts';
import { doorForced, message, openPost, type TestPost } from './alarms-post.ts';
import { event, house, panelHealth, point, say } from './panel-post.ts';

let post: TestPost;
afterEach(() => post.close());

const open = (panel: Partial<PanelConfig>): void => {
  post = openPost([house(panel)]);
  post.intake.start();
};
const hours = (count: number): void => post.pass(count * 3_600_000);
/** Ticks until what that brings is on disk. */
async function tick(intake: PanelIntake = post.intake): Promise<void> {
  await intake.tick();
  // The store takes works in their order: this one comes after them.
  for (let n = 0; n < 5; n += 1) await post.store.commit(() => undefined);
}
const alarms = (): string[] => post.alarms.board().map(({ source, condition, active }) => `${source} ${condition}${active ? '' : ' over'}`);

describe('a zone that should speak every hour', () => {
  beforeEach(async () => {
    open({ zoneHeartbeatSeconds: 3600 });
    post.intake.health(panelHealth('house', 'online'));
    await say(post)(point({ state: 'closed' }), point({ pointId: 'Back_door', name: 'Back door', state: 'closed' }));
  });

  it('is an alarm of its own when it does not, and none any more with its next word', async () => {
    hours(0.5);
    await say(post)(point({ pointId: 'Back_door', name: 'Back door' }));
    hours(0.6);
    await tick();
    expect(alarms()).toEqual(['Front door supervision']);
    expect(post.alarms.board()[0]).toMatchObject({ panelId: 'house', category: 'trouble' });
    await tick();
    await say(post)({ ...doorForced, panelId: 'house', source: 'Front door', category: 'technical', active: false });
    await tick();
    expect(alarms()).toEqual(['Front door supervision over']);
    expect(post.kinds().filter((kind) => kind === 'alarm.raised')).toHaveLength(1);
  });

  it('gives no sign of life by a retained message', async () => {
    hours(0.9);
    await say(post)(point({ state: 'closed', retained: true }), point({ pointId: 'Back_door', name: 'Back door' }));
    hours(0.2);
    await tick();
    expect(alarms()).toEqual(['Front door supervision']);
  });

  it('is not missed while its panel can’t be heard, and has its full time after that', async () => {
    hours(0.9);
    post.intake.health(panelHealth('house', 'offline', { cause: 'notReachable' }));
    hours(5);
    await tick();
    expect(alarms()).toEqual([]);
    post.intake.health(panelHealth('house', 'online'));
    hours(0.9);
    await tick();
    expect(alarms()).toEqual([]);
    hours(0.2);
    await tick();
    expect(alarms().sort()).toEqual(['Back door supervision', 'Front door supervision']);
  });

  it('gains nothing by a link that is away for a moment', async () => {
    hours(0.9);
    post.intake.health(panelHealth('house', 'offline', { cause: 'notReachable' }));
    post.pass(5000);
    post.intake.health(panelHealth('house', 'online'));
    hours(0.2);
    await tick();
    expect(alarms()).toHaveLength(2);
  });

  it('stays an alarm over a restart until it speaks, or is there no more', async () => {
    hours(1.1);
    await tick();
    const again = post.newIntake();
    again.start();
    again.health(panelHealth('house', 'online'));
    await tick(again);
    expect(alarms().sort()).toEqual(['Back door supervision', 'Front door supervision']);
    await again.messages([message([point({}), { type: 'pointGone', panelId: 'house', kind: 'zone', pointId: 'Back_door' }], { panelId: 'house' })]);
    await tick(again);
    expect(alarms().sort()).toEqual(['Back door supervision over', 'Front door supervision over']);
    await again.stop();
  });
});

describe('a test report that should come every day', () => {
  const test = (source: string) => event({ kind: 'test', source, event: 'RP' });

  it('is an alarm when it is missing, and over with the next one', async () => {
    open({ testHours: 25 });
    hours(20);
    await say(post)(test('keypad'));
    hours(24);
    await tick();
    expect(alarms()).toEqual([]);
    hours(2);
    await tick();
    expect(alarms()).toEqual(['house testMissing']);
    await tick();
    await say(post)(test('keypad'));
    expect(alarms()).toEqual(['house testMissing over']);
    hours(24);
    await tick();
    expect(alarms()).toEqual(['house testMissing over']);
  });

  it('is not missed before the post has run that long, unless the journal knows when it came last', async () => {
    open({ testHours: 25 });
    await say(post)(test('keypad'));
    hours(30);
    const again = post.newIntake();
    again.start();
    await tick(again);
    expect(alarms()).toEqual([]);
    // What waited at the broker has had its time.
    post.pass(600_000);
    await tick(again);
    expect(alarms()).toEqual(['house testMissing']);
    await again.stop();
    const fresh = openPost([house({ testHours: 25 })]);
    fresh.intake.start();
    fresh.pass(24 * 3_600_000);
    await fresh.intake.tick();
    await fresh.intake.stop();
    expect(fresh.alarms.board()).toEqual([]);
    await fresh.close();
  });

  it('is watched for each account by itself, with its own time', async () => {
    const accounts = [
      { account: '0A1', name: 'Office', testHours: null },
      { account: '0A2', name: null, testHours: 2 },
    ];
    open({ dialect: 'sia', testHours: 25, accounts });
    hours(1);
    await say(post)(test('Office/1'), test('0A2/1'));
    hours(3);
    await tick();
    expect(alarms()).toEqual(['0A2 testMissing']);
    await say(post)(test('0A2'));
    hours(23);
    await tick();
    expect(alarms()).toContain('Office testMissing');
  });

  it('is none that is only found when we connect', async () => {
    open({ testHours: 2 });
    hours(1.5);
    await say(post)({ ...test('keypad'), retained: true });
    hours(1);
    await tick();
    expect(alarms()).toEqual(['house testMissing']);
  });

  it('that nobody expects any more ends with the next start', async () => {
    open({ testHours: 2 });
    hours(3);
    await tick();
    const { store, alarms: service, clock } = post;
    const { createPanelIntake } = await import('../../../src/main/services/panel-intake.ts');
    const again = createPanelIntake({ ledger: store, alarms: service, clock, panels: [house()] });
    again.start();
    await again.stop();
    expect(alarms()).toEqual(['house testMissing over']);
  });
});

describe('the glance line', () => {
  const broker = (state: DeviceHealth['state'], sinceUtcMs = 50): DeviceHealth => panelHealth('broker', state, { kind: 'broker', sinceUtcMs });
  const panels = (...devices: DeviceHealth[]) => {
    const { read } = post.store;
    const store = { state: 'ok', cause: null, sinceUtcMs: null, unwritten: 0 } as const;
    return glanceNow({ read, clock: post.clock, store: () => store, clockState: () => ({ jumpedAtUtcMs: null, jumpMs: 0 }), devices: () => devices }).panels;
  };
  beforeEach(() => open({}));

  it('tells how many panels can’t reach the post, and since when the first of them', () => {
    const devices = [
      broker('online'),
      panelHealth('a', 'online'),
      panelHealth('b', 'silent', { sinceUtcMs: 70 }),
      panelHealth('c', 'offline', { sinceUtcMs: 60 }),
    ];
    expect(panels(...devices)).toEqual({ all: 3, deaf: 2, brokerDown: false, sinceUtcMs: 60 });
  });

  it('tells that none can while the broker is away', () => {
    const away = { cause: 'notReachable', sinceUtcMs: 50 } as const;
    expect(panels(broker('connecting'), panelHealth('a', 'offline', away), panelHealth('b', 'connecting', away))).toEqual({
      ...{ all: 2, deaf: 2, brokerDown: true, sinceUtcMs: 50 },
    });
  });

  it('is quiet without panels, and while they are reached for the first time', () => {
    expect(panels(broker('offline'))).toEqual({ all: 0, deaf: 0, brokerDown: false, sinceUtcMs: null });
    expect(panels(broker('connecting'), panelHealth('a', 'connecting'))).toEqual({ all: 1, deaf: 0, brokerDown: false, sinceUtcMs: null });
  });
});
