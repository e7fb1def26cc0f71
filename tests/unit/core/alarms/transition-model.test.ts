import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmInput } from '../../../../src/main/core/alarms/input.ts';
import { transition } from '../../../../src/main/core/alarms/transition.ts';
import type { Alarm } from '../../../../src/shared/model/alarms.ts';
import { doorForced, inputs, raisedAtUtcMs } from './samples.ts';

/** What the site is really like: the machine must never disagree with it about whether a cause is there. */
interface World {
  alarm: Alarm | null;
  causePresent: boolean;
  worst: number;
  nowUtcMs: number;
}

const anyInput = fc.oneof(
  fc.record({ type: fc.constant('raise' as const), priority: fc.constantFrom(1, 2, 3, 4), latched: fc.boolean() }),
  fc.constantFrom(...Object.values(inputs).filter((input) => input.type !== 'raise')),
);
type Drawn = typeof anyInput extends fc.Arbitrary<infer T> ? T : never;

function inputFor(drawn: Drawn, world: World, index: number): AlarmInput {
  if ('priority' in drawn) {
    const { priority, latched } = drawn;
    return { type: 'raise', alarmId: `alarm-${index}`, condition: { ...doorForced, priority: priority as 1 | 2 | 3 | 4, latched } };
  }
  const fresh = 'revision' in drawn && world.alarm !== null ? { ...drawn, revision: world.alarm.revision } : drawn;
  return fresh.type === 'shelve' ? { ...fresh, untilUtcMs: world.nowUtcMs + 5000, secondPerson: 'Zhao' } : fresh;
}

function advance(world: World, input: AlarmInput): void {
  world.nowUtcMs += 1000;
  if (input.type === 'raise') {
    world.worst = world.alarm === null ? input.condition.priority : Math.min(world.worst, input.condition.priority);
    world.causePresent = true;
  }
  if (input.type === 'clear') world.causePresent = false;
  const before = world.alarm;
  const outcome = transition(before, input, world.nowUtcMs);
  if (!outcome.ok) return;
  const { alarm, onBoard, rows } = outcome.value;
  // A confirmed alarm is as urgent as can be, whatever was reported.
  if (input.type === 'confirm' && rows.length > 0) world.worst = 1;
  expect(rows.length > 0).toBe(alarm !== before);
  if (before !== null && alarm !== null && alarm !== before) expect(alarm.revision).toBe(before.revision + 1);
  for (const row of rows) expect(row.payload).toMatchObject({ alarmId: alarm?.alarmId, state: alarm?.state, count: alarm?.count });
  world.alarm = onBoard ? alarm : null;
}

describe('the alarm machine under any sequence of inputs', () => {
  it('never loses an active alarm, never shows a gone cause as there, keeps the worst severity, and writes a row for every change', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 60 }), (drawn) => {
        const world: World = { alarm: null, causePresent: false, worst: 4, nowUtcMs: raisedAtUtcMs };
        drawn.forEach((one, index) => {
          advance(world, inputFor(one, world, index));
          if (world.causePresent) expect(world.alarm).not.toBeNull();
          if (world.alarm === null) return;
          expect(world.alarm.active).toBe(world.causePresent);
          expect(world.alarm.priority).toBe(world.worst);
          if (world.alarm.active) expect(world.alarm.state).not.toBe('normal');
          expect(world.alarm.shelvedUntilUtcMs !== null).toBe(world.alarm.state === 'shelved');
        });
      }),
      { numRuns: 500 },
    );
  });

  it('lets nothing that nobody acknowledged leave the board, unless it was set aside with a reason', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 60 }), (drawn) => {
        const world: World = { alarm: null, causePresent: false, worst: 4, nowUtcMs: raisedAtUtcMs };
        drawn.forEach((one, index) => {
          const before = world.alarm;
          const input = inputFor(one, world, index);
          advance(world, input);
          const left = before !== null && world.alarm === null;
          if (left && (before.state === 'unacknowledged' || before.state === 'returnedUnacknowledged')) expect(input.type).toBe('acknowledge');
        });
      }),
      { numRuns: 500 },
    );
  });
});
