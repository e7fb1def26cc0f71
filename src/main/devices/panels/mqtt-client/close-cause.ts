/** Why a connection ended, in our causes. Pure. */
import type { DeviceCause } from '../../../../shared/model/devices.ts';

export interface ConnectionEnd {
  readonly cause: DeviceCause;
  readonly detail: string;
}

/** Code of an error that says that the other end does not keep to MQTT. */
export const protocolErrorCode = 'notMqtt';

/** What is known when a connection has closed. `error`: the first one, of the socket or of our own. */
export interface CloseFacts {
  readonly error: unknown;
  readonly wasConnected: boolean;
}

const notReachableCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENOENT']);

/** CONNACK return codes of MQTT 3.1.1 (3.2.2.3) that stand for a wrong user or password. */
const refusedReturnCodes = new Set([4, 5]);

export function closeCause(facts: CloseFacts): ConnectionEnd {
  const detail = errorText(facts.error);
  const code = errorCode(facts.error);
  if (typeof code === 'number') {
    if (refusedReturnCodes.has(code)) return { cause: 'refusedPassword', detail };
    return { cause: code === 3 ? 'notReachable' : 'protocolError', detail };
  }
  if (code === protocolErrorCode) return { cause: 'protocolError', detail };
  if (code !== null && notReachableCodes.has(code)) return { cause: 'notReachable', detail };
  if (detail === 'connack timeout' || detail === 'Keepalive timeout') return { cause: 'notReachable', detail };
  if (facts.wasConnected) return { cause: 'closedByBroker', detail: detail === '' ? 'closed without a reason' : detail };
  return code === null && detail === '' ? { cause: 'notReachable', detail: 'closed before an answer' } : { cause: 'openFailed', detail };
}

function errorCode(error: unknown): number | string | null {
  if (typeof error !== 'object' || error === null) return null;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'number' || typeof code === 'string' ? code : null;
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message || String(errorCode(error) ?? '') : '';
}

/** Longer than our own longest back-off, which is the rhythm of two consoles that throw each other out. */
export const shortLifeMs = 10_000;
export const kickedOffDetail = 'another client signs in with our client id';

/**
 * Tells two consoles with one client id apart from a broker that went away (alarms.md 2): the broker takes us in
 * at once and throws us out within seconds, twice in a row.
 */
export class KickWatch {
  #shortLives = 0;

  /** A life ended. `livedMs` null: it never was taken in. */
  closed(end: ConnectionEnd, livedMs: number | null): ConnectionEnd {
    if (end.cause !== 'closedByBroker' || livedMs === null || livedMs > shortLifeMs) {
      this.#shortLives = 0;
      return end;
    }
    this.#shortLives += 1;
    if (this.#shortLives < 2) return end;
    return { cause: 'kickedOff', detail: kickedOffDetail };
  }

  get suspected(): boolean {
    return this.#shortLives >= 2;
  }
}
