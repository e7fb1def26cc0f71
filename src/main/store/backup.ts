/** Copies the log to a new file beside a running post, and checks the copy. Never overwrites and never copies the keys. */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import { openForReading } from './connection.ts';
import { diskCode, errorText } from './failures.ts';
import { fileKind } from './migrate.ts';
import { syncFolder } from './vault/key-file.ts';
import { type VerifyReport, verifyDatabase } from './verify/index.ts';

export interface BackupProblem {
  readonly code: 'exists' | 'notFound' | 'notOurs' | 'diskFull' | 'readOnly' | 'ioError' | 'bad';
  readonly detail: string;
}

const busyTimeoutMs = 10_000;

/**
 * Writes `to` as a snapshot of `file` (one read transaction, so the post goes on writing). The copy holds personal data,
 * sealed documents stay sealed: their key is in the `keys` folder and must be kept elsewhere.
 */
export async function backup(file: string, to: string): Promise<Result<VerifyReport, BackupProblem>> {
  if (!existsSync(file)) return fail({ code: 'notFound', detail: file });
  if (existsSync(to)) return fail({ code: 'exists', detail: to });
  const partial = `${to}.partial-${randomBytes(4).toString('hex')}`;
  try {
    const refusal = copy(file, partial);
    if (refusal !== null) return fail(refusal);
    const report = await verifyDatabase(partial);
    if (!report.ok) return fail({ code: 'bad', detail: report.words });
    // A link, not a rename: it fails where `to` has come into being meanwhile.
    linkSync(partial, to);
    syncFolder(dirname(to));
    return ok(report);
  } catch (error) {
    return fail(toBackupProblem(error, to));
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${suffix}`, { force: true });
  }
}

function copy(file: string, partial: string): BackupProblem | null {
  const connection = openForReading(file, busyTimeoutMs);
  try {
    if (fileKind(connection).kind !== 'ours') return { code: 'notOurs', detail: file };
    connection.run('VACUUM INTO ?', partial);
  } finally {
    connection.close();
  }
  const handle = openSync(partial, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return null;
}

function toBackupProblem(error: unknown, to: string): BackupProblem {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return { code: 'exists', detail: to };
  const code = diskCode(error);
  return { code: code === 'diskFull' || code === 'readOnly' ? code : 'ioError', detail: errorText(error) };
}
