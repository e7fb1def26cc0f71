/** Plays the three patterns with the page's own audio. Knows no alarm. A browser may refuse sound until a key is pressed: it says so. */
import criticalUrl from '../../../../resources/sounds/critical.wav?url';
import highUrl from '../../../../resources/sounds/high.wav?url';
import mediumUrl from '../../../../resources/sounds/medium.wav?url';
import type { SoundPattern } from './choose.ts';

/** ready: can sound. blocked: waits for a key. failed: this seat has no audio. */
export type PlayerState = 'ready' | 'blocked' | 'failed';

const urls: { readonly [pattern in SoundPattern]: string } = { critical: criticalUrl, high: highUrl, medium: mediumUrl };

export interface SoundPlayer {
  play(pattern: SoundPattern, volume: number): void;
  stop(): void;
  state(): PlayerState;
  onState(listener: () => void): () => void;
  /** Finds out whether sound is allowed, and waits for the first key or touch where it isn't. The answer ends that. */
  start(): () => void;
}

function createPlayer(): SoundPlayer {
  const listeners = new Set<() => void>();
  const loaded = new Map<SoundPattern, HTMLAudioElement>();
  let state: PlayerState = 'ready';

  const set = (next: PlayerState): void => {
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const audio = (pattern: SoundPattern): HTMLAudioElement => {
    const known = loaded.get(pattern);
    if (known !== undefined) return known;
    const element = new Audio(urls[pattern]);
    element.preload = 'auto';
    loaded.set(pattern, element);
    return element;
  };
  const play = (pattern: SoundPattern, volume: number): void => {
    const element = audio(pattern);
    element.volume = Math.min(1, Math.max(0, volume));
    element.currentTime = 0;
    element.play().then(
      () => set('ready'),
      (error: unknown) => {
        // AbortError: stopped before it began, by us.
        if (error instanceof DOMException && error.name === 'AbortError') return;
        set(error instanceof DOMException && error.name === 'NotAllowedError' ? 'blocked' : 'failed');
      },
    );
  };

  return {
    play,
    stop() {
      for (const element of loaded.values()) element.pause();
    },
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start() {
      const touched = () => {
        if (state === 'blocked') set('ready');
      };
      if (!navigator.userActivation.hasBeenActive) play('medium', 0);
      window.addEventListener('keydown', touched, { capture: true });
      window.addEventListener('pointerdown', touched, { capture: true });
      return () => {
        window.removeEventListener('keydown', touched, { capture: true });
        window.removeEventListener('pointerdown', touched, { capture: true });
      };
    },
  };
}

export const player = createPlayer();
