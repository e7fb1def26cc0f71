/** The first start of a post. */
export { FirstRun } from './first-run.tsx';
