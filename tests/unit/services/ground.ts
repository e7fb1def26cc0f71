/** Ground for service tests: a real store in a temporary folder, a clock that the test owns, a disk that can be made to fail. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../src/main/core/ports/clock.ts';
import { type Ledger, type StoreErrorCode, StoreFailure } from '../../../src/main/core/ports/ledger.ts';
import { createSecrets, type Secrets } from '../../../src/main/services/secrets.ts';
import { openStore, type Store } from '../../../src/main/store/index.ts';
import type { Actor, JournalKind, JournalRow } from '../../../src/shared/model/journal.ts';

export interface TestClock extends Clock {
  /** Time passes. */
  pass(ms: number): void;
  /** Somebody sets the wall clock. */
  set(utcMs: number): void;
}

export function testClock(utcMs = Date.UTC(2026, 4, 1, 8)): TestClock {
  let wall = utcMs;
  let mono = 1_000;
  return {
    utcMs: () => wall,
    monoMs: () => mono,
    pass(ms) {
      wall += ms;
      mono += ms;
    },
    set(next) {
      wall = next;
    },
  };
}

export interface Ground {
  readonly clock: TestClock;
  readonly store: Store;
  /** The store behind a disk that can be made to fail. */
  readonly ledger: Ledger;
  readonly newId: (prefix: string) => string;
  readonly secrets: Secrets;
  /** For PINs of cards. */
  readonly pinSecrets: Secrets;
  /** From now on every commit fails so; null = the disk is back. */
  failDisk(code: StoreErrorCode | null): void;
  rows(...kinds: JournalKind[]): JournalRow[];
  close(): Promise<void>;
}

export const lead: Actor = { name: 'Lin', role: 'lead', seat: 'desk-1' };
export const guard: Actor = { name: 'Ana', role: 'guard', seat: 'desk-1' };
const quickCost = { ln: 4, r: 8, p: 1 };

export function openGround(): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-services-'));
  const clock = testClock();
  const opened = openStore({ file: join(folder, 'guardpost.db'), clock });
  if (!opened.ok) throw new Error(opened.error.detail);
  const store = opened.value;
  let failure: StoreErrorCode | null = null;
  let ids = 0;
  return {
    clock,
    store,
    ledger: {
      commit: (work) => (failure === null ? store.commit(work) : Promise.reject(new StoreFailure(failure, 'test disk'))),
      read: store.read,
    },
    newId(prefix) {
      ids += 1;
      return `${prefix}-${ids}`;
    },
    secrets: createSecrets({ pepper: new Uint8Array(32).fill(7), cost: quickCost }),
    pinSecrets: createSecrets({ pepper: new Uint8Array(32).fill(7), cost: quickCost }),
    failDisk(code) {
      failure = code;
    },
    rows: (...kinds) => store.read.rowsAfter(0, 10_000).filter((row) => kinds.length === 0 || kinds.includes(row.kind)),
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
