import { expect, it } from 'vitest';
import { isTestDue, shiftMs } from '../../../../../src/renderer/features/sound/speaker-test.ts';

const test = { user: 'Lea', atUtcMs: 1_000_000 };

it('asks for the test of the loudspeaker once for each person and shift', () => {
  expect(isTestDue(null, 'Lea', test.atUtcMs)).toBe(true);
  expect(isTestDue(test, 'Lea', test.atUtcMs + 60_000)).toBe(false);
  expect(isTestDue(test, 'Omar', test.atUtcMs + 60_000)).toBe(true);
  expect(isTestDue(test, 'Lea', test.atUtcMs + shiftMs)).toBe(true);
});

it('asks again when the clock was set back behind the last test', () => {
  expect(isTestDue(test, 'Lea', test.atUtcMs - 1)).toBe(true);
});
