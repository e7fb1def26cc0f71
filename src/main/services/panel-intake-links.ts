/** A panel or the broker that is down is an alarm. Flutter (a short reconnect) is not. */
import type { DeviceCause, DeviceHealth } from '../../shared/model/devices.ts';
import type { Alarms, SystemAlarm } from './alarms.ts';
import type { RetryQueue } from './panel-intake-queue.ts';

/** A link may be away this long before it is an alarm. */
const graceMs = 5000;

export interface LinkAlarms {
  health(health: DeviceHealth): void;
  /** Ends the waiting; no alarm is raised after it. */
  stop(): void;
}

type Trouble = 'supervision' | 'offline' | 'brokerLost';
const troublesOf = { panel: ['supervision', 'offline'], broker: ['brokerLost'], reader: [] } as const;

export function createLinkAlarms(deps: { alarms: Pick<Alarms, 'raiseSystem' | 'clearSystem'>; queue: RetryQueue }): LinkAlarms {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  const raise = (health: DeviceHealth, condition: Trouble): void => deps.queue.add(() => deps.alarms.raiseSystem(alarmOf(health, condition)));
  const clear = (health: DeviceHealth, condition: Trouble): void => deps.queue.add(() => deps.alarms.clearSystem(keyOf(health, condition)));

  return {
    health(health) {
      const trouble = troubleOf(health);
      if (trouble !== 'brokerLost') {
        clearTimeout(waiting.get(health.id));
        waiting.delete(health.id);
      }
      if (health.state === 'online') {
        for (const condition of troublesOf[health.kind]) clear(health, condition);
      }
      if (trouble === null || waiting.has(health.id)) return;
      if (trouble !== 'brokerLost') {
        raise(health, trouble);
        return;
      }
      const timer = setTimeout(() => {
        waiting.delete(health.id);
        raise(health, trouble);
      }, graceMs);
      waiting.set(health.id, timer);
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

const keyOf = (health: DeviceHealth, condition: Trouble) => ({
  panelId: health.kind === 'broker' ? 'post' : health.id,
  source: health.id,
  condition,
});

function alarmOf(health: DeviceHealth, condition: Trouble): SystemAlarm {
  return { ...keyOf(health, condition), text: health.detail, simulated: health.simulated };
}
