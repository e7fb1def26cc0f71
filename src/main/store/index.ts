/** The store room's door: what other rooms may use. */
export { type BackupProblem, backup } from './backup.ts';
export type { CardToImport } from './card-import.ts';
export { canonicalJson } from './chain/canonical-json.ts';
export { rowHash } from './chain/row-hash.ts';
export { type ExportOptions, exportRows } from './export.ts';
export { openStore, type StoreOpenProblem } from './open.ts';
export { acquirePostLock, type PostLock } from './post-lock.ts';
export type { Store } from './post-store.ts';
export { type VerifyProblemCode, type VerifyReport, verifyDatabase, verifyJsonl } from './verify/index.ts';
