/** A store on a real disk with the real clock, for measuring. */
import { openStore, type Store } from '../../src/main/store/index.ts';

export function openTestStore(file: string): Store {
  let ids = 0;
  const opened = openStore({
    file,
    clock: { utcMs: () => Date.now(), monoMs: () => performance.now() },
    newId: (prefix) => {
      ids += 1;
      return `${prefix}-${ids}`;
    },
  });
  if (!opened.ok) throw new Error(`store: ${opened.error.code}`);
  return opened.value;
}
