/**
 * Electron shows a box after a bug that nobody caught, and goes on; of a promise that nobody caught it only warns. A post
 * that goes on half is worse than one that ends: whoever supervises it starts it anew.
 */

/** From here on, a bug ends the program through `end`. Answers its disposer. */
export function endOnCrash(end: () => void): () => void {
  const onRejection = (reason: unknown): never => {
    throw reason;
  };
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', end);
  return () => {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', end);
  };
}
