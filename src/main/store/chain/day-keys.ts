/**
 * The key that signs checkpoints: a new one each day, announced in the journal under yesterday's, whose private half is then destroyed.
 * Who takes over the machine today can't forge yesterday. All of it runs under the database's write lock, so that two processes agree.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { join } from 'node:path';
import type { JsonObject } from '../../../shared/model/journal.ts';
import type { Tx } from '../../core/ports/ledger.ts';
import type { Connection } from '../connection.ts';
import { destroySecret, keyFolder, listFolder, loadSecret, saveSecret } from '../vault/key-file.ts';
import { canonicalJson } from './canonical-json.ts';
import { noteKeyId } from './signed-note.ts';

/** What the signature of an announcement is over, before the canonical JSON of its payload without `signature`. */
export const announcementTag = 'guardpost-key-v1\n';
const rawKeyBytes = 32;
const filePattern = /^sign-([0-9a-f]{8})\.key$/;

export interface DayKey {
  readonly keyId: Buffer;
  readonly privateKey: KeyObject;
  /** The file of the key before, to be destroyed once the announcement is on disk. */
  readonly retired: string | null;
}

export interface KeyContext {
  readonly connection: Connection;
  readonly databaseFile: string;
  readonly keyName: string;
  readonly nowUtcMs: number;
  /** The last checkpoint, named in the announcement so that it can't go missing unseen. */
  readonly last: { readonly size: number; readonly root: string } | null;
}

/** The key of today, announced inside this transaction when it is new. A clock that jumps back keeps the newer key. */
export function keyOfTheDay(tx: Tx, context: KeyContext): DayKey {
  const folder = keyFolder(context.databaseFile);
  const announced = lastAnnouncement(context.connection);
  const day = new Date(context.nowUtcMs).toISOString().slice(0, 10);
  destroyAllBut(folder, announced?.keyId ?? null);
  const current = announced === null ? null : loadKey(fileOf(folder, announced.keyId));
  if (announced !== null && current !== null && announced.day >= day) {
    return { keyId: Buffer.from(announced.keyId, 'hex'), privateKey: current, retired: null };
  }
  return announceNewKey(tx, context, { folder, day, previous: announced === null || current === null ? null : { keyId: announced.keyId, key: current } });
}

/** Destroys the private half of yesterday's key. */
export function retire(key: DayKey): void {
  if (key.retired !== null && loadSecret(key.retired) !== null) destroySecret(key.retired);
}

interface Succession {
  readonly folder: string;
  readonly day: string;
  readonly previous: { readonly keyId: string; readonly key: KeyObject } | null;
}

function announceNewKey(tx: Tx, context: KeyContext, succession: Succession): DayKey {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-rawKeyBytes);
  const keyId = noteKeyId(context.keyName, publicKey);
  saveSecret(fileOf(succession.folder, keyId.toString('hex')), pair.privateKey.export({ type: 'pkcs8', format: 'der' }));
  const unsigned: JsonObject = {
    keyName: context.keyName,
    keyId: keyId.toString('hex'),
    publicKey: publicKey.toString('base64'),
    day: succession.day,
    previousKeyId: succession.previous?.keyId ?? null,
    checkpointSize: context.last?.size ?? 0,
    checkpointRoot: context.last?.root ?? null,
  };
  const { previous } = succession;
  const signature = previous === null ? null : sign(null, Buffer.from(announcementTag + canonicalJson(unsigned)), previous.key).toString('base64');
  tx.append({
    kind: 'key.announced',
    actor: { name: 'system', role: null, seat: null },
    subject: `key:${keyId.toString('hex')}`,
    payload: { ...unsigned, signature },
  });
  return { keyId, privateKey: pair.privateKey, retired: previous === null ? null : fileOf(succession.folder, previous.keyId) };
}

function lastAnnouncement(connection: Connection): { readonly keyId: string; readonly day: string } | null {
  return (
    connection.get<{ keyId: string; day: string }>(
      `SELECT payload ->> '$.keyId' AS keyId, payload ->> '$.day' AS day FROM journal WHERE kind = 'key.announced' ORDER BY seq DESC LIMIT 1`,
    ) ?? null
  );
}

/** Keys that a crash left behind: retired and not yet destroyed, or made and never announced. */
function destroyAllBut(folder: string, keyId: string | null): void {
  for (const name of listFolder(folder)) {
    const found = filePattern.exec(name);
    if (found !== null && found[1] !== keyId) destroySecret(join(folder, name));
  }
}

function loadKey(file: string): KeyObject | null {
  const secret = loadSecret(file);
  return secret === null ? null : createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
}

const fileOf = (folder: string, keyId: string): string => join(folder, `sign-${keyId}.key`);
