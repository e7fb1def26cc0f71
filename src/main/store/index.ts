/** The store room's door: what other rooms may use. */
export type { StoreTx } from './aggregates.ts';
export { type BackupProblem, backup } from './backup.ts';
export { canonicalJson } from './chain/canonical-json.ts';
export type { Checkpoint } from './chain/checkpoint.ts';
export { rowHash } from './chain/row-hash.ts';
export { type ExportOptions, exportRows } from './export.ts';
export { openStore, type StoreOpenProblem, type StoreOptions, storeOpenCodes } from './open.ts';
export { acquirePostLock, type PostLock, type PostLockHolder, type PostLockProblem } from './post-lock.ts';
export type { Store } from './post-store.ts';
export { type JsonlOptions, type VerifyProblemCode, type VerifyReport, verifyDatabase, verifyJsonl, verifyProblems } from './verify/index.ts';
