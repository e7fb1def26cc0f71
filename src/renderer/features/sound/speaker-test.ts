/** When the speaker of this seat is to be tested: once for each person and shift. Pure, and what was answered here before. */
import type { SoundPattern } from './choose.ts';

export interface SpeakerTest {
  readonly user: string;
  readonly atUtcMs: number;
}

/** Nobody's shift is longer. */
export const shiftMs = 12 * 3_600_000;

export const isTestDue = (last: SpeakerTest | null, user: string, nowUtcMs: number): boolean =>
  last === null || last.user !== user || nowUtcMs - last.atUtcMs >= shiftMs || nowUtcMs < last.atUtcMs;

/** The patterns one after another, most urgent first, and how long each lasts with the pause after it. */
export const testTune: readonly { readonly pattern: SoundPattern; readonly ms: number }[] = [
  { pattern: 'critical', ms: 2000 },
  { pattern: 'high', ms: 1500 },
  { pattern: 'medium', ms: 1200 },
];

const storageKey = 'guardpost.speakerTest';

export function lastTest(): SpeakerTest | null {
  const stored = localStorage.getItem(storageKey);
  const at = stored?.lastIndexOf(' ') ?? -1;
  return stored === null || at < 0 ? null : { user: stored.slice(0, at), atUtcMs: Number(stored.slice(at + 1)) };
}

export const keepTest = ({ user, atUtcMs }: SpeakerTest): void => localStorage.setItem(storageKey, `${user} ${atUtcMs}`);
