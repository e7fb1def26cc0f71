import { expect, it } from 'vitest';
import { silentSinceUtcMs } from '../../../../../src/renderer/features/sound/silent-since.ts';
import { entry } from '../../live/samples.ts';

it('tells since when a seat is silent by the newest row about it, else since it began to watch', () => {
  const row = (seat: string, at: string) => ({ ...entry(1, 'sound.muted', seat), row: { ...entry(1, 'sound.muted', seat).row, seat, enteredAtUtc: at } });
  const log = [row('b', '2026-11-21T02:20:00.000Z'), row('a', '2026-11-21T02:11:00.000Z'), row('a', '2026-11-21T01:00:00.000Z')];
  expect(silentSinceUtcMs({ seat: 'a', sinceUtcMs: 5 }, log)).toBe(Date.parse('2026-11-21T02:11:00.000Z'));
  expect(silentSinceUtcMs({ seat: 'c', sinceUtcMs: 5 }, log)).toBe(5);
});
