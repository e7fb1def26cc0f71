/** Verification of a log, apart from the code that writes it. */
export { verifyDatabase } from './database.ts';
export { verifyJsonl } from './jsonl.ts';
export type { VerifyProblemCode, VerifyReport } from './report.ts';
