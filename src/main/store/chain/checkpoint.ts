/** Takes checkpoints: signs the Merkle root over all rows so far. Keeps no state of its own, so that a second process may take one too. */
import type { Clock } from '../../core/ports/clock.ts';
import type { Tx } from '../../core/ports/ledger.ts';
import type { Connection } from '../connection.ts';
import type { Identity } from '../journal.ts';
import { type DayKey, keyOfTheDay, retire } from './day-keys.ts';
import { MerkleRange } from './merkle.ts';
import { checkpointText, originOf, signNote } from './signed-note.ts';

const pageRows = 4000;

export interface Checkpoint {
  /** How many rows it covers: 1 … size. */
  readonly size: number;
  readonly rootBase64: string;
  readonly atUtcMs: number;
  /** The signed note, for print and QR. */
  readonly note: string;
}

export interface CheckpointDeps {
  readonly commit: <T>(work: (tx: Tx) => T) => Promise<T>;
  readonly connection: Connection;
  readonly databaseFile: string;
  readonly identity: Identity;
  readonly clock: Clock;
}

/** Signs all rows that are there; null when none is new. One transaction: a key may only sign what its announcement is part of. */
export async function takeCheckpoint(deps: CheckpointDeps): Promise<Checkpoint | null> {
  const taken = await deps.commit((tx) => signAll(tx, deps));
  if (taken === null) return null;
  retire(taken.key);
  return taken.checkpoint;
}

function signAll(tx: Tx, deps: CheckpointDeps): { readonly checkpoint: Checkpoint; readonly key: DayKey } | null {
  const { connection } = deps;
  const before = connection.get<{ size: number; subtrees: Buffer }>('SELECT size, subtrees FROM checkpoint ORDER BY size DESC LIMIT 1');
  const tree = new MerkleRange(before?.size, before?.subtrees);
  if (tx.read.lastSeq() <= tree.size) return null;
  const keyName = originOf(deps.identity);
  const atUtcMs = deps.clock.utcMs();
  const last = before === undefined ? null : { size: before.size, root: tree.root().toString('base64') };
  const key = keyOfTheDay(tx, { connection, databaseFile: deps.databaseFile, keyName, nowUtcMs: atUtcMs, last });
  growToEnd(tree, connection);
  const root = tree.root();
  const note = signNote(checkpointText({ origin: keyName, size: tree.size, root, atUtcMs }), keyName, key.keyId, key.privateKey);
  connection.run('INSERT INTO checkpoint (size, note, subtrees) VALUES (?, ?, ?)', tree.size, note, tree.subtrees());
  return { checkpoint: { size: tree.size, rootBase64: root.toString('base64'), atUtcMs, note }, key };
}

function growToEnd(tree: MerkleRange, connection: Connection): void {
  const next = connection.statement(`SELECT hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ${pageRows}`).pluck();
  for (;;) {
    const hashes = next.all(tree.size) as string[];
    for (const hash of hashes) tree.append(hash);
    if (hashes.length < pageRows) return;
  }
}
