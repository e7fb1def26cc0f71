/** What the first page does not need: the console, the screens of a first start and the toasts come as chunks of their own. */
import { type ComponentType, lazy } from 'react';
import { loadChineseFont } from '../theme/chinese-font.ts';
import { fetched } from './fetched.ts';

const console = () => fetched(() => import('./console.tsx'));
const locked = () => fetched(() => import('./locked-console.tsx'));
const queries = () => fetched(() => import('./queries.tsx'));
const setup = () => fetched(() => import('../features/setup/index.ts'));

/** Screens that ask the post with a cache. */
const withQueries = (load: () => Promise<ComponentType>) =>
  lazy(async () => {
    const [{ Queries }, Screen] = await Promise.all([queries(), load()]);
    return {
      default: () => (
        <Queries>
          <Screen />
        </Queries>
      ),
    };
  });

export const Console = withQueries(async () => (await console()).Console);
export const LockedConsole = withQueries(async () => (await locked()).LockedConsole);
export const FirstRun = withQueries(async () => (await setup()).FirstRun);
// What must not be missed is no toast: a page that can't fetch this file goes on without them, it does not break.
export const Toasts = lazy<ComponentType>(() =>
  import('./toasts.tsx').then(
    ({ Toasts }) => ({ default: Toasts }),
    () => ({ default: () => null }),
  ),
);

/** The first page is to be drawn, and its first key taken, before anything else is fetched. */
const restMs = 400;

/** Runs it a moment from now; answers how to call it off. */
export function afterFirstPage(run: () => void): () => void {
  const timer = setTimeout(run, restMs);
  return () => clearTimeout(timer);
}

/** While someone types a PIN the console, and the Chinese font, arrive, so that signing in waits for nothing. */
export function fetchTheRest(): void {
  requestIdleCallback(() => void Promise.all([queries(), console(), locked(), loadChineseFont()]), { timeout: 1000 });
}
