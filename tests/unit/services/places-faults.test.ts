import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAlarmFigures } from '../../../src/main/services/alarm-figures.ts';
import { createFaults } from '../../../src/main/services/faults.ts';
import { createPlaces } from '../../../src/main/services/places.ts';
import { li, openPost, raised, startUtcMs, type TestPost, valued } from './alarms-post.ts';

const wang = { name: 'Wang', role: 'operator', seat: 'seat-2' } as const;
const gate3 = { panelId: 'yard', source: 'gate-3', area: 'North', camera: '12', keyPart: true, x: 0.25, y: 0.5 };
const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

let post: TestPost;
beforeEach(() => {
  post = openPost();
});
afterEach(() => post.close());
const clock = { utcMs: () => startUtcMs, monoMs: () => 0 };

describe('places', () => {
  it('lists every source that has raised an alarm or was told of, also where nothing is said of it', async () => {
    const places = createPlaces({ ledger: post.store });
    await raised(post);
    await post.store.commit((tx) =>
      tx.keep('point', 'yard\nzone\n4', {
        ...{ panelId: 'yard', kind: 'zone', pointId: '4', name: 'Fence 4', partition: null, state: 'closed', bypassed: false },
        ...{ sinceUtcMs: 0, lastHeardUtcMs: null, batteryPercent: null, simulated: false },
      }),
    );
    expect(places.list().map(({ source, x }) => [source, x])).toEqual([
      ['Fence 4', null],
      ['gate-3', null],
    ]);
  });

  it('keeps what is said, writes what it was before, and writes nothing for no change', async () => {
    const places = createPlaces({ ledger: post.store });
    valued(await places.save(li, gate3));
    valued(await places.save(li, gate3));
    valued(await places.save(li, { ...gate3, camera: '13' }));
    const rows = post.rows().filter(({ kind }) => kind === 'place.changed');
    expect(rows.map(({ payload }) => [payload.camera, payload.before])).toEqual([
      ['12', undefined],
      ['13', gate3],
    ]);
    expect(places.list()).toEqual([{ ...gate3, camera: '13' }]);
  });

  it('takes a picture as the plan and gives it back; its bytes are not in the log, their hash is', async () => {
    const places = createPlaces({ ledger: post.store });
    const plan = { mime: 'image/png', base64: pngHead.toString('base64') } as const;
    valued(await places.setPlan(li, plan));
    expect(places.plan()).toEqual(plan);
    expect(post.rows().at(-1)).toMatchObject({
      kind: 'plan.changed',
      actor: 'Li',
      payload: { mime: 'image/png', bytes: 11, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    valued(await places.setPlan(li, null));
    expect(places.plan()).toBeNull();
  });

  it.each([
    ['a web page named as a picture', Buffer.from('<html><script>alert(1)</script>')],
    ['a picture of another kind', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ])('refuses %s', async (_name, bytes) => {
    const places = createPlaces({ ledger: post.store });
    expect(await places.setPlan(li, { mime: 'image/png', base64: bytes.toString('base64') })).toEqual({
      ok: false,
      error: { code: 'rule', rule: 'planNotPicture' },
    });
    expect(places.plan()).toBeNull();
  });
});

describe('fault reports', () => {
  const fields = { description: 'Contact loose', interimMeasure: 'Patrol each hour', reportedTo: 'Siegel & Co', ticket: 'T-1', promisedForUtcMs: null };
  const open = () => createFaults({ ledger: post.store, clock, newId: (prefix) => `${prefix}-1` });

  it('goes from a draft to repaired and is verified by somebody else', async () => {
    const faults = open();
    const draft = valued(await faults.open(li, { panelId: 'yard', source: 'gate-3', ...fields }));
    const reported = valued(await faults.change(li, { ...draft, state: 'reported' }));
    const repaired = valued(await faults.change(wang, { ...reported, state: 'repaired' }));
    // Somebody else touching the words does not make the one who repaired it fit.
    const edited = valued(await faults.change(li, { ...repaired, ticket: 'T-2' }));
    expect(await faults.change({ ...wang, name: 'wang' }, { ...edited, state: 'verified' })).toEqual({
      ok: false,
      error: { code: 'rule', rule: 'otherPersonVerifies' },
    });
    expect(valued(await faults.change(li, { ...edited, state: 'verified' }))).toMatchObject({
      state: 'verified',
      repairedBy: 'Wang',
      ticket: 'T-2',
      revision: 5,
    });
    const kinds = post.rows().filter(({ kind }) => kind === 'fault.changed');
    expect(kinds.map(({ actor, payload }) => [actor, payload.from ?? null, payload.state])).toEqual([
      ['Li', null, 'draft'],
      ['Li', 'draft', 'reported'],
      ['Wang', 'reported', 'repaired'],
      ['Li', 'repaired', 'repaired'],
      ['Li', 'repaired', 'verified'],
    ]);
  });

  it('refuses a state that can not follow, and a change of what somebody else has changed', async () => {
    const faults = open();
    const draft = valued(await faults.open(li, { panelId: 'yard', source: 'gate-3', ...fields }));
    expect(await faults.change(li, { ...draft, state: 'verified' })).toEqual({ ok: false, error: { code: 'rule', rule: 'faultStateOrder' } });
    valued(await faults.change(li, { ...draft, state: 'dropped' }));
    expect(await faults.change(wang, { ...draft, state: 'reported' })).toEqual({ ok: false, error: { code: 'conflict' } });
    expect(await faults.change(wang, { ...draft, faultId: 'other', state: 'reported' })).toEqual({ ok: false, error: { code: 'notFound' } });
  });

  it('shows drafts first and what has ended last', async () => {
    let n = 0;
    const faults = createFaults({ ledger: post.store, clock, newId: (prefix) => `${prefix}-${++n}` });
    const ended = valued(await faults.open(li, { panelId: 'yard', source: 'a', ...fields }));
    valued(await faults.change(li, { ...ended, state: 'dropped' }));
    const reported = valued(await faults.open(li, { panelId: 'yard', source: 'b', ...fields }));
    valued(await faults.change(li, { ...reported, state: 'reported' }));
    valued(await faults.open(li, { panelId: 'yard', source: 'c', ...fields }));
    expect(faults.list().map(({ source }) => source)).toEqual(['c', 'b', 'a']);
  });
});

describe('figures from the journal', () => {
  it('are counted from the rows of the span, over many steps of reading', async () => {
    const figures = createAlarmFigures({ ledger: post.store, clock: { utcMs: () => startUtcMs + 90_000_000, monoMs: () => 0 } });
    const alarm = await raised(post);
    for (let n = 0; n < 600; n += 1) {
      await post.store.commit((tx) =>
        tx.append({
          kind: 'alarm.raised',
          actor: li,
          subject: alarm.alarmId,
          payload: { alarmId: alarm.alarmId, panelId: 'yard', source: 'gate-3', condition: 'x', priority: 3 },
        }),
      );
    }
    valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'seen' }));
    const found = valued(await figures.figures({ sinceUtcMs: startUtcMs - 1000, untilUtcMs: startUtcMs + 1000 }));
    expect(found).toMatchObject({ raised: 601, byPriority: { 3: 601 }, toAcknowledge: { 3: { count: 1 } }, stale: 1 });
    expect(valued(await figures.figures({ sinceUtcMs: startUtcMs + 1, untilUtcMs: startUtcMs + 1000 }))).toMatchObject({ raised: 0 });
  });

  it('refuse a span that is none', async () => {
    const figures = createAlarmFigures({ ledger: post.store, clock });
    expect(await figures.figures({ sinceUtcMs: 5, untilUtcMs: 5 })).toEqual({ ok: false, error: { code: 'rule', rule: 'spanNotPossible' } });
  });
});
