/** Where the pieces of a post lie in its data folder, and the secret key that lies beside the database, not in it. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecrets, type HashCost, type Secrets } from '../services/secrets.ts';

/** The database of a post: journal, vault, state. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'guardpost.db');
export const logFolder = (dataDir: string): string => join(dataDir, 'logs');
const keysFolder = (dataDir: string): string => join(dataDir, 'keys');

const pepperBytes = 32;

/** The key that every secret is mixed with; made at first use, readable by this user alone. @throws what the disk throws */
export function loadPepper(dataDir: string): Uint8Array {
  const file = join(keysFolder(dataDir), 'pepper.key');
  mkdirSync(keysFolder(dataDir), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(pepperBytes).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const pepper = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (pepper.length !== pepperBytes) throw new Error('keys/pepper.key is damaged: put it back from a backup, or set all secrets anew');
  return pepper;
}

/** Hashing of secrets for this data folder; the CLI uses the same. */
export function openSecrets(dataDir: string, cost?: HashCost): Secrets {
  const pepper = loadPepper(dataDir);
  return createSecrets(cost === undefined ? { pepper } : { pepper, cost });
}
