/** Small secret files beside the database (mode 0600), written so that a crash leaves the whole file or none. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of the keys that belong to a database file. */
export function keyFolder(databaseFile: string): string {
  return join(dirname(databaseFile), 'keys');
}

/** Reads a secret, or null when there is none. @throws what the file system throws otherwise. */
export function loadSecret(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Writes a secret that must not exist yet and answers what the file holds then:
 * where two processes come at once, the first one's secret is kept by both.
 */
export function saveSecret(file: string, secret: Buffer): Buffer {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(handle, secret);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(dirname(file));
  return readFileSync(file);
}

/** Overwrites a secret and removes it. On a copy-on-write disk the old blocks may live on; the file does not. */
export function destroySecret(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    const size = statSync(file).size;
    writeSync(handle, randomBytes(size), 0, size, 0);
    fsyncSync(handle);
    ftruncateSync(handle, 0);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  unlinkSync(file);
  syncFolder(dirname(file));
}

/** Names in a folder; none when there is no folder. */
export function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Makes the names in a folder durable. Windows can't open a folder, and needs no such step. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
