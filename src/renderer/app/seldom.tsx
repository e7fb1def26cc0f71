/** Screens that few need, and seldom: each comes as a chunk of its own when it is opened. */
import { lazy } from 'react';
import { fetched } from './fetched.ts';

export const ReaderTools = lazy(() => fetched(async () => ({ default: (await import('../features/reader-tools/index.ts')).ReaderTools })));
