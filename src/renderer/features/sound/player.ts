/**
 * Plays the three patterns with the page's own audio. Knows no alarm. A browser may refuse sound until a key is pressed: it says so.
 * A person may switch it off; a new page begins with the sound on.
 */
import criticalUrl from '../../../../resources/sounds/critical.wav?url';
import highUrl from '../../../../resources/sounds/high.wav?url';
import mediumUrl from '../../../../resources/sounds/medium.wav?url';
import type { SoundState } from '../../../shared/model/seats.ts';
import type { SoundPattern } from './choose.ts';

const urls: { readonly [pattern in SoundPattern]: string } = { critical: criticalUrl, high: highUrl, medium: mediumUrl };

export interface SoundPlayer {
  play(pattern: SoundPattern, volume: number): void;
  stop(): void;
  state(): SoundState;
  setMuted(muted: boolean): void;
  onState(listener: () => void): () => void;
  /** Finds out whether sound is allowed, and waits for the first key or touch where it isn't. The answer ends that. */
  start(): () => void;
}

function createPlayer(): SoundPlayer {
  const listeners = new Set<() => void>();
  const loaded = new Map<SoundPattern, HTMLAudioElement>();
  let can: Exclude<SoundState, 'muted'> = 'unknown';
  let muted = false;

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const set = (next: typeof can): void => {
    if (next === can) return;
    can = next;
    tell();
  };
  const audio = (pattern: SoundPattern): HTMLAudioElement => {
    const known = loaded.get(pattern);
    if (known !== undefined) return known;
    const element = new Audio(urls[pattern]);
    element.preload = 'auto';
    loaded.set(pattern, element);
    return element;
  };
  const stop = (): void => {
    for (const element of loaded.values()) element.pause();
  };
  const play = (pattern: SoundPattern, volume: number): void => {
    if (muted) return;
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
    stop,
    state: () => (muted ? 'muted' : can),
    setMuted(next) {
      if (next === muted) return;
      muted = next;
      if (muted) stop();
      tell();
    },
    onState(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start() {
      const touched = () => {
        if (can === 'blocked') set('ready');
      };
      if (navigator.userActivation.hasBeenActive) set('ready');
      else play('medium', 0);
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
