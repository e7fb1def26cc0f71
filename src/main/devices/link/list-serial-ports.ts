/**
 * Serial ports to offer in the settings. Never throws and is never the last word: a path may always be typed,
 * because minimal systems have no udev and pseudo terminals are in no list.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialPort } from 'serialport';

export interface SerialPortChoice {
  readonly path: string;
  /** What the system knows of it, for people; the path itself if nothing. */
  readonly label: string;
}

const serialDevice = /^tty(USB|ACM|AMA|S)\d+$/;

/** Ports with something plugged in first; at worst an empty list. */
export async function listSerialPorts(): Promise<readonly SerialPortChoice[]> {
  const [known, byId, plain] = await Promise.all([fromDriver(), inFolder('/dev/serial/by-id', /./), inFolder('/dev', serialDevice)]);
  const choices = new Map<string, SerialPortChoice>();
  for (const choice of [...known, ...byId, ...plain]) if (!choices.has(choice.path)) choices.set(choice.path, choice);
  return [...choices.values()].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path, 'en', { numeric: true }));
}

async function fromDriver(): Promise<SerialPortChoice[]> {
  try {
    const ports = await SerialPort.list();
    return ports.map(({ path, manufacturer, serialNumber }) => ({ path, label: [manufacturer, serialNumber].filter(Boolean).join(' ') || path }));
  } catch {
    // On Linux the list comes from udevadm, which containers and minimal systems lack; the folders below still tell.
    return [];
  }
}

async function inFolder(folder: string, wanted: RegExp): Promise<SerialPortChoice[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => wanted.test(name)).map((name) => ({ path: join(folder, name), label: name }));
  } catch {
    // No such folder: no USB adapter was ever plugged in, or this is not Linux.
    return [];
  }
}

/** USB adapters by their stable name, then other USB, then built-in ports (of which most boards list many that lead nowhere). */
function rank({ path }: SerialPortChoice): number {
  if (path.includes('/by-id/')) return 0;
  if (/tty(USB|ACM)/.test(path)) return 1;
  return /ttyS/.test(path) ? 3 : 2;
}
