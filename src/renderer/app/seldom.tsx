/** Screens that few need, and seldom: each comes as a chunk of its own when it is opened. */
import { lazy } from 'react';
import { fetched } from './fetched.ts';

export const ReaderTools = lazy(() => fetched(async () => ({ default: (await import('../features/reader-tools/index.ts')).ReaderTools })));
export const Panels = lazy(() => fetched(async () => ({ default: (await import('../features/panels/index.ts')).Panels })));
export const Figures = lazy(() => fetched(async () => ({ default: (await import('../features/figures/index.ts')).Figures })));
export const SitePlan = lazy(() => fetched(async () => ({ default: (await import('../features/site-plan/index.ts')).SitePlan })));
export const Faults = lazy(() => fetched(async () => ({ default: (await import('../features/faults/index.ts')).Faults })));
