/**
 * Files of secrets, for this user alone; where the host has a key store of the operating system, it seals what is in them.
 * Knows nothing of what the secrets are for, and no message of it holds one.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { writeWhole } from '../config/index.ts';

/** The host's key store. Both may throw; a box that it can't open is an expected failure for us. */
export interface Sealer {
  seal(bytes: Uint8Array): Uint8Array;
  open(box: Uint8Array): Uint8Array;
}

/** `damaged`: not what we wrote. `sealedElsewhere`: this host or user can't open it. */
export type SealedFileProblem = 'unreadable' | 'damaged' | 'sealedElsewhere';

const boxShape = z.object({ version: z.literal(1), box: z.base64() });
const plainShape = z.looseObject({ version: z.literal(1) });

/** Text for the file. @throws what the key store throws */
export function formatSealed(content: object, sealer: Sealer | null): string {
  if (sealer === null) return `${JSON.stringify({ version: 1, ...content })}\n`;
  const box = sealer.seal(Buffer.from(JSON.stringify(content)));
  return `${JSON.stringify({ version: 1, box: Buffer.from(box).toString('base64') })}\n`;
}

/** What is in a file's text, and whether it is sealed. */
export function parseSealed<T>(
  text: string,
  shape: z.ZodType<T>,
  sealer: Sealer | null,
): Result<{ readonly content: T; readonly sealed: boolean }, SealedFileProblem> {
  const file = parseJson(text);
  const boxed = boxShape.safeParse(file);
  if (!boxed.success) return plainShape.safeParse(file).success ? contentOf(file, shape, false) : fail('damaged');
  const opened = sealer === null ? null : open(sealer, boxed.data.box);
  return opened === null ? fail('sealedElsewhere') : contentOf(parseJson(opened), shape, true);
}

function contentOf<T>(json: unknown, shape: z.ZodType<T>, sealed: boolean): Result<{ readonly content: T; readonly sealed: boolean }, SealedFileProblem> {
  const content = shape.safeParse(json);
  return content.success ? ok({ content: content.data, sealed }) : fail('damaged');
}

function open(sealer: Sealer, box: string): string | null {
  try {
    return Buffer.from(sealer.open(Buffer.from(box, 'base64'))).toString('utf8');
  } catch {
    // Sealed for another user, or by a key store that is gone: the caller says so.
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: no shape fits. The library's message would hold a piece of the text.
    return null;
  }
}

/** As ids in the configuration, so that none leads out of the folder. */
const safeId = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/;

/** Files of one kind: `<id>.json` in a folder that only this user may enter. */
export interface SecretFolder {
  /** Null = there is none. */
  read(id: string): Result<string, 'unreadable'> | null;
  /** @throws what the disk says, and a RangeError for an id that no configuration has */
  write(id: string, text: string): void;
}

export function secretFolder(dataDir: string, kind: 'readers' | 'panels'): SecretFolder {
  const folder = join(dataDir, 'keys', kind);
  const fileOf = (id: string): string => {
    if (!safeId.test(id)) throw new RangeError('an id is made of letters, digits, "-", "_" and "."');
    return join(folder, `${id}.json`);
  };
  return {
    read(id) {
      const file = fileOf(id);
      return existsSync(file) ? readText(file) : null;
    },
    write(id, text) {
      const file = fileOf(id);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // It may have been made by hand, or come back from a backup, open to everyone.
      chmodSync(folder, 0o700);
      writeWhole(file, text);
    },
  };
}

function readText(file: string): Result<string, 'unreadable'> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch {
    // Not ours to read, or a folder: the caller tells that the file can't be used.
    return fail('unreadable');
  }
}
