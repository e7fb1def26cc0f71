/** A temporary store, a clock that the test owns, and the alarms service over them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PanelMessage, PanelSignal } from '../../../src/main/core/ports/devices.ts';
import { type Alarms, type AlarmsDeps, createAlarms } from '../../../src/main/services/alarms.ts';
import { createPanelIntake, type PanelIntake } from '../../../src/main/services/panel-intake.ts';
import { openStore } from '../../../src/main/store/index.ts';
import type { Alarm } from '../../../src/shared/model/alarms.ts';
import type { PanelConfig } from '../../../src/shared/model/config.ts';
import type { JournalRow } from '../../../src/shared/model/journal.ts';
import { fail, ok, type Result } from '../../../src/shared/model/result.ts';
import type { Role } from '../../../src/shared/model/users.ts';

export const startUtcMs = Date.UTC(2026, 10, 21, 2, 0, 0);
const secrets: { readonly [name: string]: { readonly role: Role; readonly secret: string } } = {
  Zhao: { role: 'operator', secret: '246810' },
  Guo: { role: 'guard', secret: '135791' },
};

export function openPost(panels: readonly PanelConfig[] = []) {
  const dir = mkdtempSync(join(tmpdir(), 'guardpost-alarms-'));
  let nowUtcMs = startUtcMs;
  let ids = 0;
  const clock = { utcMs: () => nowUtcMs, monoMs: () => nowUtcMs - startUtcMs };
  const newId = (prefix: string) => `${prefix}-${++ids}`;
  const opened = openStore({ file: join(dir, 'guardpost.db'), clock, newId });
  if (!opened.ok) throw new Error(`store: ${opened.error.code}`);
  const store = opened.value;
  const checkSecret = async (name: string, secret: string) => {
    const user = secrets[name];
    return user !== undefined && user.secret === secret ? ok({ name, role: user.role }) : fail({ code: 'refused', waitMs: 0 } as const);
  };
  const newAlarms = (more: Partial<AlarmsDeps> = {}): Alarms => createAlarms({ ledger: store, clock, newId, checkSecret, ...more });
  const alarms = newAlarms();
  const newIntake = (): PanelIntake => createPanelIntake({ ledger: store, alarms, clock, panels });
  const intake = newIntake();
  return {
    store,
    alarms,
    intake,
    newAlarms,
    /** What a post that starts now on the same store would have. */
    newIntake,
    clock,
    newId,
    checkSecret,
    pass: (ms: number) => {
      nowUtcMs += ms;
    },
    /** All rows so far, oldest first, without what the store says of itself. */
    rows: (): JournalRow[] => store.read.rowsAfter(0, 10_000).filter((row) => row.kind !== 'key.announced'),
    kinds: (): string[] =>
      store.read
        .rowsAfter(0, 10_000)
        .map((row) => row.kind)
        .filter((kind) => kind !== 'key.announced'),
    async close() {
      await intake.stop();
      await alarms.stop();
      await store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type TestPost = ReturnType<typeof openPost>;

export const li = { name: 'Li', role: 'operator', seat: 'seat-1' } as const;

export function valued<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

export const doorForced: PanelSignal & { type: 'condition' } = {
  type: 'condition',
  panelId: 'yard',
  source: 'gate-3',
  area: 'Yard',
  condition: 'doorForced',
  category: 'intrusion',
  priority: 3,
  latched: false,
  active: true,
  retained: false,
  text: null,
  panelTimeUtcMs: null,
  simulated: false,
};

export function message(signals: readonly PanelSignal[], change: Partial<PanelMessage> = {}): PanelMessage {
  const payloadHead = new TextEncoder().encode('open');
  return {
    panelId: null,
    redeliveryKey: null,
    topic: 'yard/gate-3/state',
    payloadHead,
    payloadBytes: payloadHead.length,
    arrivedAtUtcMs: startUtcMs,
    signals,
    problem: null,
    ...change,
  };
}

/** One alarm on the board by way of the panel. */
export async function raised(post: TestPost, change: Partial<PanelSignal & { type: 'condition' }> = {}): Promise<Alarm> {
  const signal = { ...doorForced, ...change };
  await post.intake.messages([message([signal])]);
  const alarm = post.store.read.alarmBy(signal.panelId, signal.source, signal.condition);
  if (alarm === null) throw new Error('not on the board');
  return alarm;
}
