/**
 * A bug that ends the program leaves a line behind. It only watches: the program ends as it would without it, because
 * after a bug that nobody caught nothing can be trusted. The next start writes that the post did not end by itself.
 */
import { randomBytes } from 'node:crypto';
import { createLogger } from './index.ts';

export interface CrashLogOptions {
  /** Folder of the log file; null = stderr only. */
  readonly dir: string | null;
  /** As for the log; absent = its usual level. */
  readonly stderrLevel?: string | undefined;
}

/** From here on, a bug that ends the process is written to the log with a reference. Answers its disposer. */
export function logCrashes({ dir, stderrLevel }: CrashLogOptions): () => void {
  const onCrash = (error: unknown, origin: NodeJS.UncaughtExceptionOrigin): void => {
    const log = createLogger({ dir, ...(stderrLevel === undefined ? {} : { stderrLevel }) });
    log.fatal('a bug ended the program', error, { reference: randomBytes(5).toString('hex'), origin });
  };
  process.on('uncaughtExceptionMonitor', onCrash);
  return () => void process.off('uncaughtExceptionMonitor', onCrash);
}
