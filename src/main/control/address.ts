/**
 * Where the control socket of a data folder is. `control.sock` in the folder; where that path is longer than a socket's may be,
 * in a folder of its own under the temporary one, whose name `control.path` in the data folder tells. On Windows a named pipe.
 */
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

export interface ControlAddress {
  readonly path: string;
  /** Takes away what was made for it. */
  release(): void;
}

/** The kernel takes 104 (macOS) to 108 (Linux) bytes; more is cut off or refused. */
const maxPathBytes = 100;
const folderPrefix = 'guardpost-control-';
const socketName = 'control.sock';

const inFolder = (dataDir: string): string => join(resolve(dataDir), socketName);
const pathFile = (dataDir: string): string => join(resolve(dataDir), 'control.path');
const fits = (path: string): boolean => Buffer.byteLength(path) <= maxPathBytes;
const pipeOf = (dataDir: string): string => `\\\\.\\pipe\\guardpost-${createHash('sha256').update(resolve(dataDir).toLowerCase()).digest('hex').slice(0, 32)}`;

/** For the post, which holds the data folder: what a killed one left is taken away. @throws what the disk throws */
export function reserveControlAddress(dataDir: string): ControlAddress {
  if (process.platform === 'win32') return { path: pipeOf(dataDir), release: () => undefined };
  removeLeftover(dataDir);
  const near = inFolder(dataDir);
  if (fits(near)) return { path: near, release: () => rmSync(near, { force: true }) };
  const folder = mkdtempSync(join(tmpdir(), folderPrefix));
  chmodSync(folder, 0o700);
  writeFileSync(pathFile(dataDir), join(folder, socketName), { mode: 0o600 });
  return {
    path: join(folder, socketName),
    release() {
      rmSync(pathFile(dataDir), { force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** For a command: where a post that runs on this folder would listen. */
export function findControlAddress(dataDir: string): string {
  if (process.platform === 'win32') return pipeOf(dataDir);
  const near = inFolder(dataDir);
  return fits(near) ? near : (farPath(dataDir) ?? near);
}

function removeLeftover(dataDir: string): void {
  rmSync(inFolder(dataDir), { force: true });
  const far = farPath(dataDir);
  if (far !== null && isOurs(dirname(far))) rmSync(dirname(far), { recursive: true, force: true });
  rmSync(pathFile(dataDir), { force: true });
}

function farPath(dataDir: string): string | null {
  try {
    return readFileSync(pathFile(dataDir), 'utf8').trim();
  } catch {
    // No such file: the socket is in the data folder, or there is none.
    return null;
  }
}

/** The folder for temporary files is everybody's: only what is named like ours, is a folder and belongs to us may go. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory() || !basename(folder).startsWith(folderPrefix)) return false;
  return dirname(folder) === resolve(tmpdir()) && (process.getuid === undefined || found.uid === process.getuid());
}
