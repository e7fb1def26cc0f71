/** Work that must not overlap: one piece after the other, each whether or not the one before succeeded. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

/** An empty lane. */
export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
