import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coversFilter, matchTopic } from '../../../../src/main/devices/panels/topic-filter.ts';

describe('a topic filter', () => {
  test.each([
    ['yard/+/state', 'yard/gate/state', ['gate']],
    ['yard/+/state', 'yard/gate/open', null],
    ['yard/+/state', 'yard/gate/state/more', null],
    ['yard/+/state', 'yard//state', ['']],
    ['yard/#', 'yard/a/b', ['a', 'b']],
    ['yard/#', 'yard', []],
    ['+/+', '/finance', ['', 'finance']],
    ['#', '$SYS/uptime', null],
    ['+/uptime', '$SYS/uptime', null],
    ['$SYS/#', '$SYS/uptime', ['uptime']],
    ['yard/gate', 'yard/gate', []],
  ])('%s matches %s with the levels %j', (filter, topic, levels) => {
    expect(matchTopic(filter, topic)).toEqual(levels);
  });

  test.each([
    ['yard/#', 'yard/+/state', true],
    ['yard/#', '#', false],
    ['yard/+', 'yard/#', false],
    ['yard/+', 'yard/+', true],
    ['yard/gate', 'yard/+', false],
    ['#', 'yard/#', true],
    ['#', '$SYS/#', false],
    ['yard/+/state', 'yard/gate', false],
  ])('an account for %s may subscribe to %s: %s', (outer, inner, allowed) => {
    expect(coversFilter(outer, inner)).toBe(allowed);
  });

  const level = fc.constantFrom('a', 'b', '');
  const filter = fc
    .tuple(fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([levels, all]) => [...levels, ...(all ? ['#'] : [])].join('/'));
  const topic = fc.array(level, { minLength: 1, maxLength: 5 }).map((levels) => levels.join('/'));

  test('that covers another matches every topic that the other matches', () => {
    fc.assert(
      fc.property(filter, filter, topic, (outer, inner, name) => {
        fc.pre(coversFilter(outer, inner) && matchTopic(inner, name) !== null);
        expect(matchTopic(outer, name)).not.toBeNull();
      }),
      { numRuns: 300, maxSkipsPerRun: 1000 },
    );
  });
});
