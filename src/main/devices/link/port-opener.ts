/**
 * Opens and closes the port of one link without ever piling up calls that the system does not answer: each of those holds one of
 * the few threads that all files of the process share. Knows nothing of when or why.
 */
import type { Parity } from '../../../shared/model/config.ts';
import { fail, type Result } from '../../../shared/model/result.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { identifyDevice } from './device-path.ts';
import { causeOfOpenFailure } from './open-failure.ts';
import { type OpenPort, openRawPort } from './raw-port.ts';
import { openSerialSession, type PortEnd, type SerialSession } from './serial-session.ts';

export interface PortOptions {
  readonly path: string;
  readonly baudRate: number;
  /** Without it: none. */
  readonly parity?: Parity | undefined;
  /** Without it: 8. */
  readonly dataBits?: 7 | 8 | undefined;
  /** Asks the driver to pass bytes on at once, where it can; on unless told otherwise. */
  readonly lowLatency?: boolean;
  readonly clock: Clock;
  /** How to reach the system's ports; without it the `serialport` package. */
  readonly openPort?: OpenPort;
}

export class PortOpener {
  readonly #options: PortOptions;
  readonly #stuckDrains = { count: 0 };
  /** Devices that the system has not let go of yet, by identity, with what ended them: opening one again would hang too. */
  readonly #closing = new Map<string, PortEnd>();

  constructor(options: PortOptions) {
    this.#options = options;
  }

  /** Never rejects; may take as long as the system likes. One at a time. */
  async open(baudRate: number): Promise<Result<SerialSession, PortEnd>> {
    const { path, parity = 'none', dataBits = 8, lowLatency = true, clock, openPort = openRawPort } = this.#options;
    const identity = await identifyDevice(path);
    if (!identity.ok) return fail({ cause: causeOfOpenFailure(identity.error), detail: identity.error });
    const stillClosing = this.#closing.get(identity.value);
    if (stillClosing !== undefined) return fail(stillClosing);
    return openSerialSession({ path, baudRate, parity, dataBits, lowLatency }, { clock, openPort, stuckDrains: this.#stuckDrains });
  }

  /** Never rejects and takes little more than a second at most. */
  async close(session: SerialSession, end: PortEnd): Promise<void> {
    const { stillClosing } = await session.close();
    if (stillClosing === null) return;
    const identity = session.identity ?? this.#options.path;
    this.#closing.set(identity, end);
    void stillClosing.then(() => this.#closing.delete(identity));
  }
}
