/** The store's report on a verification, in the words of the contract. */
import type { VerifyAnswer } from '../services/day-log.ts';
import { verifyDatabase } from '../store/index.ts';

/** Verifies the file of a running post; hands the thread back all the time, so the post goes on. */
export async function verifyLog(file: string): Promise<VerifyAnswer> {
  const { ok, rows, firstBadSeq, problem, lastCheckpoint } = await verifyDatabase(file);
  const checkpoint = lastCheckpoint === null ? null : `${lastCheckpoint.size} ${lastCheckpoint.timeUtc ?? ''}`.trim();
  return { ok, rows, firstBadSeq, problem, checkpoint };
}
