/**
 * Health of readers, panels and the broker: each way down and up again is a row, a reader that stays away is an alarm.
 * (Alarms of panels and the broker belong to panel-intake.)
 */
import type { DeviceHealth } from '../../shared/model/devices.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { Alarms } from './alarms.ts';
import { keep } from './keep.ts';
import { createListeners } from './listeners.ts';

export interface Devices {
  list(): DeviceHealth[];
  one(id: string): Result<DeviceHealth, ServiceFailure>;
  /** Asks a scanner for a read; nothing is written: what it reads is. */
  trigger(id: string): Result<void, ServiceFailure>;
  /** Health of a device changed in state or cause. */
  report(health: DeviceHealth): void;
  onHealth(listener: (health: DeviceHealth) => void): () => void;
  /** Raises what stayed down longer than the grace; once a second. */
  tick(): Promise<void>;
  /** Waits for rows that are on their way. */
  drain(): Promise<void>;
}

export interface DevicesDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly alarms: Pick<Alarms, 'raiseSystem' | 'clearSystem'>;
  /** The health of all devices as it is now. */
  readonly health: () => readonly DeviceHealth[];
  readonly trigger: (readerId: string) => void;
}

interface Known {
  readonly up: boolean;
  readonly cause: string | null;
  /** The secure channel was in force when it was online last. */
  readonly secure: boolean;
  readonly downSinceMonoMs: number;
  readonly alarmed: boolean;
  /** When a lost session was written down last; null = never. */
  readonly sessionRowAtMonoMs: number | null;
  /** It is down and the log does not say so: a session that was lost again, and is usually back within the second. */
  readonly untold: boolean;
  readonly health: DeviceHealth;
}

/** A cable pulled and put back is a row, not an alarm. */
const graceMs = 5_000;
/** A reader that loses its session again and again must not fill the log: within this time only what lasts is a row. */
const sessionQuietMs = 60_000;
const sessionLastsMs = 2_000;
const withoutPassword = (text: string) => text.replace(/(\w+:\/\/)[^/@\s]*@/g, '$1');

/** What a seat may see: an address or detail never carries a password. */
export function publicHealth(health: DeviceHealth): DeviceHealth {
  return { ...health, address: withoutPassword(health.address), detail: health.detail === null ? null : withoutPassword(health.detail) };
}

/** Follows the health of all devices. */
export function createDevices({ ledger, clock, alarms, health, trigger }: DevicesDeps): Devices {
  const known = new Map<string, Known>();
  const changes = createListeners<DeviceHealth>();
  const running = new Set<Promise<unknown>>();

  function track(work: Promise<unknown>): void {
    running.add(work);
    void work.finally(() => running.delete(work));
  }

  function writeRow(device: DeviceHealth, up: boolean, secure: boolean): void {
    const { id, kind: deviceKind, cause, simulated, line } = device;
    const { detail } = publicHealth(device);
    const ofReader = { ...(deviceKind === 'reader' ? { readerId: id } : {}), ...(line === undefined ? {} : { secure }) };
    const payload = { deviceId: id, deviceKind, ...ofReader, cause, detail, ...(simulated ? { simulated: true } : {}) };
    const kind = up ? 'device.online' : 'device.offline';
    track(keep(ledger, (tx) => void tx.append({ kind, actor: { name: `device:${device.id}`, role: null, seat: null }, subject: device.id, payload })));
  }

  function report(device: DeviceHealth): void {
    changes.tell(publicHealth(device));
    // Opening for the first time is neither up nor down.
    if (device.cause === 'stopped' || (device.state === 'connecting' && device.cause === null)) return;
    const before = known.get(device.id);
    const up = device.state === 'online';
    const isNews = before === undefined || before.up !== up || (!up && before.cause !== device.cause);
    const secure = up ? device.line?.secure === true : (before?.secure ?? false);
    const nowMonoMs = clock.monoMs();
    const downSinceMonoMs = before === undefined || before.up ? nowMonoMs : before.downSinceMonoMs;
    const rowAtMonoMs = before?.sessionRowAtMonoMs ?? null;
    const isAgain = isNews && !up && device.cause === 'sessionLost' && rowAtMonoMs !== null && nowMonoMs - rowAtMonoMs < sessionQuietMs;
    const wasUntold = before?.untold === true;
    known.set(device.id, {
      ...{ up, cause: device.cause, secure, downSinceMonoMs, health: device },
      alarmed: !up && (before?.alarmed ?? false),
      sessionRowAtMonoMs: isNews && device.cause === 'sessionLost' && !isAgain ? nowMonoMs : rowAtMonoMs,
      untold: isAgain || (wasUntold && !isNews),
    });
    // That it is back is told only where the log says that it was away.
    if (isNews && !isAgain && !(up && wasUntold)) writeRow(device, up, secure);
    if (up && device.kind === 'reader') track(alarms.clearSystem({ source: device.id, condition: 'readerOffline' }));
  }

  function tellLasting(id: string, device: Known): void {
    if (!device.untold || clock.monoMs() - device.downSinceMonoMs < sessionLastsMs) return;
    known.set(id, { ...device, untold: false });
    writeRow(device.health, false, device.secure);
  }

  /** An installer at work is no alarm: the screen says so. */
  const isAlarming = ({ up, alarmed, cause, health, downSinceMonoMs }: Known): boolean =>
    !up && !alarmed && cause !== 'serviced' && health.kind === 'reader' && clock.monoMs() - downSinceMonoMs >= graceMs;

  async function tick(): Promise<void> {
    for (const [id, device] of known) tellLasting(id, device);
    for (const [id, device] of known) {
      if (!isAlarming(device)) continue;
      known.set(id, { ...device, alarmed: true });
      const { name, simulated, cause } = device.health;
      const raised = await alarms.raiseSystem({ source: id, condition: 'readerOffline', area: name, text: cause, simulated });
      const now = known.get(id);
      if (!raised.ok && now !== undefined) known.set(id, { ...now, alarmed: false });
    }
  }

  return {
    list: () => health().map(publicHealth),
    one(id) {
      const found = health().find((device) => device.id === id);
      return found === undefined ? fail({ code: 'notFound' }) : ok(publicHealth(found));
    },
    trigger(id) {
      const scanner = health().find((device) => device.id === id);
      if (scanner === undefined) return fail({ code: 'notFound' });
      if (scanner.canTrigger !== true) return fail({ code: 'rule', rule: 'noTrigger' });
      if (scanner.state !== 'online') return fail({ code: 'rule', rule: 'scannerOffline' });
      trigger(id);
      return ok(undefined);
    },
    report,
    onHealth: (listener) => changes.add(listener),
    tick,
    async drain() {
      await Promise.allSettled([...running]);
    },
  };
}
