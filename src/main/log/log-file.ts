/** The file of the technical log: bounded, so that years of warnings never fill the disk that the evidence needs. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LogFile {
  /** One line. What can't be written is lost: the journal has its own way to say that the disk is full. */
  write(line: string): void;
  close(): void;
}

export interface LogFileOptions {
  /** Size at which a new file is begun. */
  readonly maxBytes?: number;
  /** Old files beside the current one: `.1` is the youngest. */
  readonly keep?: number;
}

/** Appends to `path`, readable by this user alone. @throws what the disk says when it can't be opened */
export function openLogFile(path: string, { maxBytes = 10_000_000, keep = 2 }: LogFileOptions = {}): LogFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let file: { readonly handle: number; bytes: number } | null = open(path);
  let closed = false;

  function begin(): void {
    if (file !== null) closeSync(file.handle);
    file = null;
    for (let old = keep; old >= 1; old -= 1) renameIfThere(old === 1 ? path : `${path}.${old - 1}`, `${path}.${old}`);
    file = open(path);
  }

  return {
    write(line) {
      if (closed) return;
      try {
        if (file === null || (file.bytes > 0 && file.bytes + line.length > maxBytes)) begin();
        if (file !== null) file.bytes += writeSync(file.handle, line);
      } catch {
        // Lost, as said above.
      }
    },
    close() {
      if (file !== null) closeSync(file.handle);
      file = null;
      closed = true;
    },
  };
}

function open(path: string): { readonly handle: number; bytes: number } {
  const handle = openSync(path, 'a', 0o600);
  return { handle, bytes: fstatSync(handle).size };
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
