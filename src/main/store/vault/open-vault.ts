/** Opens the vault's key: made at the first start, and noticed when it is gone or another one. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Connection } from '../connection.ts';
import { DocumentVault } from './document-vault.ts';
import { keyFolder, loadSecret, saveSecret } from './key-file.ts';

const keyBytes = 32;

/** Thrown when the database was sealed with a key that is not here: going on would match no ban by document any more. */
export class VaultKeyMissing extends Error {
  override readonly name = 'VaultKeyMissing';
}

/** Answers null only for a database that is read without its key (a backup being looked at). */
export function openVault(connection: Connection, file: string): DocumentVault | null {
  const keyFile = join(keyFolder(file), 'vault.key');
  const knownId = connection.get<{ value: string }>(`SELECT value FROM meta WHERE name = 'vaultKeyId'`)?.value ?? null;
  const found = loadSecret(keyFile);
  if (connection.db.readonly && found === null) return null;
  if (found === null && knownId !== null) throw new VaultKeyMissing(`the key of the vault is missing: ${keyFile}`);
  const secret = found ?? saveSecret(keyFile, randomBytes(keyBytes));
  if (secret.length !== keyBytes) throw new VaultKeyMissing(`the key of the vault is damaged: ${keyFile}`);
  const vault = new DocumentVault(secret);
  if (knownId === null && !connection.db.readonly) {
    connection.run(`INSERT INTO meta (name, value) VALUES ('vaultKeyId', ?) ON CONFLICT DO NOTHING`, vault.keyId);
  } else if (knownId !== null && knownId !== vault.keyId) {
    throw new VaultKeyMissing(`the key of the vault belongs to another log: ${keyFile}`);
  }
  return vault;
}
