/** Writes `docs/contract.md` anew. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { contractDocument } from './document.ts';

writeFileSync(resolve(import.meta.dirname, '../../docs/contract.md'), contractDocument());
