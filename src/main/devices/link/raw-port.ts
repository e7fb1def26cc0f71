/**
 * One open serial port as the `serialport` bindings give it, without their stream: that one tells a closing port apart from a
 * closed one badly, and is no faster. Knows the quirks of the bindings; keeps no state of its own.
 */
import { fstatSync } from 'node:fs';
import { SerialPort } from 'serialport';
import type { Parity } from '../../../shared/model/config.ts';
import { deviceIdentity } from './device-path.ts';
import { readUnix, type UnixPort, writeUnix } from './unix-transfer.ts';

export interface PortSettings {
  readonly path: string;
  readonly baudRate: number;
  readonly parity: Parity;
  readonly dataBits: 7 | 8;
  /** Asks the driver to hand every byte on at once (Linux: an FTDI adapter otherwise waits up to 16 ms). */
  readonly lowLatency: boolean;
}

/** All methods reject with the system's own text. */
export interface RawPort {
  /** What was opened, in the words of `identifyDevice`; null where the system has none. */
  readonly identity: string | null;
  /** Waits for at least one byte; answers how many were put at the start of `into`. */
  read(into: Buffer): Promise<number>;
  /** Resolves when the system has taken all bytes. One at a time. */
  write(bytes: Buffer): Promise<void>;
  /** Resolves when the system has sent all bytes. */
  drain(): Promise<void>;
  /** Throws away what still waits to be sent or read. */
  discard(): Promise<void>;
  setBaudRate(baudRate: number): Promise<void>;
  /** Rejects when the port was hung up, which reading may not show. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

export type OpenPort = (settings: PortSettings) => Promise<RawPort>;

/** Opens and locks the port. */
export const openRawPort: OpenPort = async ({ path, baudRate, parity, dataBits, lowLatency }) => {
  const port = await SerialPort.binding.open({ path, baudRate, parity, dataBits, stopBits: 1, lock: true });
  const isLinux = process.platform === 'linux';
  // A wish: pseudo terminals and many drivers have no such setting, and the port is as good without.
  if (isLinux && lowLatency) void port.set({ ...signalsOfAnOpenPort, lowLatency: true }).catch(() => undefined);
  return {
    ...('poller' in port ? unixTransfer(port) : windowsTransfer(port)),
    drain: () => port.drain(),
    discard: () => port.flush(),
    setBaudRate: (next) => port.update({ baudRate: next }),
    // Any question to a hung-up terminal is refused; this one changes nothing. The other systems tell of a lost port by reading.
    probe: async () => void (isLinux && (await port.getBaudRate())),
    close: () => port.close(),
  };
};

/** `set` writes all of these whether given or not; so they stand as the system left them at opening. */
const signalsOfAnOpenPort = { dtr: true, rts: true, brk: false, cts: false, dsr: false };

type WindowsPort = Exclude<Awaited<ReturnType<typeof SerialPort.binding.open>>, UnixPort>;
type Transfer = Pick<RawPort, 'identity' | 'read' | 'write'>;

function unixTransfer(port: UnixPort): Transfer {
  return {
    identity: port.fd === null ? null : deviceIdentity(fstatSync(port.fd)),
    read: (into) => readUnix(port, into),
    write: (bytes) => writeUnix(port, bytes),
  };
}

function windowsTransfer(port: WindowsPort): Transfer {
  return {
    identity: null,
    read: async (into) => (await port.read(into, 0, into.length)).bytesRead,
    write: (bytes) => port.write(bytes),
  };
}
