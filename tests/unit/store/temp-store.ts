/** A store in a folder of its own with a clock that the test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store, type StoreOpenProblem } from '../../../src/main/store/index.ts';
import type { NewJournalRow } from '../../../src/shared/model/journal.ts';

export const morningUtcMs = Date.UTC(2026, 2, 3, 6, 0, 0);

export class TestClock {
  nowUtcMs = morningUtcMs;
  nowMonoMs = 1000;
  utcMs = (): number => this.nowUtcMs;
  monoMs = (): number => this.nowMonoMs;
  advance(ms: number): void {
    this.nowUtcMs += ms;
    this.nowMonoMs += ms;
  }
}

export interface TempStore extends AsyncDisposable {
  readonly folder: string;
  readonly file: string;
  readonly clock: TestClock;
  store: Store;
  /** Closes and opens anew. */
  reopen(): Promise<Store>;
}

export function openOrThrow(file: string, clock: TestClock): Store {
  const opened = openStore({ file, clock, newId: (prefix) => `${prefix}-1` });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  return opened.value;
}

export function problemOf(opened: ReturnType<typeof openStore>): StoreOpenProblem {
  if (opened.ok) throw new Error('the store opened');
  return opened.error;
}

export function tempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'guardpost-store-'));
}

/** To be used with `await using`. */
export function tempStore(): TempStore {
  const folder = tempFolder();
  const file = join(folder, 'guardpost.db');
  const clock = new TestClock();
  const temp: TempStore = {
    folder,
    file,
    clock,
    store: openOrThrow(file, clock),
    async reopen() {
      await temp.store.close();
      temp.store = openOrThrow(file, clock);
      return temp.store;
    },
    async [Symbol.asyncDispose]() {
      await temp.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return temp;
}

export function note(text: string, more: Partial<NewJournalRow> = {}): NewJournalRow {
  return { kind: 'note.written', actor: { name: 'anna', role: 'guard', seat: 'seat-1' }, subject: null, payload: { text }, ...more };
}
