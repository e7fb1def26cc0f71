/**
 * A panel or the broker that is down is an alarm. Flutter (a short reconnect) is not.
 * What a panel itself must end is not over because the broker or the post came back: an acknowledgement must survive both.
 */
import type { DeviceCause, DeviceHealth } from '../../shared/model/devices.ts';
import type { PanelSignal } from '../core/ports/devices.ts';
import { keptKey } from '../core/ports/kept.ts';
import type { Reads } from '../core/ports/ledger.ts';
import type { Alarms, SystemAlarm } from './alarms.ts';
import type { RetryQueue } from './panel-intake-queue.ts';

/** A link may be away this long before it is an alarm. */
const graceMs = 5000;

export interface LinkAlarms {
  /** Takes up what stands on the board from before. */
  start(): void;
  /** What panels have said, once it is on disk. */
  heard(signals: readonly PanelSignal[]): void;
  health(health: DeviceHealth): void;
  /** Ends the waiting; no alarm is raised after it. */
  stop(): void;
}

const panelTroubles = ['supervision', 'offline'] as const;
type PanelTrouble = (typeof panelTroubles)[number];
type Trouble = PanelTrouble | 'brokerLost';

export interface LinkAlarmsDeps {
  readonly alarms: Pick<Alarms, 'raiseSystem' | 'clearSystem'>;
  readonly queue: RetryQueue;
  readonly read: Pick<Reads, 'board'>;
  /** Panels whose being offline may be their port's: the health alone ends it. */
  readonly withReceiver: ReadonlySet<string>;
}

/** An alarm of a panel that stands, as far as is known here. */
interface Standing {
  /** When the panel had been heard last as it began; undefined = its health alone ends it. */
  readonly lastSignOfLifeUtcMs: number | null | undefined;
}

export function createLinkAlarms({ alarms, queue, read, withReceiver }: LinkAlarmsDeps): LinkAlarms {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const standing = new Map<string, Standing>();

  const raise = (health: DeviceHealth, condition: Trouble): void => queue.add(() => alarms.raiseSystem(alarmOf(health, condition)));
  const clear = (panelId: string, condition: Trouble): void => {
    if (standing.delete(keptKey(panelId, condition))) queue.add(() => alarms.clearSystem({ panelId, source: panelId, condition }));
  };

  function panelHealth(health: DeviceHealth, trouble: PanelTrouble | null): void {
    if (health.state === 'online') {
      for (const condition of panelTroubles) {
        const known = standing.get(keptKey(health.id, condition));
        if (known !== undefined && known.lastSignOfLifeUtcMs !== health.lastSignOfLifeUtcMs) clear(health.id, condition);
      }
    }
    if (trouble === null) return;
    const lastSignOfLifeUtcMs = waitsForItsWord(health) ? health.lastSignOfLifeUtcMs : undefined;
    standing.set(keptKey(health.id, trouble), { lastSignOfLifeUtcMs });
    raise(health, trouble);
  }

  function brokerHealth(health: DeviceHealth, trouble: 'brokerLost' | null): void {
    if (trouble === null) {
      clearTimeout(waiting.get(health.id));
      waiting.delete(health.id);
    }
    if (health.state === 'online') queue.add(() => alarms.clearSystem(keyOf(health, 'brokerLost')));
    if (trouble === null || waiting.has(health.id)) return;
    const timer = setTimeout(() => {
      waiting.delete(health.id);
      raise(health, trouble);
    }, graceMs);
    waiting.set(health.id, timer);
  }

  return {
    start() {
      for (const { panelId, source, condition, active } of read.board()) {
        const trouble = panelTroubles.find((one) => one === condition);
        if (!active || panelId !== source || trouble === undefined) continue;
        const endsByHealth = trouble === 'offline' && withReceiver.has(panelId);
        standing.set(keptKey(panelId, trouble), { lastSignOfLifeUtcMs: endsByHealth ? undefined : null });
      }
    },
    heard(signals) {
      // The last word of a panel counts: who spoke and then said that it is offline is offline.
      const spoke = new Map<string, boolean>();
      for (const signal of signals) {
        if (signal.type === 'availability') {
          takeAvailability(standing, signal);
          spoke.set(signal.panelId, false);
        } else if (standing.size > 0 && isLive(signal)) spoke.set(signal.panelId, true);
      }
      for (const [panelId, isLast] of spoke) if (isLast) for (const condition of panelTroubles) clear(panelId, condition);
    },
    health(health) {
      const trouble = troubleOf(health);
      if (health.kind === 'panel') panelHealth(health, trouble === 'brokerLost' ? null : trouble);
      if (health.kind === 'broker') brokerHealth(health, trouble === 'brokerLost' ? trouble : null);
    },
    stop() {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

/** Down by itself: its bridge says so, or our receiver for its diallers has no port. */
const ownCauses: ReadonlySet<DeviceCause> = new Set(['bridgeOffline', 'portTaken', 'openFailed']);

/** A panel behind a lost broker is not offline by itself: the broker's alarm says it once. */
function troubleOf(health: DeviceHealth): Trouble | null {
  if (health.kind === 'broker') return health.state === 'online' || health.cause === 'stopped' ? null : 'brokerLost';
  if (health.kind !== 'panel') return null;
  if (health.state === 'silent') return 'supervision';
  return health.state === 'offline' && health.cause !== null && ownCauses.has(health.cause) ? 'offline' : null;
}

function takeAvailability(standing: Map<string, Standing>, { panelId, online }: Extract<PanelSignal, { type: 'availability' }>): void {
  const key = keptKey(panelId, 'offline');
  if (online) standing.delete(key);
  else if (!standing.has(key)) standing.set(key, { lastSignOfLifeUtcMs: null });
}

/** Said just now, so that the panel lives. */
const isLive = (signal: PanelSignal): boolean => signal.type === 'alive' || signal.type === 'commandResult' || ('retained' in signal && !signal.retained);
const waitsForItsWord = ({ state, cause }: DeviceHealth): boolean => state === 'silent' || cause === 'bridgeOffline';

const keyOf = (health: DeviceHealth, condition: Trouble) => ({
  panelId: health.kind === 'broker' ? 'post' : health.id,
  source: health.id,
  condition,
});

function alarmOf(health: DeviceHealth, condition: Trouble): SystemAlarm {
  return { ...keyOf(health, condition), text: health.detail, simulated: health.simulated };
}
