/** Certificate and key of the HTTPS seats: tried before anything is opened, so that a wrong file is told in words. */
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { LaunchProblem } from '../../launch/launch-problem.ts';

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Both can be read, are what they should be, and belong together. */
export function checkTls(tls: TlsFiles | null): Result<void, LaunchProblem> {
  if (tls === null) return ok(undefined);
  try {
    createSecureContext({ cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) });
    return ok(undefined);
  } catch (error) {
    return fail({ kind: 'tls', detail: error instanceof Error ? error.message : String(error) });
  }
}
