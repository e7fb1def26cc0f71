/** What the first page does not need: the console and the screens of a first start come as chunks of their own. */
import { lazy } from 'react';

const console = () => import('./console.tsx');
const locked = () => import('./locked-console.tsx');

export const Console = lazy(() => console().then((module) => ({ default: module.Console })));
export const LockedConsole = lazy(() => locked().then((module) => ({ default: module.LockedConsole })));
export const FirstRun = lazy(() => import('../features/setup/index.ts').then((module) => ({ default: module.FirstRun })));

/** While someone types a PIN the console arrives, so that signing in waits for nothing. */
export function fetchConsole(): void {
  requestIdleCallback(() => void Promise.all([console(), locked()]), { timeout: 1000 });
}
