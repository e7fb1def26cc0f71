/** C2SP checkpoints as signed notes (c2sp.org/tlog-checkpoint, c2sp.org/signed-note), written. The verifier reads them with code of its own. */
import { createHash, type KeyObject, sign } from 'node:crypto';

const ed25519 = 0x01;

export interface CheckpointBody {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly atUtcMs: number;
}

/** Name of a log: where its rows come from. Also the name of the key that signs it. */
export function originOf(log: { readonly post: string; readonly epoch: string }): string {
  return `guardpost/${log.post}/${log.epoch}`;
}

/** The note's text: origin, size, root, and our clock as an extension line. */
export function checkpointText(body: CheckpointBody): string {
  return `${body.origin}\n${body.size}\n${body.root.toString('base64')}\ntime ${new Date(body.atUtcMs).toISOString()}\n`;
}

/** The first four bytes of SHA-256 over name, line feed, algorithm and public key (signed-note, "Signatures"). */
export function noteKeyId(name: string, publicKey: Uint8Array): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([ed25519]))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
}

/** Text, empty line, signature line. */
export function signNote(text: string, name: string, keyId: Uint8Array, privateKey: KeyObject): string {
  const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}
