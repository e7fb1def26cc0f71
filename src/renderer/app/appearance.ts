/** Night or day, and how bright: kept on this seat, changed by one key. */
import { useSyncExternalStore } from 'react';

export type Scheme = 'dark' | 'light';
/** Percent; the screen is never brighter than its theme. */
export const brightnessSteps = [100, 85, 70, 50] as const;
export interface Appearance {
  readonly scheme: Scheme;
  readonly brightness: number;
}

const storageKey = 'guardpost.appearance';
const listeners = new Set<() => void>();
let appearance = load();

function load(): Appearance {
  const [scheme, percent] = (localStorage.getItem(storageKey) ?? '').split(' ');
  const brightness = brightnessSteps.find((step) => String(step) === percent) ?? 100;
  return { scheme: scheme === 'light' ? 'light' : 'dark', brightness };
}

function change(next: Appearance): void {
  appearance = next;
  localStorage.setItem(storageKey, `${next.scheme} ${next.brightness}`);
  for (const listener of [...listeners]) listener();
}

export const toggleScheme = (): void => change({ ...appearance, scheme: appearance.scheme === 'dark' ? 'light' : 'dark' });
export const stepBrightness = (): void => change({ ...appearance, brightness: nextBrightness(appearance.brightness) });

/** The next darker step, and from the darkest back to full. */
export function nextBrightness(percent: number): number {
  return brightnessSteps.find((step) => step < percent) ?? brightnessSteps[0];
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => appearance,
  );
}
