/** Verification of a log, apart from the code that writes it. */
export { verifyDatabase } from './database.ts';
export { type JsonlOptions, verifyJsonl } from './jsonl.ts';
export { type VerifyProblemCode, type VerifyReport, verifyProblems } from './report.ts';
