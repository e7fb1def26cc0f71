/** A trace file that is being written: what passes on the line, so it is for this user alone. It never holds a frame that sets a key. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { TraceLine } from '../../../shared/model/reader-tools.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { formatCaptureLine } from '../../devices/readers/osdp/trace/osdpcap.ts';

export class CaptureFile {
  readonly #handle: number;
  frames = 0;
  /** Frames that must not stand in a file. */
  leftOut = 0;
  /** What the system said when it took no more; nothing is written after that. */
  problem: string | null = null;

  private constructor(handle: number) {
    this.#handle = handle;
  }

  /** A new file; one that is there already is not touched. The error is what the system says. */
  static create(path: string): Result<CaptureFile, string> {
    try {
      return ok(new CaptureFile(openSync(path, 'wx', 0o600)));
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** Never throws: a disk that is full ends the file, not the listening. */
  addLine({ atUtcMs, direction, name, hex }: TraceLine): void {
    if (this.problem !== null) return;
    // The key that everyone knows opens it: it would give the new key away.
    if (name === 'KEYSET' || !/^[0-9a-f]+$/i.test(hex)) {
      this.leftOut += 1;
      return;
    }
    try {
      writeSync(this.#handle, `${formatCaptureLine({ atUtcMs, direction, bytes: Uint8Array.from(Buffer.from(hex, 'hex')) }, 'guardpost')}\n`);
      this.frames += 1;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  close(): void {
    closeSync(this.#handle);
  }
}
