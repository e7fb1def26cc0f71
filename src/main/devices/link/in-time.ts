/** Waiting for the system with a limit, because a driver may never answer. */

export const late = Symbol('late');
export const calledOff = Symbol('calledOff');

/**
 * What came of `work` (which must not reject), `late` after `limitMs` (null: never), or `calledOff` when `signal` aborts first.
 * Whether it is late is judged one turn of the event loop after the limit: a process that was busy or asleep must not blame the device.
 * Leaves no timer and no listener; `work` itself goes on.
 */
export function inTime<T>(work: Promise<T>, limitMs: number | null, signal?: AbortSignal): Promise<T | typeof late | typeof calledOff> {
  return new Promise((resolve) => {
    let turn: NodeJS.Immediate | undefined;
    const judge = (): void => {
      turn = setImmediate(() => finish(late));
    };
    const timer = limitMs === null ? undefined : setTimeout(judge, limitMs);
    const abort = (): void => finish(calledOff);
    const finish = (outcome: T | typeof late | typeof calledOff): void => {
      clearTimeout(timer);
      clearImmediate(turn);
      signal?.removeEventListener('abort', abort);
      resolve(outcome);
    };
    if (signal?.aborted) return finish(calledOff);
    signal?.addEventListener('abort', abort);
    void work.then(finish);
  });
}
