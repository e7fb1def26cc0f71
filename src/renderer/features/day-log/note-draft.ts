/** The note that is being written: kept in memory while screens come and go, so that nothing typed is lost. */
import { useSyncExternalStore } from 'react';

export interface NoteDraft {
  readonly text: string;
  /** Rows that the note is about. */
  readonly cites: readonly number[];
}

const citesAtMost = 20;
const empty: NoteDraft = { text: '', cites: [] };
let draft = empty;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
function set(next: NoteDraft): void {
  draft = next;
  for (const listener of [...listeners]) listener();
}

export const useNoteDraft = (): NoteDraft => useSyncExternalStore(subscribe, () => draft);
/** One line: a line break that was pasted becomes a space. */
export const writeNote = (text: string): void => set({ ...draft, text: text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ') });
export const citeRow = (seq: number): void => set({ ...draft, cites: [...new Set([...draft.cites, seq])].slice(-citesAtMost) });
export const forgetCites = (): void => set({ ...draft, cites: [] });
/** Only what was saved goes; words typed while it was being saved stay. */
export function noteSaved(saved: NoteDraft): void {
  if (draft.text === saved.text) set(empty);
}
